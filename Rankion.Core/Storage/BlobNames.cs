using System.Globalization;

namespace Rankion.Core.Storage;

/// <summary>How files are called. Everything of one original shares its hash.</summary>
public static class BlobNames
{
    internal const string Originals = "originals/";
    internal const string Thumbnails = "thumbnails/";
    internal const string Renditions = "renditions/";
    internal const string Masks = "masks/";
    internal const string Exports = "exports/";

    /// <summary>Where a store writes what is not whole yet.</summary>
    internal const string Incoming = "incoming/";

    /// <summary>Widths of the derived WebP thumbnails, in pixels.</summary>
    public static readonly IReadOnlyList<int> ThumbnailWidths = [320, 640, 1280];

    /// <summary><c>originals/ab/abcd….png</c></summary>
    public static string Original(string sha256, string format) => $"{Originals}{sha256[..2]}/{sha256}.{format}";

    /// <summary><c>thumbnails/ab/abcd…-640.webp</c></summary>
    public static string Thumbnail(string sha256, int width) => $"{Thumbnails}{sha256[..2]}/{sha256}-{width}.webp";

    /// <summary><c>renditions/ab/abcd…-1920.jpeg</c>; <c>…-full.jpeg</c> in the original's own size.</summary>
    public static string Rendition(string sha256, string format, int? width) =>
        string.Create(CultureInfo.InvariantCulture, $"{Renditions}{sha256[..2]}/{sha256}-{(width is null ? "full" : width)}.{format}");

    /// <summary><c>renditions/ab/abcd…-page.webp</c>: for viewers of public links.</summary>
    public static string Public(string sha256, string kind, string format) => $"{Renditions}{sha256[..2]}/{sha256}-{kind}.{format}";

    /// <summary><c>masks/ab/abcd….png</c></summary>
    public static string Mask(string sha256) => $"{Masks}{sha256[..2]}/{sha256}.png";

    /// <summary><c>exports/abcd….zip</c></summary>
    /// <param name="key">64 hex digits, of chance.</param>
    public static string Export(string key) => $"{Exports}{key}.zip";

    /// <summary>The hash that a file belongs to, or an export's key; null for a name that is not of this scheme.</summary>
    public static string? Sha256Of(string name)
    {
        var file = name[(name.LastIndexOf('/') + 1)..];
        return file.Length > 64 && file[..64].All(char.IsAsciiHexDigitLower) ? file[..64] : null;
    }
}
