using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Live;
using Rankion.Core.Storage;
using Rankion.Core.Telemetry;

namespace Rankion.Core.Images;

/// <summary>
/// Deletes images in the trash for good: their rows, and the files that no other row needs. What was paid and what was done
/// stays in the ledger and in the audit trail.
/// </summary>
public sealed class Shredder(
    Database database, ImageFiles files, AuditTrail audit, ChangeFeed feed, IOptions<TrashOptions> options, TimeProvider time, ILogger<Shredder> log)
{
    /// <summary>Images per transaction: short enough that nobody waits for it, and little to do again after a crash.</summary>
    private const int BatchSize = 50;

    /// <returns>False where the team has no such image.</returns>
    /// <exception cref="RefusalException">409 <c>not_in_trash</c>; 403 unless its creator or an admin asks.</exception>
    public async Task<bool> DeleteAsync(Actor actor, long id, CancellationToken ct)
    {
        actor.RequireWrite();
        var gone = await database.WriteAsync(async write =>
        {
            await ImageChanges.TakeTurnAsync(write, actor.TeamId, ct);
            if (await write.Db.For(actor).Images.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } image)
                return null;
            if (!MayDelete(actor, image))
                throw Refusal.Forbidden("Only its creator or an admin can delete an image for good.");
            if (image.DeletedAt is null)
                throw Refusal.Conflict("not_in_trash", "Only an image in the trash can be deleted for good.");
            await RemoveAsync(write, actor.TeamId, actor, [image], ct);
            return image;
        }, ct);
        if (gone is not null)
            await files.RemoveAsync([gone], ct);
        return gone is not null;
    }

    /// <summary>Deletes what is in the trash now: all of it for an admin, their own for others.</summary>
    /// <returns>How many images.</returns>
    /// <exception cref="RefusalException">403 for a reader.</exception>
    public async Task<int> EmptyAsync(Actor actor, CancellationToken ct)
    {
        actor.RequireWrite();
        var deleted = 0;
        await foreach (var batch in BatchesAsync(actor.TeamId, time.UtcNow(), ct))
            deleted += await ShredAsync(actor.TeamId, actor, batch, ct);
        return deleted;
    }

    /// <summary>
    /// Deletes what has been in the trash for as long as it is kept, in every team. After a crash, or beside another server, it
    /// goes on with what is left; images that cannot be deleted do not hold up the others.
    /// </summary>
    /// <returns>How many images.</returns>
    public async Task<int> PurgeAsync(CancellationToken ct)
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
            return await ShredAsync(teamId, null, ids, ct);
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

    private static bool MayDelete(Actor? actor, Image image) => actor is null || actor.CanAdminister || image.CreatedById == actor.UserId;

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
            .OrderBy(i => i.DeletedAt).ThenBy(i => i.Id).Select(i => new { i.Id, i.DeletedAt }).Take(BatchSize).ToListAsync(ct);
        return next.ConvertAll(i => (i.DeletedAt!.Value, i.Id));
    }

    /// <returns>How many were still in the trash and may be deleted by the actor; by the system where there is none.</returns>
    private async Task<int> ShredAsync(long teamId, Actor? actor, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var gone = await database.WriteAsync(async write =>
        {
            await ImageChanges.TakeTurnAsync(write, teamId, ct);
            var images = await write.Db.ForTeam(teamId).Images.Where(i => ids.Contains(i.Id) && i.DeletedAt != null).OrderBy(i => i.Id).ToListAsync(ct);
            images.RemoveAll(i => !MayDelete(actor, i));
            await RemoveAsync(write, teamId, actor, images, ct);
            return images;
        }, ct);
        await files.RemoveAsync(gone, ct);
        return gone.Count;
    }

    private async Task RemoveAsync(WriteScope write, long teamId, Actor? actor, List<Image> images, CancellationToken ct)
    {
        await Lineage.RemoveAsync(write, teamId, images, time.UtcNow(), ct);
        foreach (var image in images)
        {
            if (actor is null)
                audit.Record(write, teamId, null, "image.purged", "image", image.Id, image.Title);
            else
                audit.Record(write, actor, "image.deleted", "image", image.Id, image.Title);
        }
        if (images.Count > 0)
            write.AfterCommit(() => feed.Publish(new ImagesRemoved(teamId, [.. images.Select(i => i.Id)])));
    }
}
