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
    Exports,
}

/// <summary>How many files of a kind there are, and how large they are together.</summary>
public sealed record StorageShare(StorageKind Kind, int Files, long Bytes);

/// <summary>
/// How much a team keeps, from its rows: the originals and the archives of exports. What is made of them and can be made again,
/// thumbnails and other sizes, does not count.
/// </summary>
public sealed class StorageUse(Database database)
{
    /// <summary>Every kind, also those that have nothing.</summary>
    public async Task<IReadOnlyList<StorageShare>> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var team = db.For(actor);
        // its index holds all of this: the images themselves are not read
        var images = await team.Images.Where(i => i.SizeBytes > 0).GroupBy(i => new { i.Source, IsTrashed = i.DeletedAt != null })
            .Select(g => new { g.Key.Source, g.Key.IsTrashed, Files = g.Count(), Bytes = g.Sum(i => i.SizeBytes) }).ToListAsync(ct);
        var exports = await team.Exports.Where(e => e.FileKey != null).GroupBy(_ => 1).Select(g => new { Files = g.Count(), Bytes = g.Sum(e => e.SizeBytes) }).SingleOrDefaultAsync(ct);
        var shares = images.Select(i => new StorageShare(i.IsTrashed ? StorageKind.Trash : KindOf(i.Source), i.Files, i.Bytes))
            .Append(new(StorageKind.Exports, exports?.Files ?? 0, exports?.Bytes ?? 0)).ToLookup(s => s.Kind);
        return [.. Enum.GetValues<StorageKind>().Select(kind => new StorageShare(kind, shares[kind].Sum(s => s.Files), shares[kind].Sum(s => s.Bytes)))];
    }

    private static StorageKind KindOf(ImageSource source) => source switch
    {
        ImageSource.Uploaded => StorageKind.Uploaded,
        ImageSource.Edited or ImageSource.Upscaled => StorageKind.Edited,
        _ => StorageKind.Generated,
    };
}
