using Rankion.Core.Images;

namespace Rankion.Web.Components.Gallery;

/// <summary>An image that has left a list before the server has agreed: it comes back, or stays away.</summary>
public sealed class Departure(TileList list, long id)
{
    private ImageMark? mark;
    private Tile? tile;

    public long Id => id;

    internal bool IsBack { get; private set; }

    /// <summary>It is gone; from here on the news says whether it is there.</summary>
    public void Settle() => list.Settle(this);

    /// <summary>It may not go: it stands where it belongs again, unless it has gone in another way meanwhile.</summary>
    public void Return()
    {
        IsBack = true;
        list.Settle(this);
        if (mark is { } place)
            list.Return(place, tile);
    }

    internal void Remember(ImageMark at, Tile? shown) => (mark, tile) = (at, shown ?? tile);

    internal void Forget() => (mark, tile) = (null, null);
}
