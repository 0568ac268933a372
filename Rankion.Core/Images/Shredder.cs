using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Live;
using Rankion.Core.Storage;

namespace Rankion.Core.Images;

/// <summary>
/// Deletes images in the trash for good: their rows, and the files that no other row needs. What was paid and what was done
/// stays in the ledger and in the audit trail.
/// </summary>
public sealed class Shredder(Database database, ImageScopes scopes, ImageFiles files, AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    /// <summary>Images per transaction: short enough that nobody waits for it, and little to do again after a crash.</summary>
    internal const int BatchSize = 50;

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

    /// <summary>Deletes all images of a scope, in small transactions: every one in the trash for an admin, their own for others.</summary>
    /// <exception cref="RefusalException">422 for none or too many; 403 for a reader.</exception>
    public async Task<BulkDeletion> DeleteAsync(Actor actor, ImageScope scope, IProgress<BulkProgress>? progress, CancellationToken ct)
    {
        return await DeleteAsync(actor, await scopes.IdsAsync(actor.RequireWrite(), scope, ct), progress, ct);
    }

    /// <summary>Deletes what is in the trash now: all of it for an admin, their own for others.</summary>
    /// <exception cref="RefusalException">403 for a reader.</exception>
    public async Task<BulkDeletion> EmptyAsync(Actor actor, IProgress<BulkProgress>? progress, CancellationToken ct)
    {
        var all = ImageFilter.InTrash with { CreatedById = actor.RequireWrite().CanAdminister ? null : actor.UserId };
        var ids = await scopes.FindAsync(actor, new ImageScope.Matching(all, time.UtcNow(), new HashSet<long>()), ct);
        return await DeleteAsync(actor, ids, progress, ct);
    }

    private async Task<BulkDeletion> DeleteAsync(Actor actor, IReadOnlyList<long> ids, IProgress<BulkProgress>? progress, CancellationToken ct)
    {
        var (done, failed, reached) = (0, new List<BulkFailure>(), 0);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            if (ct.IsCancellationRequested)
                break;
            var outcome = await ShredAsync(actor.TeamId, actor, batch, CancellationToken.None);
            done += outcome.Succeeded.Count;
            failed.AddRange(outcome.Failed);
            reached += batch.Length;
            progress?.Report(new(reached, ids.Count));
        }
        return new(ids.Count, reached, done, failed);
    }

    /// <param name="actor">Null for the system, which may delete all of them.</param>
    internal async Task<BulkOutcome> ShredAsync(long teamId, Actor? actor, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var (gone, failed) = await database.WriteAsync(async write =>
        {
            await ImageChanges.TakeTurnAsync(write, teamId, ct);
            var images = await write.Db.ForTeam(teamId).Images.Where(i => ids.Contains(i.Id)).OrderBy(i => i.Id).ToListAsync(ct);
            var refused = images.Where(i => i.DeletedAt is null || !MayDelete(actor, i)).ToList();
            images.RemoveAll(refused.Contains);
            await RemoveAsync(write, teamId, actor, images, ct);
            return (images, refused.ConvertAll(i => new BulkFailure(i.Id, i.DeletedAt is null ? "not_in_trash" : "forbidden")));
        }, ct);
        await files.RemoveAsync(gone, ct);
        var known = gone.Select(i => i.Id).Concat(failed.Select(f => f.Id)).ToHashSet();
        failed.AddRange(ids.Where(id => !known.Contains(id)).Select(id => new BulkFailure(id, "not_found")));
        return new(gone.ConvertAll(i => i.Id), failed);
    }

    private static bool MayDelete(Actor? actor, Image image) => actor is null || actor.CanAdminister || image.CreatedById == actor.UserId;

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
