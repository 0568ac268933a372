namespace Rankion.Web.Components.Gallery;

/// <summary>What a person does with a tile that is no picture of the gallery: not yet, or no more.</summary>
public enum TileAction
{
    Cancel,
    Retry,
    EditPrompt,
    UseSettings,
    MoreLikeThis,
    Dismiss,
    Restore,
    DeleteForever,
}

/// <summary>An action on one tile.</summary>
public sealed record TileActionRequest(TileAction Action, Tile Tile);
