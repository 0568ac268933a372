using System.Security.Cryptography;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;

namespace Rankion.Core.Editing;

/// <summary>Takes in masks: a PNG whose transparent pixels say where an image may change.</summary>
public sealed class EditMask(IBlobStore store, PixelGate gate)
{
    /// <summary>Checks a mask against its image and keeps it.</summary>
    /// <returns>Its hash, for the row that needs it.</returns>
    /// <exception cref="RefusalException">422, saying what is wrong with it.</exception>
    internal async Task<string> StoreAsync(ReadOnlyMemory<byte> mask, Image image, CancellationToken ct)
    {
        if (mask.Length > ImageConverter.MaxEditBytes)
            throw Invalid("A mask may have at most 4 MB.");
        if (ImageFormats.Sniff(mask.Span) != ImageFormat.Png)
            throw Invalid("A mask must be a PNG.");
        try
        {
            var info = ImageInfo.Read(mask.Span);
            if (!info.HasAlpha)
                throw Invalid("This PNG has no transparency. A mask is transparent where the image may change.");
            if ((info.Width, info.Height) != (image.Width, image.Height))
                throw Invalid($"The mask has {info.Width}x{info.Height} pixels, the image {image.Width}x{image.Height}. They must be the same.");
            if (await gate.RunAsync(() => Transparency.IsOpaque(mask.Span), ct))
                throw Invalid("The mask is opaque everywhere, so nothing may change. Make it transparent where the image may.");
        }
        catch (ImageRejectedException e)
        {
            throw Invalid($"The mask cannot be read: {e.Message}");
        }
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(mask.Span));
        await store.PutAsync(BlobNames.Mask(sha256), mask, ct);
        return sha256;
    }

    private static RefusalException Invalid(string message) => Refusal.Invalid("mask", message);
}
