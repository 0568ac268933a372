namespace Rankion.Web.Components.Gallery;

/// <summary>What a person does with a tile that has no picture.</summary>
public enum TileAction
{
    Cancel,
    Retry,
    EditPrompt,
    Dismiss,
}

/// <summary>An action on one tile.</summary>
public sealed record TileActionRequest(TileAction Action, Tile Tile);
