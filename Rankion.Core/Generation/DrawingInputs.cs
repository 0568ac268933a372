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
/// Makes an edit's source, and what guides a drawing, fit to leave the house: a PNG of at most 4 MB, upright, in sRGB and without place or camera. Where only
/// fewer pixels make it fit, the mask follows it to the same size, because providers compare the two; what comes back is of the
/// size asked for all the same.
/// </summary>
public sealed class DrawingInputReader(Database database, IBlobStore store, ImageConverter converter)
{
    /// <exception cref="JobFailedException"><c>source_gone</c>: the source was deleted meanwhile.</exception>
    internal async Task<DrawingInputs> ReadAsync(Image image, CancellationToken ct)
    {
        var references = await ReferencesAsync(image, ct);
        if (image.InputId is null)
            return DrawingInputs.None with { References = references };
        await using var db = await database.OpenAsync(ct);
        var source = await db.ForTeam(image.TeamId).Images.SingleOrDefaultAsync(i => i.Id == image.InputId && i.Status == ProcessingStatus.Ready, ct);
        if (source is null)
            throw Gone();
        var png = await converter.PngUnderAsync(await BytesAsync(BlobNames.Original(source.Sha256!, source.Format!), ct), ct);
        if (image.MaskSha256 is null)
            return new([png.Bytes], null) { References = references };
        var mask = await BytesAsync(BlobNames.Mask(image.MaskSha256), ct);
        var fits = (png.Width, png.Height) == (source.Width, source.Height);
        return new([png.Bytes], fits ? mask : await converter.PngOfSizeAsync(mask, png.Width, png.Height, ct)) { References = references };
    }

    /// <summary>In the order in which they were named. What is in the trash since then still guides.</summary>
    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReferencesAsync(Image image, CancellationToken ct)
    {
        if (image.Parameters.ReferenceIds is not { Count: > 0 } ids)
            return [];
        await using var db = await database.OpenAsync(ct);
        var found = await db.ForTeam(image.TeamId).Images.Where(i => ids.Contains(i.Id) && i.Status == ProcessingStatus.Ready).ToDictionaryAsync(i => i.Id, ct);
        var pictures = new List<ReadOnlyMemory<byte>>();
        foreach (var id in ids)
        {
            var source = found.GetValueOrDefault(id) ?? throw new JobFailedException("source_gone", "A reference image is no longer there.");
            pictures.Add((await converter.PngUnderAsync(await BytesAsync(BlobNames.Original(source.Sha256!, source.Format!), ct), ct)).Bytes);
        }
        return pictures;
    }

    private async Task<byte[]> BytesAsync(string name, CancellationToken ct)
    {
        await using var file = await store.OpenAsync(name, ct) ?? throw Gone();
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    private static JobFailedException Gone() => new("source_gone", "The image that was to be edited is no longer there.");
}
