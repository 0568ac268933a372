using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>A skyline against the light, its windows coming on.</summary>
internal static class City
{
    public const string Words = "city cities skyline urban downtown skyscraper street metropolis building tower cyberpunk synthwave tokyo berlin york " +
        "london hamburg stadt* *stadt städte* hochhaus* hochhäuser gebäude straße strasse turm office büro*";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var retro = brief.Says("synthwave retro vaporwave neon");
        if (retro && brief.Colours.Count == 0)
            brief = brief with { Colours = [Colour.Hex("#8a2be0"), Colour.Hex("#ff3f8f")] };
        var air = Air.For(brief, dice, retro ? [Light.Dusk] : [Light.Dusk, Light.Golden, Light.Night]);
        var water = brief.Says("river harbour harbor water fluss hafen* wasser reflection spiegel* bay rhine rhein elbe spree canal kanal");
        var ground = canvas.Height * (water ? 0.72 : 1.0);
        Sky.Paint(canvas, air, canvas.Height * 0.8);
        if (air.IsNight)
            Sky.Stars(canvas, dice.For("stars"), canvas.Height * 0.55, 140);
        var (sunX, sunY) = (canvas.Width * dice.Between(0.28, 0.72), canvas.Height * dice.Between(0.3, 0.44));
        Sky.Sun(canvas, air, sunX, sunY, air.IsNight ? 44 : retro ? 190 : 120);
        if (retro)
            Bars(canvas, air, sunX, sunY, 190);
        else
            Sky.Streaks(canvas, air, dice.For("clouds"), canvas.Height * 0.6, 5);
        for (var row = 0; row < 4; row++)
        {
            var t = row / 3.0;
            Row(canvas, air, dice.For($"row {row}"), t, ground, ground * (0.42 - 0.05 * t) + (water ? 0 : 40 * t));
            var mist = air.SkyAt(0.95);
            if (row < 3)
                canvas.Rectangle(-2, ground * 0.5, canvas.Width + 4, ground * 0.5 + 2, canvas.Down(ground * 0.5, ground, new(0, mist, 0), new(1, mist, 0.3)));
        }
        if (water)
            River(canvas, air, dice.For("river"), ground);
        Sky.Veil(canvas, air, dice.For("weather"), ground * 0.75);
    }

    private static void Row(Canvas canvas, Air air, Dice dice, double t, double ground, double mean)
    {
        var colour = air.Hill(0.15 + 0.85 * Math.Pow(t, 1.3)).Darker(0.25 * t);
        var noise = new Noise(dice, 3, 0.5);
        var dark = air.Light is not Light.Day;
        for (var x = dice.Between(-60, 0); x < canvas.Width + 20;)
        {
            var width = dice.Between(44, 74) + 46 * t;
            var height = Math.Max(60, mean * (0.62 + 0.5 * noise.At(x / 170 + 5)) * dice.Between(0.62, 1.28) * (1.12 - 0.42 * t));
            var top = ground - height;
            Building(canvas, dice, x, top, width, ground, colour);
            if (t > 0.2)
                Windows(canvas, dice, x, top, width, ground, t, dark, air);
            x += width * dice.Between(0.86, 1.16);
        }
    }

    private static void Building(Canvas canvas, Dice dice, double x, double top, double width, double ground, Colour colour)
    {
        var paint = canvas.Across(x, x + width, new(0, colour.Lighter(0.05)), new(0.6, colour), new(1, colour.Darker(0.16)));
        canvas.Rectangle(x, top, width, ground - top + 4, paint);
        switch (dice.Whole(0, 6))
        {
            case 0:
                canvas.Rectangle(x + width * 0.2, top - width * 0.32, width * 0.6, width * 0.34, paint);
                canvas.Rectangle(x + width * 0.49, top - width * 1.05, 2.4, width * 0.8, colour);
                break;
            case 1:
                canvas.Polygon(paint, (x, top + 1), (x + width, top - width * 0.5), (x + width, top + 1));
                break;
            case 2:
                canvas.Rectangle(x + width * 0.12, top - width * 0.16, width * 0.3, width * 0.18, paint);
                break;
            case 3:
                canvas.Polygon(paint, (x + width * 0.14, top + 1), (x + width * 0.5, top - width * 0.85), (x + width * 0.86, top + 1));
                break;
        }
    }

    private static void Windows(Canvas canvas, Dice dice, double x, double top, double width, double ground, double t, bool dark, Air air)
    {
        var (step, rows, share) = (9 + 5 * t, 13 + 6 * t, dark ? dice.Between(0.14, 0.42) : 0.85);
        Colour[] lights = dark ? [Colour.Hex("#ffd98a"), Colour.Hex("#ffe9bd"), Colour.Hex("#f9b95e"), air.Glow] : [air.Sky[2], air.Sky[1]];
        var panes = lights.Select(_ => new Outline()).ToArray();
        for (var wy = top + rows * 0.7; wy < Math.Min(ground, top + 560) - rows; wy += rows)
        {
            for (var wx = x + step * 0.7; wx < x + width - step; wx += step)
            {
                if (!dice.Chance(share))
                    continue;
                var (w, h) = (step * 0.45, rows * 0.4);
                panes[dice.Whole(0, panes.Length - 1)].Move(wx, wy).Line(wx + w, wy).Line(wx + w, wy + h).Line(wx, wy + h).Close();
            }
        }
        for (var i = 0; i < panes.Length; i++)
            canvas.Path(panes[i], lights[i], dark ? 0.5 + 0.4 * t : 0.25);
    }

    /// <summary>The bars that cut the lower half of a poster's sun.</summary>
    private static void Bars(Canvas canvas, Air air, double x, double y, double radius)
    {
        for (var i = 0; i < 6; i++)
        {
            var at = y + radius * (0.12 + i * 0.16);
            var half = Math.Sqrt(Math.Max(0, radius * radius - (at - y) * (at - y))) + 6;
            canvas.Rectangle(x - half, at, half * 2, 4 + i * 4, air.SkyAt(Math.Min(1, at / (canvas.Height * 0.8))));
        }
    }

    private static void River(Canvas canvas, Air air, Dice dice, double shore)
    {
        Water.Surface(canvas, air, shore);
        var depth = canvas.Height - shore;
        canvas.Rectangle(-2, shore, canvas.Width + 4, depth * 0.75, canvas.Down(shore, shore + depth * 0.75, new(0, air.Near, 0.8), new(1, air.Near, 0)));
        foreach (var light in new[] { Colour.Hex("#ffd98a"), air.Glow, Colour.Hex("#f9b95e") })
        {
            for (var i = 0; i < 26; i++)
            {
                var (x, length) = (dice.Between(0, canvas.Width), depth * dice.Between(0.25, 0.85));
                canvas.Rectangle(x, shore + 2, dice.Between(2, 7), length, canvas.Down(shore, shore + length, new(0, light, 0.5), new(1, light, 0)),
                    dice.Between(0.3, 1));
            }
        }
        for (var i = 0; i < 70; i++)
        {
            var t = Math.Pow(dice.Next(), 1.2);
            canvas.Ellipse(dice.Between(0, canvas.Width), shore + 5 + t * depth, 12 + 60 * t, 0.7 + 1.8 * t, air.Near, 0.35);
        }
    }
}
