using Rankion.Core.Images;
using Rankion.Core.Storage;

namespace Rankion.Core.Imaging;

/// <summary>The bytes of an image in some format and width.</summary>
/// <param name="Width">Pixels; null: the original's own.</param>
public sealed record Rendition(Stream Bytes, ImageFormat Format, int? Width);

/// <summary>
/// An image in the format and width that somebody wants, never enlarged, with its provenance mark (XMP) and no other metadata.
/// Usual ones are kept beside the original, so that each is made once; nothing else is, so that no caller fills the disk.
/// </summary>
public sealed class Renditions(IBlobStore store, ImageConverter converter)
{
    /// <summary>The formats it makes; the original may be of others too.</summary>
    public static readonly IReadOnlyList<ImageFormat> Formats = [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Webp];

    /// <summary>The widths that are kept, in pixels.</summary>
    public static readonly IReadOnlyList<int> Widths = [320, 640, 1280, 1920, 2560];

    /// <param name="format">One of <see cref="Formats"/>; null: as the original.</param>
    /// <param name="width">At most so many pixels; null: as the original.</param>
    /// <returns>Null where the image is not ready, or its file is missing or damaged.</returns>
    public async Task<Rendition?> OpenAsync(Image image, ImageFormat? format, int? width, CancellationToken ct) =>
        image is { Sha256: { } sha256, Format: { } name } && ImageFormats.TryParse(name, out var own)
            ? await OpenAsync(sha256, own, format ?? own, width >= image.Width ? null : width, ct)
            : null;

    /// <summary>The same by the original's hash and format.</summary>
    /// <param name="format">One that cannot be written becomes WebP, unless nothing has to be written.</param>
    public async Task<Rendition?> OpenAsync(string sha256, ImageFormat own, ImageFormat format, int? width, CancellationToken ct)
    {
        var original = BlobNames.Original(sha256, own.Name());
        if (format == own && width is null)
            return await store.OpenAsync(original, ct) is { } whole ? new(whole, own, null) : null;
        var to = Formats.Contains(format) ? format : ImageFormat.Webp;
        var kept = width is null || Widths.Contains(width.Value) ? BlobNames.Rendition(sha256, to.Name(), width) : null;
        if (kept is not null && await store.OpenAsync(kept, ct) is { } there)
            return new(there, to, width);
        if (await MakeAsync(original, to, width, ct) is not { } made)
            return null;
        if (kept is not null)
            await store.PutAsync(kept, made, ct);
        return new(new MemoryStream(made, writable: false), to, width);
    }

    /// <summary>Everything that may be kept of an original.</summary>
    internal static IEnumerable<string> NamesOf(string sha256) =>
        from format in Formats
        from width in Widths.Cast<int?>().Append(null)
        select BlobNames.Rendition(sha256, format.Name(), width);

    private async Task<byte[]?> MakeAsync(string original, ImageFormat to, int? width, CancellationToken ct)
    {
        await using var file = await store.OpenAsync(original, ct);
        if (file is null)
            return null;
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, ct);
        try
        {
            return await converter.ConvertAsync(bytes, to, ct, width ?? ImageLimits.MaxSide);
        }
        catch (ImageRejectedException)
        {
            return null;
        }
    }
}
