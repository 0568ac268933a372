using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Metadata;
using Rankion.Core.Storage;

namespace Rankion.Core.Sharing;

/// <summary>The bytes of a picture for somebody outside the team.</summary>
public sealed record PublicPicture(Stream Bytes, ImageFormat Format);

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
    public Task<PublicPicture?> PageAsync(Image image, CancellationToken ct) => KeptAsync(image, "page", ImageFormat.Webp, bytes => converter.PublishAsync(bytes, ImageFormat.Webp, PageWidth, IsByModel(image), ct), ct);

    /// <summary>What the link lets its viewers take along.</summary>
    /// <returns>Null where its file is missing or damaged.</returns>
    public async Task<PublicPicture?> DownloadAsync(Share share, Image image, CancellationToken ct)
    {
        if (share.DownloadSize == ShareDownload.Web)
            return await KeptAsync(image, "web", ImageFormat.Jpeg, bytes => converter.PublishAsync(bytes, ImageFormat.Jpeg, Share.WebWidth, IsByModel(image), ct), ct);
        if (!ImageFormats.TryParse(image.Format, out var format) || await store.OpenAsync(Original(image), ct) is not { } original)
            return null;
        // an upload may tell where and with which camera: that is never shown
        if (share.ShowPrompt && image.Source != ImageSource.Uploaded)
            return new(original, format);
        await using (original)
        {
            var bytes = await ReadAsync(original, ct);
            // what a camera signs may hold its place and number, and a second picture may hang behind the first: of an upload only the picture goes out
            if (image.Source != ImageSource.Uploaded && !PrivateMetadata.IsIn(bytes, format))
                return new(new MemoryStream(bytes, writable: false), format);
        }
        return await KeptAsync(image, "clean", format, bytes => copies.MakeAsync(bytes, ct), ct);
    }

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

    /// <summary>Only what a model made is said to be so; a drawing by rules and an upload speak for themselves.</summary>
    private static bool IsByModel(Image image) => image is { Source: not ImageSource.Uploaded, Provider: not "sketch" };

    private async Task<PublicPicture?> KeptAsync(Image image, string kind, ImageFormat format, Func<byte[], Task<byte[]>> make, CancellationToken ct)
    {
        var name = Name(image.Sha256!, kind, format.Name(), IsByModel(image));
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
