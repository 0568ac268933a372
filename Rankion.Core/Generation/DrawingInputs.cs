using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Jobs;
using Rankion.Core.Storage;

namespace Rankion.Core.Generation;

/// <summary>What goes to a provider beside the words: nothing, or an image and perhaps a mask of the same pixels, and what guides it.</summary>
internal sealed record DrawingInputs(IReadOnlyList<ReadOnlyMemory<byte>> Images, ReadOnlyMemory<byte>? Mask)
{
    public IReadOnlyList<ReadOnlyMemory<byte>> References { get; init; } = [];

    public static readonly DrawingInputs None = new([], null);
}

/// <summary>
/// Makes an edit's source, and what guides a drawing, fit for its model: a PNG no heavier than it takes (4 MB where it leaves the house), upright, in sRGB and without
/// place or camera. Where only fewer pixels make it fit, the mask follows it to the same size, because providers compare the two; what comes back is of the
/// size asked for all the same. Only what is to be enlarged goes as it is.
/// </summary>
public sealed class DrawingInputReader(Database database, IBlobStore store, ImageConverter converter, ProviderCatalog catalog)
{
    /// <summary>Pixels; what every editing model takes.</summary>
    private const int MaxSide = 3840;

    /// <exception cref="JobFailedException"><c>source_gone</c>: the source was deleted meanwhile.</exception>
    internal async Task<DrawingInputs> ReadAsync(Image image, CancellationToken ct)
    {
        var model = catalog.Find(image.Model)?.Model;
        var references = await ReferencesAsync(image, model, ct);
        if (image.InputId is null)
            return DrawingInputs.None with { References = references };
        await using var db = await database.OpenAsync(ct);
        var source = await db.ForTeam(image.TeamId).Images.SingleOrDefaultAsync(i => i.Id == image.InputId && i.Status == ProcessingStatus.Ready, ct);
        if (source is null)
            throw Gone();
        var original = await BytesAsync(BlobNames.Original(source.Sha256!, source.Format!), ct);
        if (image.Parameters.Upscale is not null)
            return new([original], null);
        if (image.Parameters.Extend is not null)
        {
            var wider = await converter.WidenAsync(original, image.Width, image.Height, ct);
            return await MaskedAsync(wider.Canvas, new(image.Width, image.Height), wider.Mask, model, ct) with { References = references };
        }
        if (image.MaskSha256 is { } sha256)
            return await MaskedAsync(original, new(source.Width, source.Height), await BytesAsync(BlobNames.Mask(sha256), ct), model, ct) with { References = references };
        return new([(await FitAsync(original, model, ct)).Bytes], null) { References = references };
    }

    private async Task<DrawingInputs> MaskedAsync(byte[] picture, PixelSize size, byte[] mask, ImageModel? model, CancellationToken ct)
    {
        var png = await FitAsync(picture, model, ct);
        return new([png.Bytes], (png.Width, png.Height) == (size.Width, size.Height) ? mask : await converter.PngOfSizeAsync(mask, png.Width, png.Height, ct));
    }

    /// <summary>In the order in which they were named. What is in the trash since then still guides.</summary>
    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReferencesAsync(Image image, ImageModel? model, CancellationToken ct)
    {
        if (image.Parameters.ReferenceIds is not { Count: > 0 } ids)
            return [];
        await using var db = await database.OpenAsync(ct);
        var found = await db.ForTeam(image.TeamId).Images.Where(i => ids.Contains(i.Id) && i.Status == ProcessingStatus.Ready).ToDictionaryAsync(i => i.Id, ct);
        var pictures = new List<ReadOnlyMemory<byte>>();
        foreach (var id in ids)
        {
            var source = found.GetValueOrDefault(id) ?? throw new JobFailedException("source_gone", "A reference image is no longer there.");
            pictures.Add((await FitAsync(await BytesAsync(BlobNames.Original(source.Sha256!, source.Format!), ct), model, ct)).Bytes);
        }
        return pictures;
    }

    /// <param name="model">Null where it is not configured any more; it will be said when it is asked to draw.</param>
    private Task<PngImage> FitAsync(byte[] picture, ImageModel? model, CancellationToken ct) =>
        converter.PngUnderAsync(picture, ct, model?.MaxInputBytes ?? ImageConverter.MaxEditBytes, Math.Max(MaxSide, model?.MaxSide ?? 0));

    private async Task<byte[]> BytesAsync(string name, CancellationToken ct)
    {
        await using var file = await store.OpenAsync(name, ct) ?? throw Gone();
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    private static JobFailedException Gone() => new("source_gone", "The image that was to be edited is no longer there.");
}
