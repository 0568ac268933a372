namespace Rankion.Web.Components.Gallery;

/// <summary>Tiles that a page shows: the gallery's list, or the pictures of a conversation.</summary>
public interface ITileShelf
{
    /// <summary>Null for one that is not here.</summary>
    Tile? Find(long id);

    /// <summary>Shows a tile otherwise, until it is read again.</summary>
    void Show(Tile tile);
}
