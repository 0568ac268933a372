using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Live;

namespace Rankion.Core.Similar;

/// <summary>What a merge has done, to take it back.</summary>
/// <param name="Merged">Those that are in the trash now.</param>
/// <param name="AddedTags">That the kept image did not have.</param>
/// <param name="Starred">It had no star before.</param>
public sealed record Merge(long KeptId, IReadOnlyList<long> Merged, IReadOnlyList<string> AddedTags, bool Starred)
{
    internal MovedLinks Links { get; init; } = new();
}

/// <summary>
/// Makes one of several images that show the same picture: it gets the tags, the star, the places in articles, calendar and collections
/// and the public links of the others, and these go to the trash. In one transaction, and back again as long as nobody has gone on from there.
/// </summary>
public sealed class Merger(Database database, Trash trash, LinkMover links, AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    /// <summary>Images of one merge, the kept one included.</summary>
    public const int Max = 50;

    /// <returns>Null where the team has not all of these images.</returns>
    /// <exception cref="RefusalException">
    /// 409 <c>image_trashed</c> or <c>image_not_ready</c>, 422 for no others, too many or too many tags together, 403 for a reader. Nothing
    /// has changed then.
    /// </exception>
    public Task<Merge?> MergeAsync(Actor actor, long keptId, IReadOnlyList<long> others, CancellationToken ct)
    {
        actor.RequireWrite();
        var ids = others.Where(id => id != keptId).Distinct().ToList();
        if (ids.Count is 0 or >= Max)
            throw Refusal.Invalid("ids", $"Name 1 to {Max - 1} images to merge.");
        return database.WriteAsync(async write =>
        {
            var images = await ImageChanges.LoadAsync(write, actor, [keptId, .. ids], ct);
            if (!images.TryGetValue(keptId, out var kept) || ids.Exists(id => !images.ContainsKey(id)))
                return null;
            foreach (var id in ids.Append(keptId))
            {
                if (images[id].RequireUntrashed().Status != ProcessingStatus.Ready)
                    throw Refusal.Conflict("image_not_ready", "Only finished images can be merged.");
            }
            var merged = ids.ConvertAll(id => images[id]);
            var added = Tags.Normalize([.. kept.Tags, .. merged.SelectMany(i => i.Tags)]).Except(kept.Tags).ToList();
            var result = new Merge(keptId, ids, added, !kept.IsFavorite && merged.Exists(i => i.IsFavorite)) { Links = await links.MoveAsync(write, actor, kept, merged, ct) };
            kept.Describe(kept.Title, [.. kept.Tags, .. added], time.UtcNow());
            kept.IsFavorite |= result.Starred;
            foreach (var image in merged)
                await trash.PutAsync(actor, new ImageChange(write, image, ImageChanges.ParentOf(images, image)), ct);
            audit.Record(write, actor, "image.merged", "image", keptId, $"← {string.Join(", ", ids)}");
            Announce(write, kept, new ImagesRemoved(actor.TeamId, ids));
            return result;
        }, ct);
    }

    /// <summary>Takes a merge back: the others are restored, and get back whatever still stands where the merge put it.</summary>
    /// <returns>False where the images are gone.</returns>
    /// <exception cref="RefusalException">409 <c>changed_since</c> where the kept one lies in the trash or another one was restored already; 403 for a reader.</exception>
    public Task<bool> UndoAsync(Actor actor, Merge merge, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            var images = await ImageChanges.LoadAsync(write, actor, [merge.KeptId, .. merge.Merged], ct);
            if (!images.TryGetValue(merge.KeptId, out var kept) || merge.Merged.Any(id => !images.ContainsKey(id)))
                return false;
            if (kept.DeletedAt is not null || merge.Merged.Any(id => images[id].DeletedAt is null))
                throw Refusal.ChangedSince();
            foreach (var id in merge.Merged)
                await trash.RestoreAsync(actor, new ImageChange(write, images[id], ImageChanges.ParentOf(images, images[id])));
            kept.Describe(kept.Title, [.. kept.Tags.Except(merge.AddedTags)], time.UtcNow());
            kept.IsFavorite &= !merge.Starred;
            await links.ReturnAsync(write, actor, kept, merge.Links, images, ct);
            audit.Record(write, actor, "image.unmerged", "image", merge.KeptId, $"→ {string.Join(", ", merge.Merged)}");
            Announce(write, kept, new ImagesRestored(actor.TeamId, merge.Merged));
            return true;
        }, ct);
    }

    private void Announce(WriteScope write, Image kept, TeamEvent others) => write.AfterCommit(() =>
    {
        feed.Publish(others);
        feed.Publish(new ImageChanged(kept.TeamId, kept.Id, kept.Status));
    });
}
