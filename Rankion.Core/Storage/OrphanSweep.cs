using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rankion.Core.Data;

namespace Rankion.Core.Storage;

/// <summary>What a sweep did.</summary>
/// <param name="Looked">Files old enough to be looked at.</param>
/// <param name="Removed">Files that nothing needs, now gone.</param>
public sealed record SweepResult(int Looked, int Removed);

/// <summary>
/// Removes the files that no row needs: those of jobs that died between the file and the row, and those of images deleted
/// for good. Safe beside running jobs: a file counts as just written whenever a job stores it, and only those an hour
/// old are looked at.
/// </summary>
public sealed class OrphanSweep(IBlobStore store, Database database, TimeProvider time, ILogger<OrphanSweep> logger)
{
    private const int BatchSize = 200;

    /// <summary>Longer than any job may take from its first file to its commit.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public async Task<SweepResult> RunAsync(CancellationToken ct)
    {
        var writtenBefore = time.UtcNow() - Grace;
        var (looked, removed) = (0, 0);
        await foreach (var names in store.ListAsync(writtenBefore, ct).Where(IsOurs).Chunk(BatchSize).WithCancellation(ct))
        {
            var needed = await NeededAsync(names, ct);
            foreach (var name in names.Where(n => BlobNames.Sha256Of(n) is not { } hash || !needed.Contains(hash)))
                removed += await store.DeleteAsync(name, writtenBefore, ct) ? 1 : 0;
            looked += names.Length;
        }
        if (removed > 0)
            logger.LogInformation("Removed {Removed} of {Looked} files that nothing needs", removed, looked);
        return new(looked, removed);
    }

    /// <summary>Other features keep files here too; they look after their own.</summary>
    private static bool IsOurs(string name) =>
        name.StartsWith(BlobNames.Incoming, StringComparison.Ordinal)
        || (BlobNames.Sha256Of(name) is not null
            && new[] { BlobNames.Originals, BlobNames.Thumbnails, BlobNames.Renditions, BlobNames.Masks, BlobNames.Exports }.Any(f => name.StartsWith(f, StringComparison.Ordinal)));

    private async Task<HashSet<string>> NeededAsync(IEnumerable<string> names, CancellationToken ct)
    {
        var hashes = names.Select(BlobNames.Sha256Of).OfType<string>().Distinct().ToArray();
        await using var db = await database.OpenAsync(ct);
        var images = db.AcrossTeams().Images;
        var originals = await images.Where(i => hashes.Contains(i.Sha256)).Select(i => i.Sha256!).Distinct().ToListAsync(ct);
        var masks = await images.Where(i => hashes.Contains(i.MaskSha256)).Select(i => i.MaskSha256!).Distinct().ToListAsync(ct);
        var exports = await db.AcrossTeams().Exports.Where(e => hashes.Contains(e.FileKey)).Select(e => e.FileKey!).ToListAsync(ct);
        var drafts = await db.AcrossTeams().EditMasks.Where(m => hashes.Contains(m.Sha256)).Select(m => m.Sha256).Distinct().ToListAsync(ct);
        return [.. originals, .. masks, .. exports, .. drafts];
    }
}
