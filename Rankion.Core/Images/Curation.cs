using Rankion.Core.Audit;
using Rankion.Core.Live;
using Rankion.Core.Projects;

namespace Rankion.Core.Images;

/// <summary>What a person says about an image. Null leaves it as it is.</summary>
public sealed record ImagePatch
{
    public string? Title { get; init; }

    /// <summary>All of its tags; none of them where empty.</summary>
    public IReadOnlyList<string?>? Tags { get; init; }

    /// <summary>Whether it is to stand in front of its stack.</summary>
    public bool? IsPrimary { get; init; }

    /// <summary>The <see cref="Image.Version"/> that the change was thought out on; null where it does not matter.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>Tags to add to images, and others to take away; one that is in both is there afterwards.</summary>
internal sealed record Retag(IReadOnlyList<string> Added, IReadOnlyList<string> Removed)
{
    /// <exception cref="RefusalException">422 for none or bad ones.</exception>
    public static Retag Of(IReadOnlyList<string?>? add, IReadOnlyList<string?>? remove)
    {
        var retag = new Retag(Tags.Normalize(add, "add"), Tags.Normalize(remove, "remove"));
        return retag.Added.Count + retag.Removed.Count > 0 ? retag : throw Refusal.Invalid("add", "Name a tag to add or to remove.");
    }

