using Rankion.Core.Audit;
using Rankion.Core.Live;

namespace Rankion.Core.Images;

/// <summary>What a person says about an image. Null leaves it as it is.</summary>
public sealed record ImagePatch
{
    public string? Title { get; init; }

    /// <summary>All of its tags; none of them where empty.</summary>
    public IReadOnlyList<string?>? Tags { get; init; }

    /// <summary>The <see cref="Image.Version"/> that the change was thought out on; null where it does not matter.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>Titles, tags and stars.</summary>
public sealed class Curation(ImageChanges changes, AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    /// <returns>The image as it is now; null where the team has none of that id.</returns>
    /// <exception cref="RefusalException">
    /// 409 <c>image_trashed</c>, 412 <c>precondition_failed</c> where somebody has changed it meanwhile, 422 for a bad title or tag, 403
    /// for a reader. Nothing has changed then.
    /// </exception>
    public Task<Image?> PatchAsync(Actor actor, long id, ImagePatch patch, CancellationToken ct)
    {
        var title = patch.Title is null ? null : ImageTitle.Checked(patch.Title);
        var tags = patch.Tags is null ? null : Tags.Normalize(patch.Tags);
        return changes.OneAsync(actor, id, change =>
        {
            if (patch.ExpectedVersion is { } expected && expected != change.Image.Version)
                throw Refusal.Changed();
            Describe(actor, change, title, tags);
            return Task.CompletedTask;
        }, ct);
    }

    /// <summary>Adds tags to many images and takes others away; a tag that is in both is there afterwards.</summary>
    /// <exception cref="RefusalException">422 for no images or too many, no tags or bad ones; 403 for a reader.</exception>
    public Task<BulkOutcome> TagAsync(Actor actor, IReadOnlyList<long> ids, IReadOnlyList<string?>? add, IReadOnlyList<string?>? remove, CancellationToken ct)
    {
        var (added, removed) = (Tags.Normalize(add, "add"), Tags.Normalize(remove, "remove"));
        if (added.Count + removed.Count == 0)
            throw Refusal.Invalid("add", "Name a tag to add or to remove.");
        return changes.ManyAsync(actor, ids, change =>
        {
            var tags = change.Image.RequireUntrashed().Tags.Except(removed.Except(added)).Union(added).ToList();
            if (tags.Count > Tags.MaxCount)
                throw new RefusalException("too_many_tags", 422, $"An image has at most {Tags.MaxCount} tags.");
            Describe(actor, change, null, tags);
            return Task.CompletedTask;
        }, ct);
    }

    /// <summary>Stars an image or takes the star away; where <paramref name="favorite"/> is null, the other of the two.</summary>
    /// <returns>The image as it is now; null where the team has none of that id.</returns>
    /// <exception cref="RefusalException">409 <c>image_trashed</c>, 403 for a reader.</exception>
    public Task<Image?> FavoriteAsync(Actor actor, long id, bool? favorite, CancellationToken ct) => changes.OneAsync(actor, id, change =>
    {
        var image = change.Image.RequireUntrashed();
        var wanted = favorite ?? !image.IsFavorite;
        if (image.IsFavorite == wanted)
            return Task.CompletedTask;
        image.IsFavorite = wanted;
        image.Touch(time.UtcNow());
        audit.Record(change.Write, actor, wanted ? "image.favorited" : "image.unfavorited", "image", image.Id);
        Announce(change);
        return Task.CompletedTask;
    }, ct);

    private void Describe(Actor actor, ImageChange change, string? title, IReadOnlyList<string>? tags)
    {
        var image = change.Image.RequireUntrashed();
        var (renamed, tagged) = (title is not null && title != image.Title, tags is not null && !tags.SequenceEqual(image.Tags));
        if (!renamed && !tagged)
            return;
        if (renamed)
            audit.Record(change.Write, actor, "image.renamed", "image", image.Id, $"{image.Title} → {title}");
        if (tagged)
            audit.Record(change.Write, actor, "image.tagged", "image", image.Id, Difference(image.Tags, tags!));
        image.Describe(title ?? image.Title, tags ?? image.Tags, time.UtcNow());
        Announce(change);
    }

    /// <summary><c>+hero −draft</c></summary>
    private static string Difference(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        string.Join(' ', after.Except(before).Select(t => "+" + t).Concat(before.Except(after).Select(t => "−" + t)));

    private void Announce(ImageChange change) =>
        change.Write.AfterCommit(() => feed.Publish(new ImageChanged(change.Image.TeamId, change.Image.Id, change.Image.Status)));
}
