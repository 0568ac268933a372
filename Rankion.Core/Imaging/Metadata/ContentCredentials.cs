using System.Buffers.Binary;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>
/// Finds a C2PA manifest, and what it claims about the source. Nothing is verified: that needs certificates; this tells only
/// that there is one to verify.
/// </summary>
internal static class ContentCredentials
{
    private static readonly string[] Sources = ["compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia", "algorithmicMedia"];

    /// <summary>The manifest's first part; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> file, ImageFormat format) => format switch
    {
        ImageFormat.Png => InPng(file),
        ImageFormat.Jpeg => InJpeg(file),
        ImageFormat.Webp => InWebp(file),
        _ => [],
    };

    /// <summary>The manifest names it as text, in whatever form it is packed.</summary>
    public static string? DigitalSourceType(ReadOnlySpan<byte> manifest)
    {
        foreach (var source in Sources)
        {
            if (manifest.IndexOf(System.Text.Encoding.ASCII.GetBytes(source)) >= 0)
                return source;
        }
        return null;
    }

    private static ReadOnlySpan<byte> InPng(ReadOnlySpan<byte> png)
    {
        foreach (var chunk in new PngChunks(png))
        {
            if (chunk.Type == "caBX")
                return chunk.Data(png);
        }
        return [];
    }

    /// <summary>Before the picture's own data, in a segment of JUMBF.</summary>
    private static ReadOnlySpan<byte> InJpeg(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] is not (0xDA or 0xD9);)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length)
                break;
            if (jpeg[at + 1] == 0xEB && jpeg.Slice(at + 4, length - 2).IndexOf("c2pa"u8) >= 0)
                return jpeg.Slice(at + 4, length - 2);
            at += 2 + length;
        }
        return [];
    }

    private static ReadOnlySpan<byte> InWebp(ReadOnlySpan<byte> webp)
    {
        for (var at = 12; at + 8 <= webp.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(webp[(at + 4)..]);
            if (length > webp.Length - at - 8)
                break;
            if (webp[at..].StartsWith("C2PA"u8))
                return webp.Slice(at + 8, (int)length);
            at += 8 + (int)length + (int)(length & 1);
        }
        return [];
    }
}
