using Rankion.Core.Images;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Articles;
using Rankion.Web.Components.Bulk;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Gallery.GalleryWords;

namespace Rankion.Web.Components.Gallery;

/// <summary>What a person does with one image of the grid. It shows at once, and can be taken back.</summary>
public sealed class TileCuration(Curation curation, Core.Images.Trash trash, UseWarning uses, CurrentActor current, BulkDesk desk, Undo undo)
{
    public Task FavoriteAsync(ITileShelf list, Tile tile, Action redraw)
    {
        var wanted = !tile.IsFavorite;
        void Show(bool favorite)
        {
            if (list.Find(tile.Id) is { } now)
                list.Show(now with { IsFavorite = favorite });
            redraw();
        }

        async Task Set(bool favorite) => await curation.FavoriteAsync(await current.ActorAsync(), tile.Id, favorite, CancellationToken.None);
        Show(wanted);
        return undo.TryAsync(() => Set(wanted), wanted ? Say["Added to favourites"] : Say["Removed from favourites"], () => Set(!wanted), () => Show(!wanted));
    }

    /// <summary>The tile leaves a list at once, and comes back where it may not go; what is used somewhere asks first.</summary>
    public async Task TrashAsync(ITileShelf shelf, Tile tile)
    {
        string? used = null;
        // whoever may not even ask is told so by what follows
        await Refusals.OfAsync(async () => used = await uses.OfAsync(ImageScope.Of(tile.Id)));
        if (used is not null && !await desk.AskAsync(new(Say["Move “{0}” to the trash?", tile.Title], Say["Move to trash"]) { Text = used }))
            return;
        if (shelf.Find(tile.Id) is null)
            return; // pressed twice
        var departure = (shelf as TileList)?.Leave(tile.Id);
        await undo.TryAsync(
            async () =>
            {
                await trash.PutAsync(await current.ActorAsync(), tile.Id, CancellationToken.None);
                departure?.Settle();
            },
            Say["Moved to the trash"],
            async () => await trash.RestoreAsync(await current.ActorAsync(), tile.Id, CancellationToken.None),
            () => departure?.Return());
    }
}
