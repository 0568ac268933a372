using Rankion.Web.Accounts;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Chat;

/// <summary>What a person does with a picture of a conversation: as in the gallery.</summary>
public sealed class ChatPictures(TileActions actions, TileCuration curation, Core.Images.Trash trash, CurrentActor current, Toasts toasts)
{
    public Task FavoriteAsync(ITileShelf shelf, Tile tile, Action redraw) => curation.FavoriteAsync(shelf, tile, redraw);

    /// <summary>Reads a picture that no message shows.</summary>
    public async Task FillAsync(ChatTiles tiles, long? imageId)
    {
        if (imageId is { } id)
            await tiles.FillAsync(await current.ActorAsync(), [id]);
    }

    /// <summary>The prompt it was asked for with; null where it is gone.</summary>
    public async Task<string?> PromptAsync(long imageId) => (await actions.DetailAsync(imageId))?.Image.Prompt;

    public Task ActAsync(TileActionRequest request) => request.Action switch
    {
        TileAction.Cancel => actions.CancelAsync(request.Tile.Id),
        TileAction.Retry => actions.RetryAsync(request.Tile.Id),
        TileAction.Dismiss => actions.DismissAsync(request.Tile.Id),
        TileAction.Restore => toasts.TryAsync(async () => await trash.RestoreAsync(await current.ActorAsync(), request.Tile.Id, CancellationToken.None)),
        _ => Task.CompletedTask,
    };
}
