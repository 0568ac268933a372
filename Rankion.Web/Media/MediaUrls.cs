using System.Globalization;
using Rankion.Core;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Imaging;

namespace Rankion.Web.Media;

/// <summary>
/// Links to the bytes of images and exports that need no header: signed; those of images are good for one to two days, and the same all day, so that a browser
/// keeps what it has loaded. Relative (<c>/media/…</c>) for pages; the API puts the server's address before them.
/// </summary>
public sealed class MediaUrls(MediaSigner signer, TimeProvider time)
{
    private const int MaxFileName = 100;

    /// <summary>The original; null until the image is ready.</summary>
    public string? Original(Image image) => For(image)?.Original;

    /// <summary>The WebP of one of <see cref="Core.Storage.BlobNames.ThumbnailWidths"/>; null until the image is ready.</summary>
    public string? Thumbnail(Image image, int width) => For(image)?.Thumbnail(width);

    /// <summary>The original as a file named by the title; null until the image is ready.</summary>
    public string? Download(Image image)
    {
        if (image is not { Sha256: { } sha256, Format: { } format })
            return null;
        var expires = Expires();
        var name = FileName(image.Title, format);
        return Path(sha256, $"{MediaFiles.Original}.{format}", expires, signer.Sign(sha256, expires, name)) + "&name=" + Uri.EscapeDataString(name);
    }

    /// <summary>The same in one of <see cref="Core.Imaging.Renditions.Formats"/>, at most so wide; null until the image is ready.</summary>
    /// <param name="format">Null: the original's own, at whatever width that is.</param>
    /// <param name="width">One of <see cref="Core.Imaging.Renditions.Widths"/>; null: the original's own.</param>
    public string? Download(Image image, ImageFormat? format, int? width)
    {
        if (format is not { } to || image is not { Sha256: { } sha256, Format: { } own })
            return Download(image);
        var expires = Expires();
        var name = FileName(image.Title, to.Name());
        var link = Path(sha256, $"{MediaFiles.Original}.{own}", expires, signer.Sign(sha256, expires, name)) + "&name=" + Uri.EscapeDataString(name) + "&as=" + to.Name();
        return width is null ? link : string.Create(CultureInfo.InvariantCulture, $"{link}&width={width}");
    }

    /// <summary>All links of one image by one signature; null until the image is ready.</summary>
    public MediaLinks? For(Image image) => For(image.Sha256, image.Format);

    /// <inheritdoc cref="For(Image)"/>
    public MediaLinks? For(string? sha256, string? format)
    {
        if (sha256 is null || format is null)
            return null;
        var expires = Expires();
        return new MediaLinks(sha256, format, expires, signer.Sign(sha256, expires, ""));
    }

    /// <summary>The archive of an export that is ready; the link is good for as long as the archive is kept.</summary>
    public string Export(Export export)
    {
        if (export is not { FileKey: { } key, ExpiresAt: { } end })
            throw new ArgumentException("This export has no archive.", nameof(export));
        var expires = new DateTimeOffset(end).ToUnixTimeSeconds();
        var name = string.Create(CultureInfo.InvariantCulture, $"images-{export.JobId}.zip");
        var signature = signer.Sign(ExportFiles.Subject(key), expires, name);
        return string.Create(CultureInfo.InvariantCulture, $"{ExportFiles.Root}/{key}?expires={expires}&name={name}&signature={signature}");
    }

    internal static string Path(string sha256, string file, long expires, string signature) => Path("", sha256, file, expires, signature);

    internal static string Path(string server, string sha256, string file, long expires, string signature) =>
        string.Create(CultureInfo.InvariantCulture, $"{server}{MediaFiles.Root}/{sha256}/{file}?expires={expires}&signature={signature}");

    /// <summary>When links that are made at an instant would next be other ones.</summary>
    internal static DateTime ChangeAfter(DateTime now) => now.Date.AddDays(1);

    private long Expires() => new DateTimeOffset(time.UtcNow().Date.AddDays(2), TimeSpan.Zero).ToUnixTimeSeconds();

    /// <summary>What a file of that title is called on a person's disk.</summary>
    internal static string FileName(string title, string format)
    {
        var name = new string([.. title.Where(c => !char.IsControl(c) && !"\\/:*?\"<>|".Contains(c))]).Trim(' ', '.');
        if (name.Length > MaxFileName)
            name = name[..(char.IsHighSurrogate(name[MaxFileName - 1]) ? MaxFileName - 1 : MaxFileName)];
        return $"{(name.Length == 0 ? "image" : name)}.{(format == "jpeg" ? "jpg" : format)}";
    }
}

/// <summary>The links of one image.</summary>
public sealed record MediaLinks(string Sha256, string Format, long Expires, string Signature)
{
    public string Original => OriginalAt("");

    public string Thumbnail(int width) => ThumbnailAt("", width);

    /// <param name="server">What the link begins with.</param>
    public string OriginalAt(string server) => MediaUrls.Path(server, Sha256, $"{MediaFiles.Original}.{Format}", Expires, Signature);

    /// <inheritdoc cref="OriginalAt"/>
    public string ThumbnailAt(string server, int width) => MediaUrls.Path(server, Sha256, MediaFiles.Thumbnail(width), Expires, Signature);
}
