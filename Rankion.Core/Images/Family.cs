using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Live;

namespace Rankion.Core.Images;

/// <summary>An image that stands in front of its stack now.</summary>
/// <param name="Previous">Who stood there by choice before; null where it was the original, or who did is in the trash.</param>
public sealed record FrontChange(Image Image, long? Previous);

/// <summary>An image that left its family, with all that was made from it.</summary>
/// <param name="ParentId">What it hung on.</param>
/// <param name="WasPrimary">It stood in front of the family that it left.</param>
public sealed record Detachment(Image Image, long ParentId, bool WasPrimary);

/// <summary>What people do to families of variants: who stands in front, who leaves, and whole branches into the trash.</summary>
public sealed class Family(Database database, ImageChanges changes, Trash trash, AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    /// <summary>Has an image stand in front of its stack.</summary>
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">409 <c>image_trashed</c> or <c>image_not_ready</c>, 403 for a reader. Nothing has changed then.</exception>
    public async Task<FrontChange?> FrontAsync(Actor actor, long id, CancellationToken ct)
    {
        long? previous = null;
        var image = await changes.OneAsync(actor, id, async change => previous = await FrontAsync(actor, change, front: true, ct), ct);
        return image is null ? null : new(image, previous);
    }

    /// <summary>Puts in front again who was there before, unless somebody has chosen another since.</summary>
    public Task UndoAsync(Actor actor, FrontChange done, CancellationToken ct) => changes.OneAsync(actor, done.Image.Id, async change =>
    {
        if (!change.Image.IsPrimary)
            throw Refusal.ChangedSince();
        var before = await change.Write.Db.For(actor).Images.SingleOrDefaultAsync(i => i.Id == done.Previous && i.DeletedAt == null, ct);
        await FrontAsync(actor, before is null ? change : change with { Image = before }, before is not null, ct);
    }, ct);

    /// <summary>
    /// Makes a variant the original of a family of its own; what was made from it comes along. Where its pixels come from
    /// (<see cref="Image.InputId"/>) it still knows.
    /// </summary>
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">409 <c>not_a_variant</c> or <c>image_trashed</c>, 403 for a reader. Nothing has changed then.</exception>
    public async Task<Detachment?> DetachAsync(Actor actor, long id, CancellationToken ct)
    {
        var (parent, wasPrimary) = (0L, false);
        var image = await changes.OneAsync(actor, id, async change =>
        {
            var leaving = change.Image.RequireUntrashed();
            (parent, wasPrimary) = (leaving.ParentId ?? throw Refusal.Conflict("not_a_variant", "This image is an original already."), leaving.IsPrimary);
            var below = await BelowAsync(actor, change.Write, leaving, ct);
            leaving.ParentId = null;
            leaving.IsPrimary = false;
            Move(leaving, below, null, time.UtcNow());
            Count(change, change.Parent, -1);
            audit.Record(change.Write, actor, "image.detached", "image", id, leaving.Title);
        }, ct);
        return image is null ? null : new(image, parent, wasPrimary);
    }

    /// <summary>Hangs an image where it hung before, with what is below it now. Where that is gone, or it hangs elsewhere, it stays.</summary>
    public Task UndoAsync(Actor actor, Detachment done, CancellationToken ct) => changes.OneAsync(actor, done.Image.Id, async change =>
    {
        var image = change.Image.RequireUntrashed();
        var team = change.Write.Db.For(actor).Images;
        if (image.ParentId is not null || await team.SingleOrDefaultAsync(i => i.Id == done.ParentId, ct) is not { } parent)
            throw Refusal.ChangedSince();
        var below = await BelowAsync(actor, change.Write, image, ct);
        var root = parent.RootId ?? parent.Id;
        // of two who were chosen, the one of the family that is joined stays
        if (await team.AnyAsync(i => (i.Id == root || i.RootId == root) && i.IsPrimary, ct))
            below.Append(image).ToList().ForEach(i => i.IsPrimary = false);
        else
            image.IsPrimary |= done.WasPrimary && !below.Exists(i => i.IsPrimary);
        image.ParentId = parent.Id;
        Move(image, below, root, time.UtcNow());
        Count(change, parent, 1);
        audit.Record(change.Write, actor, "image.attached", "image", image.Id, image.Title);
    }, ct);

    /// <summary>An image and all that was made from it, down to the last, as far as it is not in the trash; oldest first.</summary>
    /// <returns>Null where the team has no such image.</returns>
    public async Task<IReadOnlyList<long>?> BranchAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var team = db.For(actor).Images;
        if (await team.Where(i => i.Id == id).Select(i => new { i.RootId, i.DeletedAt }).SingleOrDefaultAsync(ct) is not { } top)
            return null;
        var root = top.RootId ?? id;
        var family = await team.Where(i => i.RootId == root && i.Id > id).OrderBy(i => i.Id).Select(i => new { i.Id, i.ParentId, i.DeletedAt }).ToListAsync(ct);
        var branch = new HashSet<long> { id };
        var below = family.Where(i => i.ParentId is { } parent && branch.Contains(parent) && branch.Add(i.Id)).Where(i => i.DeletedAt is null).Select(i => i.Id).ToList();
        return top.DeletedAt is null ? [id, .. below] : below;
    }

    /// <summary>Puts an image and all that was made from it into the trash.</summary>
    /// <returns>What became of it; null where the team has no such image.</returns>
    /// <exception cref="RefusalException">403 for a reader.</exception>
    public async Task<BulkResult<DateTime?>?> TrashBranchAsync(Actor actor, long id, CancellationToken ct)
    {
        if (await BranchAsync(actor.RequireWrite(), id, ct) is not { } branch)
            return null;
        return branch.Count == 0 ? new(0, 0, [], []) : await trash.PutAsync(actor, ImageScope.Of(branch), null, ct);
    }

    /// <returns>Who stood in front by choice and does no longer.</returns>
    internal async Task<long?> FrontAsync(Actor actor, ImageChange change, bool front, CancellationToken ct)
    {
        var image = change.Image.RequireUntrashed();
        if (front && image.Status != ProcessingStatus.Ready)
            throw Refusal.Conflict("image_not_ready", "Only a finished image can stand in front of its variants.");
        if (image.IsPrimary == front)
            return null;
        var root = image.RootId ?? image.Id;
        var others = front ? await change.Write.Db.For(actor).Images.Where(i => (i.Id == root || i.RootId == root) && i.IsPrimary).ToListAsync(ct) : [];
        foreach (var other in others.Append(image))
        {
            other.IsPrimary = front && other == image;
            other.Touch(time.UtcNow());
            Announce(change.Write, other);
        }
        audit.Record(change.Write, actor, front ? "image.made_primary" : "image.made_secondary", "image", image.Id, image.Title);
        return others.FirstOrDefault(i => i.DeletedAt is null)?.Id;
    }

    /// <summary>All that was made from an image, down to the last, oldest first, so that a parent comes before its children.</summary>
    private static async Task<List<Image>> BelowAsync(Actor actor, WriteScope write, Image image, CancellationToken ct)
    {
        var root = image.RootId ?? image.Id;
        var family = await write.Db.For(actor).Images.Where(i => i.RootId == root && i.Id > image.Id).OrderBy(i => i.Id).ToListAsync(ct);
        var branch = new HashSet<long> { image.Id };
        return family.FindAll(i => i.ParentId is { } parent && branch.Contains(parent) && branch.Add(i.Id));
    }

    /// <summary>Who is moved counts as changed, so that an edit that is accepted at the same moment is accepted anew, in the new place.</summary>
    private static void Move(Image image, List<Image> below, long? root, DateTime now)
    {
        image.RootId = root;
        image.Touch(now);
        foreach (var child in below)
        {
            child.RootId = root ?? image.Id;
            child.Touch(now);
        }
    }

    private void Count(ImageChange change, Image? parent, int more)
    {
        Announce(change.Write, change.Image);
        if (parent is null)
            return;
        parent.CountVariants(more, time.UtcNow());
        Announce(change.Write, parent);
    }

    private void Announce(WriteScope write, Image image) => write.AfterCommit(() => feed.Publish(new ImageChanged(image.TeamId, image.Id, image.Status)));
}
