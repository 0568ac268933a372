namespace Rankion.Core.Images;

/// <summary>
/// The one condition of a filter by which its list is searched, the others being checked row by row: an index or a table
/// that is in the list's order for each of its values.
/// </summary>
internal enum ImageFeed
{
    Listed,
    Favorite,
    Project,
    Model,
    Creator,
    Status,
    Source,
    Generation,
    Range,
    Shared,
    Original,
    Variant,
    Untagged,
    Video,
    Tag,
    Collection,
    Text,
    Trash,

    /// <summary>Images by their ids, to see whether they pass.</summary>
    Picked,
}

/// <summary>A feed and how many images are in it.</summary>
/// <param name="Values">Where there is one for each value, those to walk; several are walked side by side.</param>
internal readonly record struct FeedChoice(ImageFeed Feed, long Count, params IReadOnlyList<object> Values);

/// <summary>What the database counts about a team's images as they change.</summary>
/// <param name="Facet">As in <c>image_counts</c>.</param>
internal readonly record struct ImageTrait(string Facet, string Value = "")
{
    public static readonly ImageTrait Changes = new("changes");
    public static readonly ImageTrait All = new("all");
    public static readonly ImageTrait Trash = new("trash");
    public static readonly ImageTrait Favorite = new("favorite");
}
