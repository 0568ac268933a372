using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Metadata;
using Rankion.Core.Storage;

namespace Rankion.Core.Sharing;

/// <summary>
/// The bytes of an image for people outside the team. What was drawn here goes out as it is, with its marks; of an upload, whose
/// file may tell where and with which camera, a copy that holds the picture alone, made once.
/// </summary>
public sealed class PublicFiles(IBlobStore store, PublicCopy copies)
{
    /// <returns>Null where the image has no bytes, or none that can be read.</returns>
    public async Task<Stream?> OpenAsync(Image image, CancellationToken ct)
    {
        if (image is not { Sha256: { } sha256, Format: { } format })
            return null;
        var original = BlobNames.Original(sha256, format);
        if (image.Source != ImageSource.Uploaded)
            return await store.OpenAsync(original, ct);
        var name = BlobNames.PublicCopy(sha256, format);
        return await store.OpenAsync(name, ct) ?? await MakeAsync(original, name, ct);
    }

    private async Task<Stream?> MakeAsync(string original, string name, CancellationToken ct)
    {
        await using var file = await store.OpenAsync(original, ct);
        if (file is null)
            return null;
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, ct);
        try
        {
            var copy = await copies.MakeAsync(bytes, ct);
            await store.PutAsync(name, copy, ct);
            return new MemoryStream(copy, writable: false);
        }
        catch (ImageRejectedException)
        {
            return null;
        }
    }
}
