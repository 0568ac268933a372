using Microsoft.Extensions.Options;
using Rankion.Core.Audit;
using Rankion.Core.Generation;
using Rankion.Core.Live;

namespace Rankion.Core.Images;

/// <summary>
/// Where images wait for a while before they are deleted for good (<see cref="Shredder"/>). An image goes there and comes back
/// alone: its variants stay where they are.
/// </summary>
public sealed class Trash(ImageChanges changes, ImageOutcome outcome, AuditTrail audit, ChangeFeed feed, IOptions<TrashOptions> options, TimeProvider time)
{
    /// <summary>Days from the trash to the end.</summary>
    public int RetentionDays => options.Value.RetentionDays;

    /// <summary>Days until an image is deleted for good, the one that has begun included; null for one that is not in the trash.</summary>
    public int? DaysLeft(DateTime? deletedAt) =>
        deletedAt is { } at ? Math.Max(1, (int)Math.Ceiling((at + options.Value.Retention - time.UtcNow()).TotalDays)) : null;

    /// <summary>When an image in the trash will be deleted for good, if nobody restores it; null for one that is not there.</summary>
    public DateTime? PurgeAt(Image image) => image.DeletedAt + options.Value.Retention;

    /// <summary>Puts an image in. One that is there already stays as it is; one that is being drawn is cancelled and paid back.</summary>
    /// <returns>False where the team has no such image.</returns>
    /// <exception cref="RefusalException">403 for a reader.</exception>
    public async Task<bool> PutAsync(Actor actor, long id, CancellationToken ct) => (await PutAsync(actor, [id], ct)).Succeeded.Count == 1;

    /// <inheritdoc cref="PutAsync(Actor, long, CancellationToken)"/>
    /// <exception cref="RefusalException">422 for no images or too many; 403 for a reader.</exception>
    public async Task<BulkOutcome> PutAsync(Actor actor, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var outcome = await changes.ManyAsync(actor, ids, change => PutAsync(actor, change, ct), ct);
        if (outcome.Succeeded.Count > 0)
            feed.Publish(new ImagesRemoved(actor.TeamId, outcome.Succeeded));
        return outcome;
    }

    /// <summary>Takes an image out again, with its tags, its star and its place among its variants.</summary>
    /// <returns>The image as it is now; null where the team has none of that id.</returns>
    /// <exception cref="RefusalException">409 <c>not_in_trash</c>, 403 for a reader.</exception>
    public async Task<Image?> RestoreAsync(Actor actor, long id, CancellationToken ct)
    {
        var image = await changes.OneAsync(actor, id, change => RestoreAsync(actor, change), ct);
        if (image is not null)
            feed.Publish(new ImagesRestored(actor.TeamId, [id]));
        return image;
    }

    /// <inheritdoc cref="RestoreAsync(Actor, long, CancellationToken)"/>
    /// <exception cref="RefusalException">422 for no images or too many; 403 for a reader.</exception>
    public async Task<BulkOutcome> RestoreAsync(Actor actor, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var outcome = await changes.ManyAsync(actor, ids, change => RestoreAsync(actor, change), ct);
        if (outcome.Succeeded.Count > 0)
            feed.Publish(new ImagesRestored(actor.TeamId, outcome.Succeeded));
        return outcome;
    }

    /// <summary>Puts all images of a scope in. Those that are there already stay as they are; those being drawn are cancelled and paid back.</summary>
    /// <exception cref="RefusalException">422 for no images or too many; 403 for a reader.</exception>
    public Task<BulkResult<DateTime?>> PutAsync(Actor actor, ImageScope scope, IProgress<BulkProgress>? progress, CancellationToken ct) =>
        changes.SweepAsync(actor, scope, new Sweep<DateTime?>(i => i.DeletedAt, change => PutAsync(actor, change, ct), Removed(actor)), progress, ct);

    /// <summary>Takes all images of a scope out again.</summary>
    /// <exception cref="RefusalException">422 for no images or too many; 403 for a reader.</exception>
    public Task<BulkResult<DateTime?>> RestoreAsync(Actor actor, ImageScope scope, IProgress<BulkProgress>? progress, CancellationToken ct) =>
        changes.SweepAsync(actor, scope, new Sweep<DateTime?>(i => i.DeletedAt, change => RestoreAsync(actor, change), Restored(actor)), progress, ct);

    /// <summary>
    /// Takes images out that were put in, and puts in again what was taken out, with the day it had. One that somebody has put in
    /// or taken out since stays where it is.
    /// </summary>
    public async Task<BulkResult<DateTime?>> UndoAsync(Actor actor, IReadOnlyList<Changed<DateTime?>> done, IProgress<BulkProgress>? progress, CancellationToken ct)
    {
        var before = done.ToDictionary(d => d.Id);
        var comeBack = done.Count > 0 && done[0].Before is null;
        return await changes.SweepAsync(actor, ImageScope.Of([.. before.Keys]), new Sweep<DateTime?>(i => i.DeletedAt, change =>
        {
            var was = before[change.Image.Id];
            if (change.Image.DeletedAt != was.After)
                throw Refusal.ChangedSince();
            return was.Before is null ? RestoreAsync(actor, change) : PutAsync(actor, change, ct, was.Before);
        }, comeBack ? Restored(actor) : Removed(actor)), progress, ct);
    }

    private Action<IReadOnlyList<long>> Removed(Actor actor) => ids => feed.Publish(new ImagesRemoved(actor.TeamId, ids));

    private Action<IReadOnlyList<long>> Restored(Actor actor) => ids => feed.Publish(new ImagesRestored(actor.TeamId, ids));

    /// <summary>In the transaction of the change; whoever calls tells of it.</summary>
    internal async Task PutAsync(Actor actor, ImageChange change, CancellationToken ct, DateTime? at = null)
    {
        var (image, now) = (change.Image, time.UtcNow());
        if (image.DeletedAt is not null)
            return;
        if (!image.IsSettled)
            await outcome.CancelAsync(change.Write, actor, image.Id, ct);
        image.DeletedAt = at ?? now;
        image.Touch(now);
        CountAtParent(change, -1);
        audit.Record(change.Write, actor, "image.trashed", "image", image.Id, image.Title);
    }

    /// <inheritdoc cref="PutAsync(Actor, ImageChange, CancellationToken, DateTime?)"/>
    internal Task RestoreAsync(Actor actor, ImageChange change)
    {
        var (image, now) = (change.Image, time.UtcNow());
        if (image.DeletedAt is null)
            throw Refusal.Conflict("not_in_trash", "This image is not in the trash.");
        image.DeletedAt = null;
        image.Touch(now);
        CountAtParent(change, 1);
        audit.Record(change.Write, actor, "image.restored", "image", image.Id, image.Title);
        return Task.CompletedTask;
    }

    private void CountAtParent(ImageChange change, int more)
    {
        if (change.Parent is not { } parent)
            return;
        parent.CountVariants(more, time.UtcNow());
        change.Write.AfterCommit(() => feed.Publish(new ImageChanged(parent.TeamId, parent.Id, parent.Status)));
    }
}
