using System.Security.Cryptography;
using Rankion.Core.Imaging.Vips;
using Rankion.Core.Storage;

namespace Rankion.Core.Imaging;

/// <summary>An image whose files are all in the store: what its row is filled with.</summary>
/// <param name="Sha256">Lower-case hex of the original bytes.</param>
/// <param name="Format">As <see cref="ImageFormats.Name"/> has it.</param>
/// <param name="Width">Pixels, upright.</param>
/// <param name="Height">Pixels, upright.</param>
/// <param name="Placeholder">A data URI of a tiny WebP.</param>
/// <param name="DominantColor"><c>#rrggbb</c></param>
public sealed record StoredImage(
    string Sha256, string Format, int Width, int Height, long SizeBytes, string Placeholder, string DominantColor, long? PerceptualHash)
{
    /// <summary>Of the thumbnails.</summary>
    public long DerivedBytes { get; init; }

    /// <summary>Of a video, 0 where its length is not known; null for an image.</summary>
    public int? DurationMs { get; init; }
}

/// <summary>Takes the bytes of a new image in: looks at them, keeps them untouched, and makes everything that is shown of them.</summary>
public sealed class ImageIngest(IBlobStore store, PixelGate gate)
{
    private const int PlaceholderSide = 16;
    private const int ThumbnailQuality = 80;

    /// <summary>
    /// When it returns, the original and every thumbnail are in the store. Files whose row never gets written (the process died,
    /// the job was cancelled) are removed by <see cref="OrphanSweep"/> an hour later.
    /// </summary>
    /// <exception cref="ImageRejectedException">The bytes are no usable image; nothing was kept.</exception>
    public async Task<StoredImage> StoreAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var (image, thumbnails) = await gate.RunAsync(() => Derive(bytes.Span), ct);
        foreach (var (width, webp) in thumbnails)
            await store.PutAsync(BlobNames.Thumbnail(image.Sha256, width), webp, ct);
        await store.PutAsync(BlobNames.Original(image.Sha256, image.Format), bytes, ct);
        return image;
    }

    /// <summary>All that is shown of an image.</summary>
    internal static (StoredImage Image, IReadOnlyList<(int Width, byte[] Webp)> Thumbnails) Derive(ReadOnlySpan<byte> bytes)
    {
        var info = ImageInfo.Read(bytes);
        // Decoding once serves as the check of the whole file; the smaller ones are made from the largest.
        using var large = Shrink.Decode(bytes, BlobNames.ThumbnailWidths[^1]);
        var thumbnails = new List<(int, byte[])>();
        foreach (var width in BlobNames.ThumbnailWidths)
        {
            using var thumbnail = Shrink.ToWidth(large, width);
            thumbnails.Add((width, ImageEncoder.Encode(thumbnail, ImageFormat.Webp, ThumbnailQuality)));
        }
        using var small = Shrink.ToWidth(large, BlobNames.ThumbnailWidths[0]);
        using var look = small.InMemory();
        var image = new StoredImage(
            Convert.ToHexStringLower(SHA256.HashData(bytes)), info.Format.Name(), info.Width, info.Height, bytes.Length,
            Placeholder(look), Imaging.DominantColor.Of(look), Imaging.PerceptualHash.Of(look))
        {
            DerivedBytes = thumbnails.Sum(t => (long)t.Item2.Length),
        };
        return (image, thumbnails);
    }

    private static string Placeholder(VipsImage image)
    {
        using var tiny = new VipsOperation("thumbnail_image").Set("in", image).Set("width", PlaceholderSide).Set("height", PlaceholderSide).RunImage();
        return "data:image/webp;base64," + Convert.ToBase64String(ImageEncoder.Encode(tiny, ImageFormat.Webp, quality: 20));
    }
}
