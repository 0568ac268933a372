using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;

namespace Rankion.Core.Storage;

/// <summary>What takes up a team's room.</summary>
public enum StorageKind
{
    Generated,
    Edited,
    Uploaded,
    Trash,
}

/// <summary>How many images of a kind there are, and how large their originals are together.</summary>
public sealed record StorageShare(StorageKind Kind, int Images, long Bytes);

/// <summary>Where a team's room went.</summary>
/// <param name="Shares">Every kind, also those that have nothing.</param>
/// <param name="Archives">Files of exports, which do not count towards the limit.</param>
public sealed record StorageBreakdown(StorageReading Reading, IReadOnlyList<StorageShare> Shares, int Archives, long ArchiveBytes)
{
    /// <summary>What is saved because images with the same bytes share one file: the shares less this are what is used.</summary>
    public long Shared => Math.Max(0, Shares.Sum(s => s.Bytes) - Reading.Used);
}

/// <summary>Reads it, from the images' index and the team's counters.</summary>
public sealed class StorageBreakdowns(Database database, StorageMeter meter)
{
    public async Task<StorageBreakdown> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var team = db.For(actor);
        // its index holds all of this: the images themselves are not read
        var images = await team.Images.Where(i => i.SizeBytes > 0).GroupBy(i => new { i.Source, IsTrashed = i.DeletedAt != null })
            .Select(g => new { g.Key.Source, g.Key.IsTrashed, Images = g.Count(), Bytes = g.Sum(i => i.SizeBytes) }).ToListAsync(ct);
        var exports = await team.Exports.Where(e => e.FileKey != null).GroupBy(_ => 1).Select(g => new { Files = g.Count(), Bytes = g.Sum(e => e.SizeBytes) }).SingleOrDefaultAsync(ct);
        var kinds = images.ToLookup(i => i.IsTrashed ? StorageKind.Trash : KindOf(i.Source));
        return new(
            await meter.ReadAsync(actor, ct),
            [.. Enum.GetValues<StorageKind>().Select(kind => new StorageShare(kind, kinds[kind].Sum(i => i.Images), kinds[kind].Sum(i => i.Bytes)))],
            exports?.Files ?? 0,
            exports?.Bytes ?? 0);
    }

    private static StorageKind KindOf(ImageSource source) => source switch
    {
        ImageSource.Uploaded => StorageKind.Uploaded,
        ImageSource.Edited or ImageSource.Upscaled => StorageKind.Edited,
        _ => StorageKind.Generated,
    };
}
