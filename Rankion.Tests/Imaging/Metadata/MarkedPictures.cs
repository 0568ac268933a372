using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Tests.Imaging.Metadata;

/// <summary>Pictures with what other programs write into them.</summary>
internal static class MarkedPictures
{
    /// <summary>A PNG with texts of one kind: tEXt, zTXt, iTXt, or ziTXt, which is a compressed iTXt.</summary>
    public static byte[] Png(string kind, params (string Keyword, string Text)[] texts) =>
        texts.Aggregate(Pictures.Make(64, 48), (png, t) => WithChunk(png, kind[^4..], Text(kind, t.Keyword, t.Text)));

    /// <summary>A PNG with one more chunk behind its header.</summary>
    public static byte[] WithChunk(byte[] png, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc(body));
        return [.. png[..33], .. chunk, .. png[33..]];
    }

    /// <summary>A picture with EXIF: a camera, a comment in UTF-16, its place, and how to turn it.</summary>
    public static byte[] WithExif(ImageFormat format, string? camera = null, string? comment = null, bool place = false, int orientation = 1, string? xmp = null)
    {
        using var loaded = new VipsOperation("pngload_buffer").Set("buffer", Pictures.Make(64, 48)).RunImage();
        using var withExif = loaded.WithBlob("exif-data", Exif(camera, comment, place, orientation));
        using var marked = xmp is null ? withExif.WithBlob("exif-data", Exif(camera, comment, place, orientation)) : withExif.WithBlob("xmp-data", Encoding.UTF8.GetBytes(xmp));
        var save = format switch
        {
            ImageFormat.Jpeg => "jpegsave_buffer",
            ImageFormat.Webp => "webpsave_buffer",
            ImageFormat.Avif => "heifsave_buffer",
            _ => "pngsave_buffer",
        };
        var operation = new VipsOperation(save).Set("in", marked);
        return (format == ImageFormat.Avif ? operation.Set("compression", "av1") : operation).Keep("all").RunBytes();
    }

    /// <summary>Small ones of every format, with metadata of every kind.</summary>
    public static IReadOnlyList<byte[]> Samples()
    {
        var xmp = Xmp("<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>");
        return
        [
            Png("tEXt", ("parameters", "a fox\nSteps: 3, Model: x")), Png("zTXt", ("prompt", """{"1":{"class_type":"K","inputs":{"text":"a fox"}}}""")),
            Png("ziTXt", ("invokeai_metadata", """{"positive_prompt":"a fox"}""")), WithChunk(Pictures.Make(16, 16), "caBX", [.. "jumb c2pa"u8]),
            Gif(33, 17),
            .. new[] { ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Webp, ImageFormat.Avif }.SelectMany(f => new[]
            {
                WithExif(f, camera: "Pixel 9", comment: "a fox\nSteps: 3", place: true, orientation: 6), WithExif(f, xmp: xmp), Pictures.Make(33, 17, f),
            }),
        ];
    }

    /// <summary>Two frames. GIF's codes stay bytes where its dictionary is emptied often enough.</summary>
    private static byte[] Gif(byte width, byte height)
    {
        var codes = Enumerable.Range(0, width * height).Chunk(100).SelectMany(run => run.Select(i => (byte)(i % 128)).Prepend((byte)128)).Append((byte)129);
        var palette = Enumerable.Range(0, 128).SelectMany(i => new[] { (byte)(2 * i), (byte)(255 - i), (byte)i });
        byte[] frame = [0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, width, 0, height, 0, 0, 7, .. codes.Chunk(255).SelectMany(c => c.Prepend((byte)c.Length)), 0];
        return [.. "GIF89a"u8, width, 0, height, 0, 0xF6, 0, 0, .. palette, .. frame, .. frame, 0x3B];
    }

    public static string Xmp(string properties) =>
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "
        + "xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:exif='http://ns.adobe.com/exif/1.0/'>"
        + properties + "</rdf:Description></rdf:RDF></x:xmpmeta>";

    private static byte[] Text(string kind, string keyword, string text)
    {
        byte[] name = [.. Encoding.Latin1.GetBytes(keyword), 0];
        return kind switch
        {
            "tEXt" => [.. name, .. Encoding.UTF8.GetBytes(text)],
            "zTXt" => [.. name, 0, .. Deflate(Encoding.Latin1.GetBytes(text))],
            "iTXt" => [.. name, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)],
            _ => [.. name, 1, 0, 0, 0, .. Deflate(Encoding.UTF8.GetBytes(text))],
        };
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>Little-endian TIFF, by hand: libvips writes it as it is.</summary>
    private static byte[] Exif(string? camera, string? comment, bool place, int orientation)
    {
        using var tiff = new MemoryStream();
        using var write = new BinaryWriter(tiff);
        var model = Encoding.ASCII.GetBytes((camera ?? "none") + "\0\0\0\0");
        byte[] said = [.. "UNICODE\0"u8, .. Encoding.BigEndianUnicode.GetBytes(comment ?? "-")];
        const int main = 8, entries = 4, sub = main + 2 + (12 * entries) + 4, gps = sub + 2 + 12 + 4, data = gps + 2 + (12 * 2) + 4;
        write.Write([.. "Exif\0\0II*\0"u8, main, 0, 0, 0, entries, 0]);
        Entry(write, 0x0110, 2, model.Length, data);
        Entry(write, 0x0112, 3, 1, orientation);
        Entry(write, 0x8769, 4, 1, sub);
        Entry(write, place ? (ushort)0x8825 : (ushort)0x8826, 4, 1, gps);
        write.Write(0);
        write.Write((ushort)1);
        Entry(write, 0x9286, 7, said.Length, data + model.Length);
        write.Write(0);
        write.Write((ushort)2);
        Entry(write, 0x0000, 1, 4, 0x00000302);
        Entry(write, 0x0001, 2, 2, 'N');
        write.Write(0);
        write.Write(model);
        write.Write(said);
        return tiff.ToArray();
    }

    private static void Entry(BinaryWriter write, ushort tag, ushort type, int count, int value)
    {
        write.Write(tag);
        write.Write(type);
        write.Write(count);
        write.Write(value);
    }

    private static uint Crc(byte[] bytes) => bytes.Aggregate(~0u, (crc, b) => Enumerable.Range(0, 8).Aggregate(crc ^ b, (c, _) => (c & 1) == 1 ? c >> 1 ^ 0xEDB88320 : c >> 1)) ^ ~0u;
}
