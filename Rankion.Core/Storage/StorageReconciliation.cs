using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Storage;

/// <summary>What a check of a team's storage found.</summary>
/// <param name="Counted">Bytes of originals by the running sums.</param>
/// <param name="Rows">The same by the images.</param>
/// <param name="Missing">Hashes whose file is not there or has another size.</param>
public sealed record StorageCheck(string Team, long Counted, long Rows, int Files, IReadOnlyList<string> Missing, bool IsMended)
{
    public bool Agrees => Counted == Rows && Missing.Count == 0;
}

/// <summary>Proves that the sums, the images and the files on the disk agree, and sets the sums right where they do not.</summary>
public sealed class StorageReconciliation(Database database, IBlobStore store)
{
    private const int BatchSize = 500;

    public async IAsyncEnumerable<StorageCheck> RunAsync(bool mend, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        foreach (var team in await db.AcrossTeams().Teams.OrderBy(t => t.Id).Select(t => new { t.Id, t.Slug }).ToListAsync(ct))
            yield return await CheckAsync(team.Id, team.Slug, mend, ct);
    }

    private async Task<StorageCheck> CheckAsync(long teamId, string slug, bool mend, CancellationToken ct)
    {
        var (missing, files) = (new List<string>(), 0);
        for (var after = ""; ;)
        {
            await using var db = await database.OpenAsync(ct);
#pragma warning disable CA1309 // the database compares; EF Core translates this form alone
            var batch = await db.ForTeam(teamId).Images.Where(i => i.Sha256 != null && string.Compare(i.Sha256, after) > 0)
#pragma warning restore CA1309
                .GroupBy(i => i.Sha256!).Select(g => new { Sha256 = g.Key, Format = g.Max(i => i.Format)!, Size = g.Max(i => i.SizeBytes) })
                .OrderBy(f => f.Sha256).Take(BatchSize).ToListAsync(ct);
            foreach (var file in batch)
            {
                await using var stream = await store.OpenAsync(BlobNames.Original(file.Sha256, file.Format), ct);
                if (stream?.Length != file.Size)
                    missing.Add(file.Sha256);
            }
            files += batch.Count;
            if (batch.Count < BatchSize)
                break;
            after = batch[^1].Sha256;
        }
        return await database.WriteAsync(async write =>
        {
            var team = write.Db.ForTeam(teamId);
            var counted = await team.Storage.Select(s => s.Originals).SingleOrDefaultAsync(ct);
            var rows = await team.Images.Where(i => i.Sha256 != null).GroupBy(i => i.Sha256).Select(g => g.Max(i => i.SizeBytes)).SumAsync(ct);
            if (mend && counted != rows)
                await team.Storage.ExecuteUpdateAsync(set => set.SetProperty(s => s.Originals, rows), ct);
            return new StorageCheck(slug, counted, rows, files, missing, mend && counted != rows);
        }, ct);
    }
}
