using Rankion.Core.Images;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Gallery;

namespace Rankion.Web.Components.Viewer;

/// <summary>What lies beside the open image in the gallery's order.</summary>
public sealed class Neighbours(Core.Images.Gallery gallery, Tiles tiles, CurrentActor current)
{
    /// <summary>From the list where it holds both, else from the database.</summary>
    public async Task<(long? Previous, long? Next)> OfAsync(TileList list, ImageFilter filter, Image image)
    {
        var at = list.IndexOf(image.Id);
        return at >= 0 && list.IsWhole
            ? (at > 0 ? list.Index[at - 1].Id : null, at < list.Index.Count - 1 ? list.Index[at + 1].Id : null)
            : await gallery.NeighboursAsync(await current.ActorAsync(), filter, image, CancellationToken.None);
    }

    /// <summary>The tile of an image that the list does not hold.</summary>
    public async Task<Tile> TileAsync(Image image) => (await tiles.ReadAsync(await current.ActorAsync(), [image.Id], stacks: false, CancellationToken.None))[0];
}
