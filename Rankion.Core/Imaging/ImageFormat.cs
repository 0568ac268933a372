namespace Rankion.Core.Imaging;

/// <summary>The formats that Rankion reads. It writes all of them but GIF.</summary>
public enum ImageFormat
{
    Png,
    Jpeg,
    Webp,
    Avif,
    Gif,
}

public static class ImageFormats
{
    /// <summary>The format by its first bytes; null for anything Rankion does not decode, whatever its name says.</summary>
    public static ImageFormat? Sniff(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFormat.Png,
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFormat.Webp,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => ImageFormat.Gif,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', (byte)'i', (byte)'f' or (byte)'s', ..] => ImageFormat.Avif,
        _ => null,
    };

    /// <summary><c>png</c>, <c>jpeg</c>, <c>webp</c>, <c>avif</c> or <c>gif</c>, as in an image's <c>format</c> and its file's name.</summary>
    public static string Name(this ImageFormat format) => format.ToString().ToLowerInvariant();

    public static string MediaType(this ImageFormat format) => "image/" + format.Name();

    /// <summary>Reads a <see cref="Name"/>; also <c>jpg</c>.</summary>
    public static bool TryParse(string? name, out ImageFormat format)
    {
        ImageFormat? found = name switch
        {
            "png" => ImageFormat.Png,
            "jpeg" or "jpg" => ImageFormat.Jpeg,
            "webp" => ImageFormat.Webp,
            "avif" => ImageFormat.Avif,
            "gif" => ImageFormat.Gif,
            _ => null,
        };
        format = found.GetValueOrDefault();
        return found is not null;
    }
}
