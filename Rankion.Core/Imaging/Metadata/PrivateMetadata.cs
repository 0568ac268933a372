using System.Buffers.Binary;
using System.Text;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>
/// Whether a file holds words beside its picture: comments, EXIF, or XMP that tells more than how it was made. Programs put prompts
/// there, cameras put places. What is not understood counts as such.
/// </summary>
internal static class PrivateMetadata
{
    private const string PngXmp = "XML:com.adobe.xmp";
    private const string JpegXmp = "http://ns.adobe.com/xap/1.0/\0";

    /// <summary>Pixels, colours, and C2PA, which is signed over the whole file.</summary>
    private static readonly HashSet<string> PngPicture =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "mDCV", "cLLI", "sBIT", "bKGD", "hIST", "pHYs", "sPLT", "tIME", "acTL", "fcTL", "fdAT", "caBX"];

    private static readonly HashSet<string> WebpPicture = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP", "C2PA"];

    public static bool IsIn(ReadOnlySpan<byte> bytes, ImageFormat format) => format switch
    {
        ImageFormat.Png => InPng(bytes),
        ImageFormat.Jpeg => InJpeg(bytes),
        ImageFormat.Webp => InWebp(bytes),
        _ => InOther(bytes),
    };

    private static bool InPng(ReadOnlySpan<byte> bytes)
    {
        for (var at = 8; at + 12 <= bytes.Length;)
        {
            var (length, type) = (BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]), Ascii(bytes.Slice(at + 4, 4)));
            if (length > bytes.Length - at - 12)
                return true;
            var data = bytes.Slice(at + 8, (int)length);
            if (!PngPicture.Contains(type) && !(type == "iTXt" && IsMark(data, PngXmp)))
                return true;
            at += 12 + (int)length;
            if (type == "IEND")
                return at < bytes.Length;
        }
        return true;
    }

    /// <summary>The five bytes after the keyword are: its end, two of compression (none), two empty names.</summary>
    private static bool IsMark(ReadOnlySpan<byte> text, string keyword) =>
        text.Length > keyword.Length + 5 && Ascii(text[..keyword.Length]) == keyword && text[keyword.Length + 1] == 0
        && !ProvenanceMark.TellsMore(text[(keyword.Length + 5)..]);

    private static bool InJpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 4 <= bytes.Length;)
        {
            if (bytes[at] != 0xFF)
                return true;
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (marker == 0xDA) // the pixels follow
                return !bytes[^2..].SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0xD9]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || at + 2 + length > bytes.Length || IsPrivate(marker, bytes.Slice(at + 4, length - 2)))
                return true;
            at += 2 + length;
        }
        return true;
    }

    // JFIF, ICC, C2PA and Adobe's word on colours are of the picture; tables are below 0xE0.
    private static bool IsPrivate(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        0xE0 or 0xE2 or 0xEB or 0xEE or < 0xE0 => false,
        0xE1 => !Ascii(segment[..Math.Min(segment.Length, JpegXmp.Length)]).Equals(JpegXmp, StringComparison.Ordinal) || ProvenanceMark.TellsMore(segment[JpegXmp.Length..]),
        _ => true,
    };

    private static bool InWebp(ReadOnlySpan<byte> bytes)
    {
        for (var at = 12; at + 8 <= bytes.Length;)
        {
            var (type, length) = (Ascii(bytes.Slice(at, 4)), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]));
            if (length > bytes.Length - at - 8)
                return true;
            if (!WebpPicture.Contains(type) && !(type == "XMP " && !ProvenanceMark.TellsMore(bytes.Slice(at + 8, (int)length))))
                return true;
            at += 8 + (int)length + (int)(length & 1);
        }
        return false;
    }

    private static bool InOther(ReadOnlySpan<byte> bytes)
    {
        using var header = ImageInfo.Open(bytes, out _);
        return header.Has("exif-data") || header.Has("xmp-data") || header.Has("iptc-data") || header.Has("gif-comment");
    }

    private static string Ascii(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
