using Rankion.Core.Images;
using Rankion.Core.Language;
using static Rankion.Web.Components.Layout.LayoutWords;

namespace Rankion.Web.Components.Layout;

/// <summary>A place the rail leads to; where it is exact, only this very address counts as being there.</summary>
public sealed record Place(Word Label, string Icon, string Href, bool Exact = false)
{
    /// <summary>What the gallery shows there; how many it has is shown beside the place.</summary>
    public ImageFilter? Shows { get; init; }

    /// <summary>A view of the gallery.</summary>
    public static Place Of(Word label, string icon, ImageFilter filter) => new(label, icon, Urls.Images(filter)[1..]) { Shows = filter };
}

/// <summary>Everything the rail and the phone's tab bar lead to: a new place is one line here.</summary>
internal static class Places
{
    public static readonly IReadOnlyList<Place> Main =
    [
        new(Say.Later("Images"), "image", "images") { Shows = new() },
        new(Say.Later("Calendar"), "calendar_month", "calendar"),
        new(Say.Later("Articles"), "article", "articles"),
        new(Say.Later("Chat"), "chat_bubble", Urls.Chats[1..]),
    ];

    public static readonly IReadOnlyList<Place> Library =
    [
        Place.Of(Say.Later("Favourites"), "star", new() { Favorite = true }),
        Place.Of(Say.Later("Shared"), "link", new() { Shared = true }),
        new(Say.Later("Trash"), "delete", Urls.Trash(ImageSort.Expiring)[1..]) { Shows = ImageFilter.InTrash },
    ];

    public static readonly Place Settings = new(Say.Later("Settings"), "tune", "settings");

    /// <summary>Where an address is: the view of the gallery it shows, else the place it lies in.</summary>
    public static Place? At(string address)
    {
        var path = new Uri(address).AbsolutePath.Trim('/');
        var filter = Urls.IsGallery(address) ? Urls.FilterOf(address) with { Sort = ImageSort.Newest } : null;
        return Library.FirstOrDefault(place => filter is not null && place.Shows == filter)
            ?? Main.Concat(Library).Append(Settings)
                .Where(place => path == place.Href || (!place.Exact && path.StartsWith(place.Href + "/", StringComparison.Ordinal)))
                .MaxBy(place => place.Href.Length);
    }
}
