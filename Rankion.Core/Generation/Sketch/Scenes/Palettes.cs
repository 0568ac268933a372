using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>Colours for scenes without a sky: those that the prompt names, else a set that goes together.</summary>
internal static class Palettes
{
    private static readonly string[] Ramps =
    [
        "#f7ead6 #f2c9a1 #e89f7f #d8696a #a8456f #5f2a63 #2f1a44",
        "#eef3ea #c7dfcf #8fc3b0 #4f9a92 #2b7079 #1c4a5c #12283c",
        "#f4f1f8 #d5cdea #a9a3dc #7b7cc9 #5057a8 #333a7d #1d2050",
        "#fdf3d8 #fbd98a #f7b04f #ec7f3f #cf4f42 #8f2f4a #4a1a3a",
        "#eaf3f8 #bcd9ea #86b8dc #4f8fc6 #2f689f #1f4673 #132a48",
    ];

    private static readonly string[] Sets =
    [
        "#e4572e #f3b82f #1f3f7a #88b7a8 #17171f #f3ece0",
        "#d8456b #f7a072 #2a6f97 #a9d6c8 #1b1b2f #fdf0e0",
        "#2d5d4f #e9b44c #d1495b #8fb8a6 #20252e #f6efe2",
        "#5b4bd6 #ff7a59 #ffd166 #5ec4b6 #1c1a33 #f7f3ea",
    ];

    /// <summary>From light to dark.</summary>
    public static Colour[] Ramp(Brief brief, Dice dice, int count)
    {
        var fixedRamp = dice.Pick(Ramps).Split(' ').Select(Colour.Hex).ToArray();
        if (brief.Colours.Count == 0)
            return [.. Enumerable.Range(0, count).Select(i => fixedRamp[i * (fixedRamp.Length - 1) / (count - 1)])];
        var named = brief.Colours;
        return [.. Enumerable.Range(0, count).Select(i => i / (count - 1.0)).Select(t =>
        {
            var at = t * (named.Count - 1);
            var hue = named[(int)at].Mix(named[Math.Min((int)at + 1, named.Count - 1)], at % 1);
            return hue.WithLight(0.95 - 0.68 * t).Saturated(t is < 0.15 or > 0.9 ? 0.6 : 1);
        })];
    }

    /// <summary>Four strong colours, a dark one and a light one.</summary>
    public static Colour[] Set(Brief brief, Dice dice)
    {
        var set = dice.Pick(Sets).Split(' ').Select(Colour.Hex).ToArray();
        for (var i = 0; i < brief.Colours.Count; i++)
        {
            var colour = brief.Colours[i];
            set[colour.L < 0.3 ? 4 : colour.L > 0.9 ? 5 : i % 4] = colour;
        }
        if (brief.Colours.Count == 1)
            (set[1], set[3]) = (brief.Colours[0].Lighter(0.45), brief.Colours[0].Darker(0.35));
        return set;
    }
}
