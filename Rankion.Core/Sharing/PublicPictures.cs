using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Metadata;
using Rankion.Core.Storage;
using Rankion.Core.Videos;

namespace Rankion.Core.Sharing;

/// <summary>The bytes of a picture for somebody outside the team.</summary>
/// <param name="Format">As in an image's <c>format</c>.</param>
public sealed record PublicPicture(Stream Bytes, string Format, string MediaType)
{
    internal PublicPicture(Stream bytes, ImageFormat format)
        : this(bytes, format.Name(), format.MediaType())
    {
    }
}

/// <summary>
/// Pictures as they leave the house by a public link: they say how they were made, and hold no other word, unless the link shows the
/// prompt. Each is made once and kept beside the original.
/// </summary>
public sealed class PublicPictures(IBlobStore store, ImageConverter converter, PublicCopy copies)
{
    /// <summary>Pixels of the picture on the page.</summary>
    public const int PageWidth = 1280;

    /// <summary>The picture of the page.</summary>
    /// <returns>Null where its file is missing or damaged.</returns>
    public Task<PublicPicture?> PageAsync(Image image, CancellationToken ct) => image.IsVideo ? PosterAsync(image, ct) : KeptAsync(image, "page", ImageFormat.Webp, bytes => converter.PublishAsync(bytes, ImageFormat.Webp, PageWidth, image.IsByModel, ct), ct);

    /// <summary>The video of the page: without what it says beside its pictures and sounds.</summary>
    /// <returns>Null where it is none, and where its file is missing or damaged.</returns>
    public async Task<PublicPicture?> VideoAsync(Image image, CancellationToken ct)
    {
        if (!VideoFormats.TryParse(image.Format, out var format))
            return null;
        var name = Name(image.Sha256!, "clean", format.Name(), marked: false);
        if (await store.OpenAsync(name, ct) is not { } kept)
        {
            await using var original = await store.OpenAsync(Original(image), ct);
            if (original is null)
                return null;
            try
            {
                await store.PutAsync(name, PublicVideo.Of(await ReadAsync(original, ct)), ct);
            }
            catch (ImageRejectedException)
            {
                return null;
            }
            if (await store.OpenAsync(name, ct) is not { } made)
                return null;
            kept = made;
        }
        return new(kept, format.Name(), format.MediaType());
    }

    /// <summary>What the link lets its viewers take along.</summary>
    /// <returns>Null where its file is missing or damaged.</returns>
    public async Task<PublicPicture?> DownloadAsync(Share share, Image image, CancellationToken ct)
    {
        if (image.IsVideo)
            return await VideoAsync(image, ct);
        if (share.DownloadSize == ShareDownload.Web)
            return await KeptAsync(image, "web", ImageFormat.Jpeg, bytes => converter.PublishAsync(bytes, ImageFormat.Jpeg, Share.WebWidth, image.IsByModel, ct), ct);
        if (!ImageFormats.TryParse(image.Format, out var format) || await store.OpenAsync(Original(image), ct) is not { } original)
            return null;
        // an upload may tell where and with which camera: that is never shown
        if (share.ShowPrompt && !image.IsBrought)
            return new(original, format);
        await using (original)
        {
            var bytes = await ReadAsync(original, ct);
            // what a camera signs may hold its place and number, and a second picture may hang behind the first: of an upload only the picture goes out
            if (!image.IsBrought && !PrivateMetadata.IsIn(bytes, format))
                return new(new MemoryStream(bytes, writable: false), format);
        }
        return await KeptAsync(image, "clean", format, bytes => copies.MakeAsync(bytes, ct), ct);
    }

    private async Task<PublicPicture?> PosterAsync(Image image, CancellationToken ct) =>
        await store.OpenAsync(BlobNames.Thumbnail(image.Sha256!, BlobNames.ThumbnailWidths[^1]), ct) is { } poster ? new(poster, ImageFormat.Webp) : null;

    /// <summary>Everything that may be kept of an original for viewers.</summary>
    internal static IEnumerable<string> NamesOf(string sha256, string format)
    {
        foreach (var marked in (bool[])[false, true])
        {
            yield return Name(sha256, "page", "webp", marked);
            yield return Name(sha256, "web", "jpeg", marked);
            yield return Name(sha256, "clean", format, marked);
        }
    }

    private static string Original(Image image) => BlobNames.Original(image.Sha256!, image.Format!);

    private static string Name(string sha256, string kind, string format, bool marked) => BlobNames.Public(sha256, marked ? kind + "-ai" : kind, format);

    private async Task<PublicPicture?> KeptAsync(Image image, string kind, ImageFormat format, Func<byte[], Task<byte[]>> make, CancellationToken ct)
    {
        var name = Name(image.Sha256!, kind, format.Name(), image.IsByModel);
        if (await store.OpenAsync(name, ct) is { } kept)
            return new(kept, format);
        await using var original = await store.OpenAsync(Original(image), ct);
        if (original is null)
            return null;
        try
        {
            var made = await make(await ReadAsync(original, ct));
            await store.PutAsync(name, made, ct);
            return new(new MemoryStream(made, writable: false), format);
        }
        catch (ImageRejectedException)
        {
            return null;
        }
    }

    private static async Task<byte[]> ReadAsync(Stream file, CancellationToken ct)
    {
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}
