using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>The colours of the light in a landscape.</summary>
/// <param name="Sky">From the zenith down to the horizon.</param>
/// <param name="Sun">The disc of the sun or moon.</param>
/// <param name="Glow">The light around it.</param>
/// <param name="Haze">What the farthest hills fade to.</param>
/// <param name="Near">The darkest foreground.</param>
internal sealed record Air(IReadOnlyList<Colour> Sky, Colour Sun, Colour Glow, Colour Haze, Colour Near, Light Light, Weather Weather)
{
    private static readonly Dictionary<Light, Air[]> Clear = new()
    {
        [Light.Dawn] =
        [
            Of(Light.Dawn, "#2e3a6e #7c6aa8 #e79a93 #fbd3a4", "#fff3d6", "#ffd7a0", "#c9a3b0", "#1f2148"),
            Of(Light.Dawn, "#5f86b8 #a9b8d6 #f3c7bd #fde6c8", "#fffaf0", "#ffe3c0", "#b9b9cc", "#2a3354"),
        ],
        [Light.Day] =
        [
            Of(Light.Day, "#2a76c4 #6fb2e8 #bfe0f5 #eaf6fb", "#fffdf2", "#fff6d8", "#aecfe0", "#1c4a44"),
            Of(Light.Day, "#3f8fcf #8cc8ea #d6eef6 #f7f5e6", "#fffdf2", "#fff3cf", "#b7d3cf", "#27523a"),
        ],
        [Light.Golden] =
        [
            Of(Light.Golden, "#5a2d5c #c2513f #f58f3a #ffd07a", "#fff4cf", "#ffc861", "#d98a58", "#2c0f24"),
            Of(Light.Golden, "#3d4a7a #b06c70 #f0a050 #ffe0a0", "#fff6d8", "#ffd27a", "#cf9a72", "#2b1a2e"),
        ],
        [Light.Dusk] =
        [
            Of(Light.Dusk, "#141a4a #4a2f7a #c04f7c #ff9f74", "#ffdcae", "#ff9a78", "#8a4a7c", "#120c2a"),
            Of(Light.Dusk, "#0f2a4a #2f5a7c #8f7f95 #f2b58a", "#ffe6c4", "#ffb98c", "#5f7590", "#0a1a2c"),
        ],
        [Light.Night] =
        [
            Of(Light.Night, "#040818 #0b1a3c #173763 #2d5a8c", "#f6f9ff", "#a8c8ff", "#1f3f6c", "#03060f"),
            Of(Light.Night, "#070614 #1a1440 #33296a #5a4a90", "#f7f3ff", "#b9a8ff", "#2f2a5c", "#05030f"),
        ],
    };

    private static readonly Dictionary<Weather, Air> Veiled = new()
    {
        [Weather.Fog] = Of(Light.Day, "#cfd9dc #e0e6e6 #eeeeea #f6f2e8", "#ffffff", "#fff8ea", "#d9e0e1", "#44555c"),
        [Weather.Storm] = Of(Light.Day, "#1c242b #3c4851 #66737a #98a3a6", "#e8eef0", "#c8d2d6", "#6b777d", "#12181c"),
        [Weather.Snow] = Of(Light.Day, "#7f9ab2 #b3c6d6 #dbe5ec #f5f2ee", "#fffdf6", "#fff4e0", "#c3d2de", "#33475a"),
    };

    public bool IsNight => Light == Light.Night;

    /// <param name="otherwise">The lights that suit the scene, where the prompt does not say.</param>
    public static Air For(Brief brief, Dice dice, params Light[] otherwise)
    {
        var light = brief.Light ?? dice.Pick(otherwise);
        var air = dice.Pick(Clear[light]) with { Weather = brief.Weather };
        if (brief.Weather != Weather.Clear)
        {
            // Weather greys whatever light there is; at noon nothing is left of it.
            var share = light == Light.Day || brief.Light is null ? 1 : brief.Weather == Weather.Snow ? 0.35 : 0.5;
            air = air.Towards(Veiled[brief.Weather], share);
        }
        return brief.Colours.Count > 0 ? air.Tinted(brief.Colours) : air;
    }

    /// <summary>The sky's colour at a height.</summary>
    /// <param name="at">0 is the zenith, 1 the horizon.</param>
    public Colour SkyAt(double at)
    {
        var x = Math.Clamp(at, 0, 1) * (Sky.Count - 1);
        var i = Math.Min((int)x, Sky.Count - 2);
        return Sky[i].Mix(Sky[i + 1], x - i);
    }

    /// <summary>The colour of a hill.</summary>
    /// <param name="nearness">0 is the farthest, 1 the foreground.</param>
    public Colour Hill(double nearness) => Haze.Mix(Near, nearness);

    private static Air Of(Light light, string sky, string sun, string glow, string haze, string near) =>
        new([.. sky.Split(' ').Select(Colour.Hex)], Colour.Hex(sun), Colour.Hex(glow), Colour.Hex(haze), Colour.Hex(near), light, Weather.Clear);

    private Air Towards(Air other, double share) => this with
    {
        Sky = [.. Sky.Zip(other.Sky, (a, b) => a.Mix(b, share))],
        Sun = Sun.Mix(other.Sun, share),
        Glow = Glow.Mix(other.Glow, share),
        Haze = Haze.Mix(other.Haze, share),
        Near = Near.Mix(other.Near, share),
    };

    private Air Tinted(IReadOnlyList<Colour> colours)
    {
        var (first, last) = (colours[0], colours[^1]);
        return this with
        {
            Sky = [Sky[0].Tinted(first, 0.35), Sky[1].Tinted(first, 0.45), Sky[2].Tinted(last, 0.4), Sky[3].Tinted(last, 0.3)],
            Glow = Glow.Tinted(last, 0.3),
            Haze = Haze.Tinted(first, 0.45),
            Near = Near.Tinted(first, 0.3),
        };
    }
}
