using System.Buffers.Binary;
using System.Text;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>
/// A picture as strangers may have it: the same pixels, bit by bit, without place, camera, serial numbers, prompts, thumbnails
/// or anything that hangs behind it. What is needed to show it is copied, all else is left out, known or not; only a word that AI
/// made it is put in again. AVIF keeps its parts by offset, so that one is written anew.
/// </summary>
public sealed class PublicCopy(PixelGate gate)
{
    /// <exception cref="ImageRejectedException">The bytes are no usable image.</exception>
    public Task<byte[]> MakeAsync(ReadOnlyMemory<byte> image, CancellationToken ct) => gate.RunAsync(() => Make(image.Span), ct);

    private static byte[] Make(ReadOnlySpan<byte> image)
    {
        var info = ImageInfo.Read(image);
        var metadata = FileMetadata.Read(image);
        var orientation = metadata.Orientation;
        var source = metadata.DigitalSourceType ?? (metadata.Ai is null ? null : ProvenanceMark.TrainedModel);
        byte[] xmp = source is null ? [] : ProvenanceMark.Write(source);
        using var copy = new MemoryStream(image.Length);
        var whole = info.Format switch
        {
            ImageFormat.Jpeg => JpegParts.Copy(image, copy, Exif(orientation), xmp),
            ImageFormat.Png => CopyPng(image, copy, Exif(orientation), xmp),
            ImageFormat.Webp => CopyWebp(image, copy, info, Exif(orientation), xmp),
            ImageFormat.Gif => GifParts.Copy(image, copy),
            _ => false,
        };
        return whole ? copy.ToArray() : Rewrite(image, info.Format, xmp);
    }

    private static byte[] Rewrite(ReadOnlySpan<byte> image, ImageFormat format, byte[] xmp)
    {
        using var decoded = Shrink.Decode(image, ImageLimits.MaxSide);
        var to = format == ImageFormat.Gif ? ImageFormat.Webp : format;
        if (xmp.Length == 0)
            return ImageEncoder.Encode(decoded, to);
        using var marked = decoded.WithBlob("xmp-data", xmp);
        return ImageEncoder.Encode(marked, to, keepXmp: true);
    }

    private static bool CopyPng(ReadOnlySpan<byte> png, Stream to, byte[] exif, byte[] xmp)
    {
        to.Write(png[..PngChunks.Signature]);
        var ended = false;
        foreach (var chunk in new PngChunks(png))
        {
            if (chunk.Type is "IHDR" or "PLTE" or "tRNS" or "gAMA" or "cHRM" or "sRGB" or "iCCP" or "cICP" or "sBIT" or "bKGD" or "pHYs" or "acTL" or "fcTL" or "fdAT" or "IDAT" or "IEND")
                to.Write(chunk.Whole(png));
            if (chunk.Type == "IHDR")
            {
                WriteChunk(to, "eXIf", exif);
                WriteChunk(to, "iTXt", xmp.Length == 0 ? xmp : [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. xmp]);
            }
            ended |= chunk.Type == "IEND";
        }
        return ended;
    }

    private static void WriteChunk(Stream to, string type, byte[] data)
    {
        if (data.Length == 0)
            return;
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        to.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        to.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        to.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB8_8320u & (0u - (crc & 1)));
        }
        return ~crc;
    }

    private static bool CopyWebp(ReadOnlySpan<byte> webp, Stream to, ImageInfo info, byte[] exif, byte[] xmp)
    {
        to.Write(webp[..12]);
        // only an extended file may say more than its picture
        var extended = webp[12..].StartsWith("VP8X"u8);
        if (!extended && xmp.Length > 0)
            WriteRiff(to, "VP8X", [(byte)(0x04 | (info.HasAlpha ? 0x10 : 0)), 0, 0, 0, .. Less(info.Width), .. Less(info.Height)]);
        for (var at = 12; at + 8 <= webp.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(webp[(at + 4)..]);
            if (length > webp.Length - at - 8)
                break;
            var name = Encoding.Latin1.GetString(webp.Slice(at, 4));
            var whole = webp.Slice(at, Math.Min(8 + (int)length + (int)(length & 1), webp.Length - at));
            if (name == "VP8X" && length >= 10)
            {
                byte[] header = [.. whole];
                // whether EXIF (0x08) and XMP (0x04) follow
                header[8] = (byte)((header[8] & ~0x0C) | (exif.Length > 0 ? 0x08 : 0) | (xmp.Length > 0 ? 0x04 : 0));
                to.Write(header);
            }
            else if (name is "VP8 " or "VP8L" or "ALPH" or "ANIM" or "ANMF" or "ICCP")
                to.Write(whole);
            at += 8 + (int)length + (int)(length & 1);
        }
        WriteRiff(to, "EXIF", extended ? exif : []);
        WriteRiff(to, "XMP ", xmp);
        if (to.Length % 2 == 1)
            to.WriteByte(0);
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)to.Length - 8);
        to.Position = 4;
        to.Write(size);
        return true;
    }

    /// <summary>One less than it is, in 24 bits: how VP8X has its sides.</summary>
    private static byte[] Less(int side) => [(byte)(side - 1), (byte)((side - 1) >> 8), (byte)((side - 1) >> 16)];

    private static void WriteRiff(Stream to, string name, byte[] data)
    {
        if (data.Length == 0)
            return;
        if (to.Length % 2 == 1)
            to.WriteByte(0);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        to.Write(Encoding.ASCII.GetBytes(name));
        to.Write(length);
        to.Write(data);
        if (data.Length % 2 == 1)
            to.WriteByte(0);
    }

    /// <summary>A TIFF of one entry: how to turn the picture. Empty where it stands upright.</summary>
    private static byte[] Exif(int orientation) => orientation is > 1 and <= 8
        ? [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0]
        : [];
}