    public IReadOnlyList<string> Apply(IReadOnlyList<string> tags) => [.. tags.Except(Removed.Except(Added)).Union(Added)];
}

/// <summary>Titles, tags, stars and projects.</summary>
public sealed class Curation(ImageChanges changes, Family family, ProjectList projects, AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    /// <returns>The image as it is now; null where the team has none of that id.</returns>
    /// <exception cref="RefusalException">
    /// 409 <c>image_trashed</c> or <c>image_not_ready</c>, 412 <c>precondition_failed</c> where somebody has changed it meanwhile, 422 for a bad title or tag, 403
    /// for a reader. Nothing has changed then.
    /// </exception>
    public Task<Image?> PatchAsync(Actor actor, long id, ImagePatch patch, CancellationToken ct)
    {
        var title = patch.Title is null ? null : ImageTitle.Checked(patch.Title);
        var tags = patch.Tags is null ? null : Tags.Normalize(patch.Tags);
        return changes.OneAsync(actor, id, async change =>
        {
            if (patch.ExpectedVersion is { } expected && expected != change.Image.Version)
                throw Refusal.Changed();
            if (patch.IsPrimary is { } primary)
                await family.FrontAsync(actor, change, primary, ct);
            Describe(actor, change, title, tags);
        }, ct);
    }

    /// <summary>Adds tags to many images and takes others away; a tag that is in both is there afterwards.</summary>
    /// <exception cref="RefusalException">422 for no images or too many, no tags or bad ones; 403 for a reader.</exception>
    public Task<BulkOutcome> TagAsync(Actor actor, IReadOnlyList<long> ids, IReadOnlyList<string?>? add, IReadOnlyList<string?>? remove, CancellationToken ct)
    {
        var retag = Retag.Of(add, remove);
        return changes.ManyAsync(actor, ids, change => RetagAsync(actor, change, retag), ct);
    }

    /// <summary>Stars an image or takes the star away; where <paramref name="favorite"/> is null, the other of the two.</summary>
    /// <returns>The image as it is now; null where the team has none of that id.</returns>
    /// <exception cref="RefusalException">409 <c>image_trashed</c>, 403 for a reader.</exception>
    public Task<Image?> FavoriteAsync(Actor actor, long id, bool? favorite, CancellationToken ct) =>
        changes.OneAsync(actor, id, change => StarAsync(actor, change, favorite ?? !change.Image.IsFavorite), ct);

    /// <summary>Stars all images of a scope, or takes their stars away.</summary>
    /// <exception cref="RefusalException">422 for no images or too many; 403 for a reader.</exception>
    public Task<BulkResult<bool>> FavoriteAsync(Actor actor, ImageScope scope, bool favorite, IProgress<BulkProgress>? progress, CancellationToken ct) =>
        changes.SweepAsync(actor, scope, new Sweep<bool>(i => i.IsFavorite, change => StarAsync(actor, change, favorite)), progress, ct);

    /// <summary>Adds tags to all images of a scope and takes others away; a tag that is in both is there afterwards.</summary>
    /// <exception cref="RefusalException">422 for no images or too many, no tags or bad ones; 403 for a reader.</exception>
    public Task<BulkResult<IReadOnlyList<string>>> TagAsync(
        Actor actor, ImageScope scope, IReadOnlyList<string?>? add, IReadOnlyList<string?>? remove, IProgress<BulkProgress>? progress, CancellationToken ct)
    {
        var retag = Retag.Of(add, remove);
        return changes.SweepAsync(actor, scope, new Sweep<IReadOnlyList<string>>(i => i.Tags, change => RetagAsync(actor, change, retag)), progress, ct);
    }

    /// <summary>Puts all images of a scope into a project, or into none.</summary>
    /// <exception cref="RefusalException">422 for no images, too many, or a project that the team does not have; 403 for a reader.</exception>
    public async Task<BulkResult<long?>> MoveAsync(Actor actor, ImageScope scope, long? projectId, IProgress<BulkProgress>? progress, CancellationToken ct)
    {
        var names = await NamesAsync(actor.RequireWrite(), [projectId], ct);
        if (projectId is { } id && !names.ContainsKey(id))
            throw Refusal.Invalid("project_id", "There is no such project.");
        return await changes.SweepAsync(actor, scope, new Sweep<long?>(i => i.ProjectId, change => MoveAsync(actor, change, projectId, names)), progress, ct);
    }

    /// <summary>Puts the stars back as they were before. An image whose star somebody has changed since keeps it.</summary>
    public Task<BulkResult<bool>> UndoAsync(Actor actor, IReadOnlyList<Changed<bool>> done, IProgress<BulkProgress>? progress, CancellationToken ct)
    {
        var before = done.ToDictionary(d => d.Id);
        return changes.SweepAsync(actor, ImageScope.Of([.. before.Keys]), new Sweep<bool>(i => i.IsFavorite, change =>
        {
            var was = before[change.Image.Id];
            return change.Image.IsFavorite == was.After ? StarAsync(actor, change, was.Before) : throw Refusal.ChangedSince();
        }), progress, ct);
    }

    /// <summary>Puts the tags back as they were before. What others have added or removed since stays so.</summary>
    public Task<BulkResult<IReadOnlyList<string>>> UndoAsync(
        Actor actor, IReadOnlyList<Changed<IReadOnlyList<string>>> done, IProgress<BulkProgress>? progress, CancellationToken ct)
    {
        var before = done.ToDictionary(d => d.Id);
        return changes.SweepAsync(actor, ImageScope.Of([.. before.Keys]), new Sweep<IReadOnlyList<string>>(i => i.Tags, change =>
        {
            var (was, now) = (before[change.Image.Id], change.Image.Tags);
            return now.SequenceEqual(was.After)
                ? DescribeAsync(actor, change, null, was.Before)
                : RetagAsync(actor, change, new([.. was.Before.Except(was.After)], [.. was.After.Except(was.Before)]));
        }), progress, ct);
    }

    /// <summary>Puts the images back into the projects they were in. One that somebody has moved since stays there.</summary>
    public async Task<BulkResult<long?>> UndoAsync(Actor actor, IReadOnlyList<Changed<long?>> done, IProgress<BulkProgress>? progress, CancellationToken ct)
    {
        var before = done.ToDictionary(d => d.Id);
        var names = await NamesAsync(actor, done.Select(d => d.Before).Distinct(), ct);
        return await changes.SweepAsync(actor, ImageScope.Of([.. before.Keys]), new Sweep<long?>(i => i.ProjectId, change =>
        {
            var was = before[change.Image.Id];
            var stands = change.Image.ProjectId == was.After && (was.Before is not { } project || names.ContainsKey(project));
            return stands ? MoveAsync(actor, change, was.Before, names) : throw Refusal.ChangedSince();
        }), progress, ct);
    }

    private Task MoveAsync(Actor actor, ImageChange change, long? projectId, Dictionary<long, string> names)
    {
        var image = change.Image.RequireUntrashed();
        if (image.ProjectId == projectId)
            return Task.CompletedTask;
        image.ProjectId = projectId;
        image.Touch(time.UtcNow());
        audit.Record(change.Write, actor, "image.moved", "image", image.Id, projectId is { } project ? names[project] : null);
        Announce(change);
        return Task.CompletedTask;
    }

    /// <summary>The names of those projects that are there.</summary>
    private async Task<Dictionary<long, string>> NamesAsync(Actor actor, IEnumerable<long?> ids, CancellationToken ct)
    {
        var names = new Dictionary<long, string>();
        foreach (var id in ids.OfType<long>())
        {
            if (await projects.FindAsync(actor, id, ct) is { } project)
                names[id] = project.Name;
        }
        return names;
    }

    private Task StarAsync(Actor actor, ImageChange change, bool wanted)
    {
        var image = change.Image.RequireUntrashed();
        if (image.IsFavorite == wanted)
            return Task.CompletedTask;
        image.IsFavorite = wanted;
        image.Touch(time.UtcNow());
        audit.Record(change.Write, actor, wanted ? "image.favorited" : "image.unfavorited", "image", image.Id);
        Announce(change);
        return Task.CompletedTask;
    }

    private Task RetagAsync(Actor actor, ImageChange change, Retag retag)
    {
        var tags = retag.Apply(change.Image.RequireUntrashed().Tags);
        return tags.Count <= Tags.MaxCount
            ? DescribeAsync(actor, change, null, tags)
            : throw new RefusalException("too_many_tags", 422, $"An image has at most {Tags.MaxCount} tags.");
    }

    private Task DescribeAsync(Actor actor, ImageChange change, string? title, IReadOnlyList<string>? tags)
    {
        Describe(actor, change, title, tags);
        return Task.CompletedTask;
    }

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
