using Rankion.Core.Language;
using static Rankion.Web.Components.Compare.CompareWords;

namespace Rankion.Web.Components.Compare;

/// <summary>How images stand against each other.</summary>
public enum CompareMode
{
    Slider,
    Side,
    Hover,
    Difference,
}

internal static class CompareModes
{
    public static readonly IReadOnlyList<(CompareMode Mode, Word Name)> All =
    [
        (CompareMode.Slider, Say.Later("Slider")),
        (CompareMode.Side, Say.Later("Side by side")),
        (CompareMode.Hover, Say.Later("Hover")),
        (CompareMode.Difference, Say.Later("Difference")),
    ];

    public static CompareMode Next(CompareMode mode) => (CompareMode)(((int)mode + 1) % All.Count);
}
