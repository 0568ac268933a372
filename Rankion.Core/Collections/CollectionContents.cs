using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Live;

namespace Rankion.Core.Collections;

/// <summary>What became of images that were to go into a collection or out of it.</summary>
/// <param name="Succeeded">In the order asked for: they are as they were to be, also those that were so before.</param>
/// <param name="Changed">Those that were not so before, with their place: null outside.</param>
public sealed record ContentsOutcome(IReadOnlyList<long> Succeeded, IReadOnlyList<BulkFailure> Failed, IReadOnlyList<Changed<long?>> Changed);

/// <summary>Puts images into collections and takes them out. An image may be in many; one in the trash keeps its place, unseen.</summary>
public sealed class CollectionContents(Database database, ImageScopes scopes, AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    /// <summary>How many images one change may reach.</summary>
    public const int Max = 500;

    /// <summary>For who had the collection before them when somebody deleted it.</summary>
    public static RefusalException Gone() => new("not_found", 404, "This collection has been deleted.");

    /// <summary>Puts images at the end of a collection, in their order. One that is in it already stays where it is.</summary>
    /// <param name="ids">1 to <see cref="Max"/>; one named twice counts once.</param>
    /// <returns>Null where the team has no such collection.</returns>
    /// <exception cref="RefusalException">422 for none or too many; 409 <c>collection_is_smart</c>; 403 for a reader.</exception>
    public Task<ContentsOutcome?> AddAsync(Actor actor, long id, IReadOnlyList<long> ids, CancellationToken ct) =>
        AddAsync(actor, id, () => [.. ImageChanges.Distinct(ids, Max).Select(image => new Changed<long?>(image, null, null))], ct);

    /// <summary>Takes images out of a collection. One that is not in it counts as taken out.</summary>
    /// <inheritdoc cref="AddAsync(Actor, long, IReadOnlyList{long}, CancellationToken)"/>
    public Task<ContentsOutcome?> RemoveAsync(Actor actor, long id, IReadOnlyList<long> ids, CancellationToken ct) => ChangeAsync(actor, id, async (write, collection) =>
    {
        var distinct = ImageChanges.Distinct(ids, Max);
        var there = await write.Db.For(actor).CollectionItems.Where(i => i.CollectionId == id && distinct.Contains(i.ImageId)).ToListAsync(ct);
        write.Db.RemoveRange(there);
        if (collection.CoverId is { } cover && there.Exists(i => i.ImageId == cover))
            collection.CoverId = null;
        foreach (var item in there)
            audit.Record(write, actor, "image.uncollected", "image", item.ImageId, collection.Name);
        return new(distinct, [], there.ConvertAll(i => new Changed<long?>(i.ImageId, i.Position, null)));
    }, ct);

    /// <summary>Puts all images of a scope into a collection, in transactions of <see cref="Max"/>.</summary>
    /// <returns>Each with its place; null where the team has no such collection.</returns>
    /// <exception cref="RefusalException">422 for none or too many; 409 <c>collection_is_smart</c>; 403 for a reader.</exception>
    public Task<BulkResult<long?>?> AddAsync(Actor actor, long id, ImageScope scope, IProgress<BulkProgress>? progress, CancellationToken ct) =>
        SweepAsync(actor, scope, some => AddAsync(actor, id, some, CancellationToken.None), progress, ct);

    /// <summary>Takes all images of a scope out of a collection.</summary>
    /// <inheritdoc cref="AddAsync(Actor, long, ImageScope, IProgress{BulkProgress}?, CancellationToken)"/>
    public Task<BulkResult<long?>?> RemoveAsync(Actor actor, long id, ImageScope scope, IProgress<BulkProgress>? progress, CancellationToken ct) =>
        SweepAsync(actor, scope, some => RemoveAsync(actor, id, some, CancellationToken.None), progress, ct);

    /// <summary>Takes out what was put in, and puts back what was taken out, to its place.</summary>
    /// <returns>Null where the collection is gone.</returns>
    public async Task<BulkResult<long?>?> UndoAsync(Actor actor, long id, IReadOnlyList<Changed<long?>> done, IProgress<BulkProgress>? progress, CancellationToken ct)
    {
        var before = done.ToDictionary(d => d.Id, d => new Changed<long?>(d.Id, null, d.Before));
        return await SweepAsync(actor, ImageScope.Of([.. before.Keys]), some => done[0].Before is null
            ? RemoveAsync(actor, id, some, CancellationToken.None)
            : AddAsync(actor, id, () => [.. some.Select(image => before[image])], CancellationToken.None), progress, ct);
    }

    /// <summary>Puts images, in the order given, before another one of the collection's own order.</summary>
    /// <param name="before">Null: at the end.</param>
    /// <returns>False where the team has no such collection.</returns>
    /// <exception cref="RefusalException">422 for none or too many, <c>not_in_collection</c>; 409 <c>collection_is_smart</c>; 403 for a reader.</exception>
    public async Task<bool> OrderAsync(Actor actor, long id, IReadOnlyList<long> ids, long? before, CancellationToken ct) => await ChangeAsync(actor, id, async (write, collection) =>
    {
        var distinct = ImageChanges.Distinct(ids, Max);
        var order = new CollectionOrder(write.Db.For(actor), id);
        var moved = await order.MoveAsync(distinct, before, ct);
        // others stand elsewhere, too: whoever shows the order reads it anew
        if (order.IsSpread)
            write.AfterCommit(() => feed.Publish(new CollectionChanged(actor.TeamId, id, [])));
        audit.Record(write, actor, "collection.ordered", "collection", id, collection.Name);
        return new(distinct, [], moved);
    }, ct) is not null;

    /// <param name="want">The images; after: the place to take; null: at the end.</param>
    private Task<ContentsOutcome?> AddAsync(Actor actor, long id, Func<IReadOnlyList<Changed<long?>>> want, CancellationToken ct) => ChangeAsync(actor, id, async (write, collection) =>
    {
        var wanted = want();
        var (team, now) = (write.Db.For(actor), time.UtcNow());
        var ids = wanted.Select(w => w.Id).ToList();
        var images = await team.Images.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.CreatedAt, i.InGallery, i.DeletedAt }).ToDictionaryAsync(i => i.Id, ct);
        var there = await team.CollectionItems.Where(i => i.CollectionId == id && ids.Contains(i.ImageId)).Select(i => i.ImageId).ToHashSetAsync(ct);
        var last = await team.CollectionItems.Where(i => i.CollectionId == id).MaxAsync(i => (long?)i.Position, ct) ?? 0;
        var (succeeded, failed, changed) = (new List<long>(), new List<BulkFailure>(), new List<Changed<long?>>());
        foreach (var one in wanted)
        {
            var image = images.GetValueOrDefault(one.Id);
            if (image is not { DeletedAt: null, InGallery: true })
            {
                failed.Add(new(one.Id, image is null ? "not_found" : image.InGallery ? "image_trashed" : "not_in_gallery"));
                continue;
            }
            succeeded.Add(one.Id);
            if (there.Contains(one.Id))
                continue;
            var item = new CollectionItem
            {
                CollectionId = id,
                ImageId = image.Id,
                TeamId = actor.TeamId,
                CreatedAt = image.CreatedAt,
                Position = one.After ?? (last += CollectionItem.Gap),
                IsListed = true,
                AddedById = actor.UserId,
                AddedAt = now,
            };
            write.Db.Add(item);
            changed.Add(new(image.Id, null, item.Position));
            audit.Record(write, actor, "image.collected", "image", image.Id, collection.Name);
        }
        return new(succeeded, failed, changed);
    }, ct);

    private Task<ContentsOutcome?> ChangeAsync(Actor actor, long id, Func<WriteScope, Collection, Task<ContentsOutcome>> change, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            await ImageChanges.TakeTurnAsync(write, actor.TeamId, ct);
            if (await write.Db.For(actor).Collections.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } collection)
                return null;
            var outcome = await change(write, collection.RequireByHand());
            if (outcome.Changed.Count > 0)
                write.AfterCommit(() => feed.Publish(new CollectionChanged(actor.TeamId, id, [.. outcome.Changed.Select(c => c.Id)])));
            return outcome;
        }, ct);
    }

    private async Task<BulkResult<long?>?> SweepAsync(Actor actor, ImageScope scope, Func<long[], Task<ContentsOutcome?>> change, IProgress<BulkProgress>? progress, CancellationToken ct)
    {
        var ids = await scopes.IdsAsync(actor.RequireWrite(), scope, ct);
        var (changed, failed, reached) = (new List<Changed<long?>>(), new List<BulkFailure>(), 0);
        foreach (var chunk in ids.Chunk(Max))
        {
            if (ct.IsCancellationRequested)
                break;
            if (await change(chunk) is not { } outcome)
                return null;
            changed.AddRange(outcome.Changed);
            failed.AddRange(outcome.Failed);
            reached += chunk.Length;
            progress?.Report(new(reached, ids.Count));
        }
        return new(ids.Count, reached, changed, failed);
    }
}
