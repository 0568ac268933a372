using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>Sand dunes: every one has a lit side, a shaded side and a winding edge between them.</summary>
internal static class Dunes
{
    public const string Words = "dune desert sand sahara oasis camel caravan nomad düne wüste* *wüste kamel* karawane sanddüne* arid canyon";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var air = Air.For(brief, dice, Light.Golden, Light.Day, Light.Dawn, Light.Dusk);
        var warm = brief.Colours.Count > 0 ? brief.Colours[0].WithLight(0.7) : Colour.Hex("#e2924a");
        var dim = air.Light switch { Light.Night => 0.68, Light.Dusk => 0.42, Light.Golden => 0.08, Light.Dawn => 0.12, _ => 0.0 };
        var sand = warm.Mix(air.Hill(0.45), dim + 0.1);
        var horizon = canvas.Height * dice.Between(0.36, 0.46);
        Sky.Paint(canvas, air, horizon * 1.25);
        if (air.IsNight)
            Sky.Stars(canvas, dice.For("stars"), horizon, 220);
        var left = dice.Chance(0.5);
        var sunX = canvas.Width * (left ? dice.Between(0.16, 0.3) : dice.Between(0.68, 0.82));
        Sky.Sun(canvas, air, sunX, horizon * dice.Between(0.4, 0.62), air.IsNight ? 40 : 58);
        Sky.Streaks(canvas, air, dice.For("clouds"), horizon, 4);
        var count = canvas.IsTall ? 6 : 5;
        for (var i = 0; i < count; i++)
        {
            var t = (double)i / (count - 1);
            var colour = sand.Mix(air.Haze.Mix(air.Sky[3], 0.5), 0.4 * (1 - t)).Darker(0.1 * t);
            var peak = (X: canvas.Width * ((i % 2 == 0 ? 0.25 : 0.72) + dice.Between(-0.14, 0.14)), Y: horizon + (canvas.Height * 0.66 - horizon)
                * Math.Pow(t, 1.1) - 30);
            Dune(canvas, air, dice.For($"dune {i}"), peak, colour, left, t);
            if (i == count - 2 && (brief.Says("person traveller traveler nomad wander* man woman mann frau hik* camel kamel* caravan karawane people mensch*")
                || dice.Chance(0.5)))
                Things.Person(canvas, peak.X + 4, peak.Y + 5, 34, air.Near.Darker(0.2));
        }
        Things.Balloons(canvas, brief, dice.For("balloons"), horizon);
        Sky.Veil(canvas, air, dice.For("weather"), horizon);
    }

    private static void Dune(Canvas canvas, Air air, Dice dice, (double X, double Y) peak, Colour sand, bool lightFromLeft, double nearness)
    {
        var drop = 60 + 130 * nearness;
        var noise = new Noise(dice, 2, 0.3);
        double Profile(double x)
        {
            var away = Math.Abs(x - peak.X) / (canvas.Width * 0.5);
            return peak.Y + drop * (1 - Math.Exp(-away * away * 2.1)) * 1.25 + drop * 0.28 * away + noise.At(x / 420) * 16 * Math.Min(1, away * 3);
        }
        var lit = sand.Mix(air.Glow, air.IsNight ? 0.1 : 0.28);
        canvas.Path(Mountains.Ground(canvas, Profile, 14), canvas.Down(peak.Y, peak.Y + 330, new(0, lit.Lighter(0.12)), new(0.5, lit), new(1, sand)));
        Ripples(canvas, dice, Profile, sand, peak.Y, nearness);
        var (side, sway) = (lightFromLeft ? 1 : -1, dice.Between(110, 210));
        var shade = sand.Mix(air.Near, 0.14).Darker(0.38).Saturated(1.15);
        var edge = new List<(double X, double Y)>
        {
            (peak.X, Profile(peak.X)), (peak.X + side * sway * 0.2, peak.Y + drop * 0.55), (peak.X - side * sway * 0.25, peak.Y + drop * 1.25),
            (peak.X - side * sway * 0.5, peak.Y + drop * 1.9), (peak.X + side * sway * 0.35, peak.Y + drop * 2.9),
                (peak.X + side * sway * 0.9, canvas.Height + 30),
        };
        var outline = new Outline().Through(edge);
        var end = side > 0 ? canvas.Width + 20 : -20;
        outline.Line(end, canvas.Height + 30);
        for (var x = end; side > 0 ? x > peak.X : x < peak.X; x -= side * 14)
            outline.Line(x, Profile(x));
        canvas.Path(outline.Close(), canvas.Line(peak.X, 0, peak.X + side * canvas.Width * 0.6, 0, new(0, shade), new(0.55, shade.Mix(sand, 0.45)),
            new(1, shade.Mix(sand, 0.8))));
    }

    private static void Ripples(Canvas canvas, Dice dice, Func<double, double> profile, Colour sand, double top, double nearness)
    {
        var noise = new Noise(dice.For("ripples"), 2);
        for (var i = 0; i < 5 + 11 * nearness; i++)
        {
            var (down, from, length) = (18 + i * (9 + 12 * nearness), dice.Between(-0.1, 0.8) * canvas.Width, dice.Between(0.12, 0.4) * canvas.Width);
            var points = Enumerable.Range(0, 9).Select(k => from + length * k / 8).Select(x => (x, profile(x) + down + noise.At(x / 90 + i) * 7)).ToList();
            canvas.Stroke(new Outline().Through(points), sand.Darker(0.3), 1 + nearness, 0.16);
        }
    }
}
