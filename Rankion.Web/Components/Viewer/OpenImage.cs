using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Images;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Viewer.ViewerWords;

namespace Rankion.Web.Components.Viewer;

/// <summary>Somebody else was quicker with a title.</summary>
/// <param name="By">Who; null where it cannot be told.</param>
/// <param name="Title">What they called it.</param>
public sealed record TitleClash(string? By, string Title);

/// <summary>
/// The image in the viewer: what is known of it, and what the person says about it. A change is shown at once; where it is
/// refused, what was there before is shown again.
/// </summary>
public sealed class OpenImage(Core.Images.Gallery gallery, Curation curation, Core.Images.Trash trash, AuditTrail audit, CurrentActor current, Undo undo)
{
    /// <summary>Null until it is read, and where there is none.</summary>
    public ImageDetail? Detail { get; private set; }

    public Image? Image => Detail?.Image;

    public string Creator { get; private set; } = "";

    /// <summary>When it is deleted for good; null outside the trash.</summary>
    public DateTime? PurgeAt { get; private set; }

    /// <summary>Who put it into the trash; null where it cannot be told.</summary>
    public string? TrashedBy { get; private set; }

    /// <returns>False where the team has no such image.</returns>
    public async Task<bool> ReadAsync(long id)
    {
        var found = await gallery.FindAsync(await current.ActorAsync(), id, CancellationToken.None);
        var creator = found is null ? "" : (await gallery.CreatorsAsync([found.Image], CancellationToken.None)).GetValueOrDefault(found.Image.CreatedById, "");
        var trashedBy = found?.Image.DeletedAt is null ? null : await LastByAsync(id, "image.trashed");
        (Detail, Creator, TrashedBy) = (found, creator, trashedBy);
        PurgeAt = found is null ? null : trash.PurgeAt(found.Image);
        return found is not null;
    }

    /// <param name="before">The title that the person saw when they began to write.</param>
    /// <returns>Null when it is done; else what somebody else has called it meanwhile, and nothing has changed.</returns>
    /// <exception cref="RefusalException">422 for a bad title, 409 in the trash, 403 for a reader.</exception>
    public async Task<TitleClash?> RenameAsync(string title, string before)
    {
        var image = Image!;
        image.Title = title;
        var refusal = await Refusals.OfAsync(() => PatchAsync(image, now => now.Title == before || now.Title == title ? new() { Title = title } : null));
        if (refusal is null)
        {
            await undo.OfferAsync(Say["Renamed to “{0}”", title], () => PatchAsync(image, _ => new() { Title = before }));
            return null;
        }
        image.Title = before;
        if (refusal.Code != Refusal.Changed().Code)
            throw refusal;
        return new(await LastByAsync(image.Id, "image.renamed"), Image?.Title ?? before);
    }

    /// <summary>Adds tags and takes others away; what others did to its tags meanwhile stays.</summary>
    /// <exception cref="RefusalException">422 for a bad tag or too many, 409 in the trash, 403 for a reader.</exception>
    public async Task TagAsync(IReadOnlyList<string?> add, string? remove = null)
    {
        var image = Image!;
        var before = image.Tags;
        var added = Tags.Normalize(add).Except(before).ToList();
        if (added.Count == 0 && (remove is null || !before.Contains(remove)))
            return;
        IReadOnlyList<string?> With(Image now) => [.. now.Tags.Where(t => t != remove), .. added.Except(now.Tags)];
        IReadOnlyList<string?> Without(Image now) => [.. now.Tags.Except(added), .. remove is null || now.Tags.Contains(remove) ? [] : new[] { remove }];
        image.Tags = Tags.Normalize(With(image));
        if (await Refusals.OfAsync(() => PatchAsync(image, now => new() { Tags = With(now) })) is { } refusal)
        {
            image.Tags = before;
            throw refusal;
        }
        await undo.OfferAsync(
            remove is null ? Say["Tagged “{0}”", string.Join(", ", added)] : Say["Tag “{0}” removed", remove],
            () => PatchAsync(image, now => new() { Tags = Without(now) }));
    }

    public Task FavoriteAsync()
    {
        var image = Image!;
        var wanted = !image.IsFavorite;
        image.IsFavorite = wanted;
        async Task Set(bool favorite) => await curation.FavoriteAsync(await current.ActorAsync(), image.Id, favorite, CancellationToken.None);
        return undo.TryAsync(
            () => Set(wanted), wanted ? Say["Added to favourites"] : Say["Removed from favourites"], () => Set(!wanted), () => image.IsFavorite = !wanted);
    }

    /// <summary>It leaves the list below at once, and comes back there where it may not go.</summary>
    public Task TrashAsync(long id, TileList list)
    {
        var departure = list.Leave(id);
        return undo.TryAsync(
            async () =>
            {
                await trash.PutAsync(await current.ActorAsync(), id, CancellationToken.None);
                departure.Settle();
            },
            Say["Moved to the trash"], () => RestoreAsync(id), departure.Return);
    }

    public Task RestoreAsync()
    {
        var id = Image!.Id;
        return undo.TryAsync(
            () => RestoreAsync(id), Say["Restored"], async () => await trash.PutAsync(await current.ActorAsync(), id, CancellationToken.None), () => { });
    }

    private async Task RestoreAsync(long id) => await trash.RestoreAsync(await current.ActorAsync(), id, CancellationToken.None);

    /// <summary>Changes what is there now. Where somebody else was quicker, it is thought out again on what they left.</summary>
    /// <param name="think">Null where it no longer makes sense.</param>
    private async Task PatchAsync(Image image, Func<Image, ImagePatch?> think)
    {
        for (var now = image; ;)
        {
            if (think(now) is not { } patch)
                throw Refusal.Changed();
            var refusal = await Refusals.OfAsync(async () =>
                Show(await curation.PatchAsync(await current.ActorAsync(), now.Id, patch with { ExpectedVersion = now.Version }, CancellationToken.None)));
            if (refusal is null)
                return;
            if (refusal.Code != Refusal.Changed().Code)
                throw refusal;
            now = (await gallery.FindAsync(await current.ActorAsync(), image.Id, CancellationToken.None))?.Image ?? throw refusal;
            Show(now);
        }
    }

    private void Show(Image? now)
    {
        if (now is not null && now.Id == Image?.Id)
            Detail = Detail! with { Image = now };
    }

    private async Task<string?> LastByAsync(long id, string action)
    {
        var trail = await audit.OfAsync(await current.ActorAsync(), "image", id, take: 20, CancellationToken.None);
        return trail.FirstOrDefault(line => line.Entry.Action == action)?.UserName;
    }
}
