using Rankion.Core.Language;
using static Rankion.Web.Components.Layout.LayoutWords;

namespace Rankion.Web.Components.Layout;

/// <summary>A place the rail leads to; where it is exact, only this very address counts as being there.</summary>
public sealed record Place(Word Label, string Icon, string Href, bool Exact = false);

/// <summary>Everything the rail and the phone's tab bar lead to: a new place is one line here.</summary>
internal static class Places
{
    public static readonly IReadOnlyList<Place> Main =
    [
        new(Say.Later("Images"), "image", "images"),
    ];

    public static readonly Place Settings = new(Say.Later("Settings"), "tune", "settings");
}
