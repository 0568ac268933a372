using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rankion.Core.Data;
using Rankion.Core.Telemetry;

namespace Rankion.Core.Images;

/// <summary>Deletes for good what nobody has taken out of the trash in time.</summary>
public sealed class TrashPurge(Database database, Shredder shredder, IOptions<TrashOptions> options, TimeProvider time, ILogger<TrashPurge> log)
{
    /// <summary>
    /// Deletes what has been in the trash for as long as it is kept, in every team. After a crash, or beside another server, it
    /// goes on with what is left; images that cannot be deleted do not hold up the others.
    /// </summary>
    /// <returns>How many images.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var until = time.UtcNow() - options.Value.Retention;
        var purged = 0;
        foreach (var team in await TeamsAsync(until, ct))
        {
            await foreach (var batch in BatchesAsync(team, until, ct))
                purged += await PurgeAsync(team, batch, ct);
        }
        Signals.Purged(purged, await OverdueAsync(until, ct));
        if (purged > 0)
            log.LogInformation("Deleted {Purged} images for good that had been in the trash for {Days} days", purged, options.Value.RetentionDays);
        return purged;
    }

    /// <summary>Where a batch fails, each of its images by itself.</summary>
    private async Task<int> PurgeAsync(long teamId, IReadOnlyList<long> ids, CancellationToken ct)
    {
        try
        {
            return (await shredder.ShredAsync(teamId, null, ids, ct)).Succeeded.Count;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (ids.Count == 1)
                log.LogError(e, "Image {ImageId} could not be deleted for good", ids[0]);
            var purged = 0;
            foreach (var id in ids.Count == 1 ? [] : ids)
                purged += await PurgeAsync(teamId, [id], ct);
            return purged;
        }
    }

    private async Task<List<long>> TeamsAsync(DateTime until, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.AcrossTeams().Images.Where(i => i.DeletedAt <= until).Select(i => i.TeamId).Distinct().ToListAsync(ct);
    }

    private async Task<int> OverdueAsync(DateTime until, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.AcrossTeams().Images.CountAsync(i => i.DeletedAt <= until, ct);
    }

    /// <summary>What was put into a team's trash until then, first in first out; each image comes once, whatever becomes of it.</summary>
    private async IAsyncEnumerable<IReadOnlyList<long>> BatchesAsync(long teamId, DateTime until, [EnumeratorCancellation] CancellationToken ct)
    {
        var last = (At: DateTime.UnixEpoch, Id: 0L);
        while (await NextAsync(teamId, until, last.At, last.Id, ct) is { Count: > 0 } batch)
        {
            last = batch[^1];
            yield return batch.ConvertAll(i => i.Id);
        }
    }

    private async Task<List<(DateTime At, long Id)>> NextAsync(long teamId, DateTime until, DateTime at, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var next = await db.ForTeam(teamId).Images
            .Where(i => i.DeletedAt <= until && (i.DeletedAt > at || (i.DeletedAt == at && i.Id > id)))
            .OrderBy(i => i.DeletedAt).ThenBy(i => i.Id).Select(i => new { i.Id, i.DeletedAt }).Take(Shredder.BatchSize).ToListAsync(ct);
        return next.ConvertAll(i => (i.DeletedAt!.Value, i.Id));
    }
}
