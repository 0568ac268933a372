using System.IO.Compression;
using System.Text;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>The texts of a PNG by their keyword: where most tools that draw with AI write what they did.</summary>
internal static class PngText
{
    /// <summary>Bytes of one text; ComfyUI's largest graphs take some hundred thousand.</summary>
    private const int MaxText = 2 << 20;
    private const int MaxTexts = 32;

    public static Dictionary<string, string> Read(ReadOnlySpan<byte> png)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var chunk in new PngChunks(png))
        {
            if (texts.Count == MaxTexts)
                break;
            var data = chunk.Data(png);
            var end = data.IndexOf((byte)0);
            if (chunk.Type is not ("tEXt" or "zTXt" or "iTXt") || end is <= 0 or > 79)
                continue;
            var text = Text(chunk.Type, data[(end + 1)..]);
            if (text is not null)
                texts.TryAdd(Encoding.Latin1.GetString(data[..end]), text);
        }
        return texts;
    }

    private static string? Text(string type, ReadOnlySpan<byte> rest)
    {
        if (type == "tEXt")
            return rest.Length <= MaxText ? Written(rest) : null;
        if (type == "zTXt")
            return rest.Length > 1 && Inflate(rest[1..]) is { } latin ? Written(latin) : null;
        // compressed or not, the method, a language, the keyword in that language
        if (rest.Length < 4)
            return null;
        var compressed = rest[0] == 1;
        rest = rest[2..];
        for (var skipped = 0; skipped < 2; skipped++)
        {
            var end = rest.IndexOf((byte)0);
            if (end < 0)
                return null;
            rest = rest[(end + 1)..];
        }
        if (compressed)
            return Inflate(rest) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
        return rest.Length <= MaxText ? Encoding.UTF8.GetString(rest) : null;
    }

    /// <summary>Latin-1 by the specification; many write UTF-8 all the same.</summary>
    private static string Written(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <returns>Null where it is damaged, or grows beyond what any tool writes.</returns>
    private static byte[]? Inflate(ReadOnlySpan<byte> compressed)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(compressed.ToArray(), writable: false), CompressionMode.Decompress);
            using var text = new MemoryStream();
            var buffer = new byte[16 << 10];
            for (int read; (read = zlib.Read(buffer)) > 0;)
            {
                text.Write(buffer, 0, read);
                if (text.Length > MaxText)
                    return null;
            }
            return text.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
