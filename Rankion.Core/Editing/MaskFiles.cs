using System.Security.Cryptography;
using Rankion.Core.Generation;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;

namespace Rankion.Core.Editing;

/// <summary>A mask that was looked at and kept.</summary>
/// <param name="Open">The share of the pixels that may change, more than 0 and up to 1.</param>
internal sealed record MaskFile(string Sha256, int SizeBytes, double Open);

/// <summary>Checks masks and keeps their files: PNGs whose transparent pixels say where an image may change.</summary>
public sealed class MaskFiles(IBlobStore store, PixelGate gate)
{
    /// <summary>What may come in; it is kept in no more than <see cref="ImageConverter.MaxEditBytes"/>.</summary>
    public const int MaxUploadBytes = 20 << 20;

    /// <summary>Keeps a mask as it is.</summary>
    /// <exception cref="RefusalException">422, saying what is wrong with it.</exception>
    internal Task<MaskFile> StoreAsync(ReadOnlyMemory<byte> mask, PixelSize image, CancellationToken ct) =>
        mask.Length > ImageConverter.MaxEditBytes ? throw Invalid("A mask may have at most 4 MB.") : TakeAsync(mask, image, stretch: false, ct);

    /// <summary>Keeps a mask; one of more than <see cref="ImageConverter.MaxEditBytes"/> without its colours, and with fewer shades where that is still too much.</summary>
    /// <param name="stretch">A mask of another size is brought to the image's; else it is refused.</param>
    /// <inheritdoc cref="StoreAsync"/>
    internal Task<MaskFile> FitAsync(ReadOnlyMemory<byte> mask, PixelSize image, bool stretch, CancellationToken ct) =>
        mask.Length > MaxUploadBytes ? throw Invalid("A mask may have at most 20 MB.") : TakeAsync(mask, image, stretch, ct);

    private async Task<MaskFile> TakeAsync(ReadOnlyMemory<byte> mask, PixelSize image, bool stretch, CancellationToken ct)
    {
        var (bytes, open) = await gate.RunAsync(() => Read(mask, image, stretch), ct);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        await store.PutAsync(BlobNames.Mask(sha256), bytes, ct);
        return new(sha256, bytes.Length, open);
    }

    private static (ReadOnlyMemory<byte> Bytes, double Open) Read(ReadOnlyMemory<byte> mask, PixelSize image, bool stretch)
    {
        if (ImageFormats.Sniff(mask.Span) != ImageFormat.Png)
            throw Invalid("A mask must be a PNG.");
        try
        {
            var info = ImageInfo.Read(mask.Span);
            if (!info.HasAlpha)
                throw Invalid("This PNG has no transparency. A mask is transparent where the image may change.");
            var fits = info.Width == image.Width && info.Height == image.Height;
            if (!fits && !stretch)
                throw Invalid($"The mask has {info.Width}x{info.Height} pixels, the image {image.Width}x{image.Height}. They must be the same.");
            var open = Transparency.ShareOf(mask.Span);
            if (open <= 0)
                throw Invalid("The mask is opaque everywhere, so nothing may change. Make it transparent where the image may.");
            return (fits && mask.Length <= ImageConverter.MaxEditBytes ? mask : Light(mask.Span, image), open);
        }
        catch (ImageRejectedException e)
        {
            throw Invalid($"The mask cannot be read: {e.Message}");
        }
    }

    private static ReadOnlyMemory<byte> Light(ReadOnlySpan<byte> mask, PixelSize image) =>
        Transparency.Alone(mask, image, ImageConverter.MaxEditBytes) ?? throw Invalid("This mask cannot be brought below 4 MB. Make its edges simpler.");

    private static RefusalException Invalid(string message) => Refusal.Invalid("mask", message);
}
