using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Live;

namespace Rankion.Core.Collections;

/// <summary>What a collection is to be. Null leaves it as it is; a new one needs a name.</summary>
public sealed record CollectionPatch
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>What a smart one holds. A collection that people put images into never becomes smart, nor the other way round.</summary>
    public ImageFilter? Filter { get; init; }

    /// <summary>The <see cref="Collection.Version"/> that the change was thought out on; null where it does not matter.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>Makes, changes and deletes the team's collections. What is in them is <see cref="CollectionContents"/>' matter.</summary>
public sealed class CollectionDesk(Database database, AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    /// <summary>How many a team may have.</summary>
    public const int Max = 500;

    /// <exception cref="RefusalException">422 for a name, description or filter that cannot be; 409 <c>name_taken</c>, <c>too_many_collections</c>; 403 for a reader.</exception>
    public Task<Collection> CreateAsync(Actor actor, CollectionPatch patch, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            await write.LockAsync(Names(actor), ct);
            var name = CheckedName(patch.Name ?? "");
            if (await write.Db.For(actor).Collections.CountAsync(ct) >= Max)
                throw Refusal.Conflict("too_many_collections", $"A team has at most {Max} collections.");
            var now = time.UtcNow();
            var collection = new Collection
            {
                TeamId = actor.TeamId,
                Name = name,
                NameKey = await FreeKeyAsync(write, actor, name, null, ct),
                Description = CheckedDescription(patch.Description ?? ""),
                Filter = patch.Filter is null ? null : await CheckedAsync(write, actor, patch.Filter, ct),
                CreatedById = actor.UserId,
                CreatedAt = now,
                UpdatedAt = now,
                Version = 1,
            };
            write.Db.Add(collection);
            await write.Db.SaveChangesAsync(ct);
            Record(write, actor, "collection.created", collection);
            return collection;
        }, ct);
    }

    /// <returns>The collection as it is now; null where the team has none of that id.</returns>
    /// <exception cref="RefusalException">As of <see cref="CreateAsync"/>, and 412 <c>precondition_failed</c>; 409 <c>collection_not_smart</c>.</exception>
    public Task<Collection?> ChangeAsync(Actor actor, long id, CollectionPatch patch, CancellationToken ct) => OneAsync(actor, id, patch.ExpectedVersion, async (write, collection) =>
    {
        if (patch.Filter is not null && !collection.IsSmart)
            throw Refusal.Conflict("collection_not_smart", "Images are put into this collection by hand. Make a new one of the filter.");
        var name = patch.Name is null ? collection.Name : CheckedName(patch.Name);
        var key = patch.Name is null ? collection.NameKey : await FreeKeyAsync(write, actor, name, id, ct);
        var description = patch.Description is null ? collection.Description : CheckedDescription(patch.Description);
        var filter = patch.Filter is null ? collection.Filter : await CheckedAsync(write, actor, patch.Filter, ct);
        if ((name, description, filter) == (collection.Name, collection.Description, collection.Filter))
            return null;
        (collection.Name, collection.NameKey, collection.Description, collection.Filter) = (name, key, description, filter);
        return "collection.changed";
    }, ct);

    /// <summary>Chooses the image that stands for a collection; null: the newest does.</summary>
    /// <returns>The collection as it is now; null where the team has none of that id.</returns>
    /// <exception cref="RefusalException">422 <c>not_in_collection</c>; 412 <c>precondition_failed</c>; 403 for a reader.</exception>
    public Task<Collection?> CoverAsync(Actor actor, long id, long? imageId, int? expectedVersion, CancellationToken ct) => OneAsync(actor, id, expectedVersion, async (write, collection) =>
    {
        if (imageId is { } image && !await HoldsAsync(write.Db.For(actor), collection, image, ct))
            throw NotIn("image_id", "This image is not in the collection.");
        if (collection.CoverId == imageId)
            return null;
        collection.CoverId = imageId;
        return "collection.changed";
    }, ct);

    /// <summary>Deletes a collection. The images that were in it stay.</summary>
    /// <returns>False where the team has no such collection.</returns>
    /// <exception cref="RefusalException">403 for a reader.</exception>
    public Task<bool> DeleteAsync(Actor actor, long id, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            await ImageChanges.TakeTurnAsync(write, actor.TeamId, ct);
            if (await write.Db.For(actor).Collections.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } collection)
                return false;
            write.Db.Remove(collection);
            Record(write, actor, "collection.deleted", collection);
            return true;
        }, ct);
    }

    internal static RefusalException NotIn(string field, string message) =>
        new("not_in_collection", 422, message) { Errors = new Dictionary<string, string[]> { [field] = [message] } };

    /// <param name="change">Says what it did, for the trail; null where all stays as it was.</param>
    private Task<Collection?> OneAsync(Actor actor, long id, int? expected, Func<WriteScope, Collection, Task<string?>> change, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            await write.LockAsync(Names(actor), ct);
            if (await write.Db.For(actor).Collections.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } collection)
                return null;
            if (await change(write, collection.RequireVersion(expected)) is { } action)
            {
                collection.Touch(time.UtcNow());
                Record(write, actor, action, collection);
            }
            return collection;
        }, ct);
    }

    private void Record(WriteScope write, Actor actor, string action, Collection collection)
    {
        audit.Record(write, actor, action, "collection", collection.Id, collection.Name);
        write.AfterCommit(() => feed.Publish(new CollectionChanged(actor.TeamId, collection.Id, [])));
    }

    private static Task<bool> HoldsAsync(TeamData team, Collection collection, long image, CancellationToken ct) => collection.IsSmart
        ? team.Images.AnyAsync(i => i.Id == image && i.InGallery && i.DeletedAt == null, ct)
        : team.CollectionItems.AnyAsync(i => i.CollectionId == collection.Id && i.ImageId == image, ct);

    private static string Names(Actor actor) => $"collection names of team {actor.TeamId}";

    private static string CheckedName(string name) =>
        name.Trim() is { Length: > 0 and <= Collection.MaxName } trimmed && Annotations.IsText(trimmed) && !trimmed.Any(char.IsControl)
            ? trimmed : throw Refusal.Invalid("name", $"A name has 1 to {Collection.MaxName} characters.");

    private static string CheckedDescription(string text) =>
        text.Trim() is { Length: <= Collection.MaxDescription } trimmed && Annotations.IsText(trimmed)
            ? trimmed : throw Refusal.Invalid("description", $"A description has at most {Collection.MaxDescription} characters.");

    private static async Task<string> FreeKeyAsync(WriteScope write, Actor actor, string name, long? of, CancellationToken ct)
    {
        var key = Collection.KeyOf(name);
        return await write.Db.For(actor).Collections.AnyAsync(c => c.NameKey == key && c.Id != of, ct)
            ? throw Refusal.Conflict("name_taken", "Another collection of the team has this name.") : key;
    }

    /// <summary>As it is kept: on its own, whatever becomes of smart collections that it was made in.</summary>
    private static async Task<string> CheckedAsync(WriteScope write, Actor actor, ImageFilter filter, CancellationToken ct)
    {
        if (!filter.IsFiltering || filter.Trash)
            throw Refusal.Invalid("filter", "A filter names at least one condition, on images of the gallery.");
        var own = await FilterJoin.ResolveAsync(write.Db.For(actor), filter, ct);
        return own.IsQuery ? own.ToQuery() : throw Refusal.Invalid("filter", "This filter together with its smart collection cannot be kept. Filter without the collection.");
    }
}
