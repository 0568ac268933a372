using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>The sea with the sun on it: a harbour with boats, a coast with a lighthouse, a beach, or open water.</summary>
internal static class Sea
{
    public const string Words =
        "sea ocean* coast* harbour harbor port bay beach* shore island wave ship boat sail* sailing lighthouse pier marina lagoon mediterran* nautical " +
        "meer* *meer ozean* küste* *küste hafen* *hafen bucht strand* *strand insel* *insel welle *schiff *boot segel* leuchtturm* ostsee nordsee seaside";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var air = Air.For(brief, dice, Light.Golden, Light.Dawn, Light.Dusk, Light.Day, Light.Night);
        var horizon = canvas.Height * dice.Between(0.48, 0.58);
        Sky.Paint(canvas, air, horizon);
        if (air.IsNight)
            Sky.Stars(canvas, dice.For("stars"), horizon, 150);
        var sunX = canvas.Width * (dice.Chance(0.5) ? dice.Between(0.28, 0.4) : dice.Between(0.6, 0.74));
        var low = air.Light is Light.Golden or Light.Dawn or Light.Dusk;
        Sky.Sun(canvas, air, sunX, low ? horizon - dice.Between(14, 60) : horizon * dice.Between(0.3, 0.5), 42);
        if (air.Light == Light.Day && air.Weather == Weather.Clear)
            Sky.Heaps(canvas, air, dice.For("clouds"), horizon, 4);
        else
            Sky.Streaks(canvas, air, dice.For("clouds"), horizon, 8);
        Coast(canvas, air, dice.For("coast"), horizon);
        Water.Surface(canvas, air, horizon);
        Water.Glitter(canvas, air, dice.For("glitter"), horizon, sunX, 0.3);
        if (air.Weather == Weather.Storm || brief.Says("wave welle surf* rough wild*"))
            Swell(canvas, air, dice.For("swell"), horizon);
        Boats(canvas, air, brief, dice.For("boats"), horizon, sunX);
        Front(canvas, air, brief, dice.For("front"), horizon, sunX);
        if (!air.IsNight)
            Sky.Birds(canvas, dice.For("birds"), air.Near.Mix(air.Haze, 0.25), canvas.Width - sunX, horizon * 0.55, dice.Whole(3, 7));
        Sky.Veil(canvas, air, dice.For("weather"), horizon);
    }

    private static void Coast(Canvas canvas, Air air, Dice dice, double horizon)
    {
        for (var i = 0; i < 2; i++)
        {
            var (noise, height) = (new Noise(dice.For($"coast {i}"), 4, 0.4), 66 - 22 * i);
            var (from, to) = (dice.Between(-0.2, 0.3) * canvas.Width, dice.Between(0.75, 1.3) * canvas.Width);
            double At(double x) => horizon + 2 - Math.Max(0, height * (0.7 + noise.At(x / 210 + 9) * 0.6)
                * Math.Sin(Math.PI * Math.Clamp((x - from) / (to - from), 0, 1)));
            canvas.Path(Mountains.Ground(canvas, At, 9), canvas.Down(horizon - height, horizon, new(0, air.Hill(0.25 + 0.3 * i)),
                new(1, air.Hill(0.05 + 0.25 * i))));
        }
    }

    private static void Boats(Canvas canvas, Air air, Brief brief, Dice dice, double horizon, double sunX)
    {
        var depth = canvas.Height - horizon;
        var many = brief.Says("boats ships harbour harbor marina regatta hafen* *hafen boote* segelboote schiffe");
        if (!many && !brief.Says("boat ship sail* *boot *schiff segel*") && !dice.Chance(0.6))
            return;
        var sail = brief.Says("white weiß* weiss*") || (air.Light == Light.Day && air.Weather == Weather.Clear) ? Colour.Hex("#f4efe4") : air.Hill(0.72);
        var places = dice.Shuffle([0.16, 0.34, 0.5, 0.68, 0.86]).Take(many ? 4 : 2)
            .Select((at, i) => (x: canvas.Width * (at + dice.Between(-0.04, 0.04)), t: 0.05 + 0.3 * (i == 0 ? 1 : 0.4 * dice.Next())));
        foreach (var (x, t) in places.OrderBy(p => p.t))
        {
            var scale = 0.2 + 2.3 * t;
            Things.Sailboat(canvas, Math.Abs(x - sunX) < 60 ? x + 120 : x, horizon + 8 + depth * t, scale, air.Hill(0.6 + t), t > 0.2 ? sail
                : sail.Mix(air.Haze, 0.4));
        }
    }

    private static void Front(Canvas canvas, Air air, Brief brief, Dice dice, double horizon, double sunX)
    {
        var onLeft = sunX > canvas.Width / 2;
        if (brief.Says("beach* strand* *strand shore sand palm* palme*"))
            Beach(canvas, air, brief, dice, onLeft);
        else if (brief.Says("lighthouse leuchtturm* beacon"))
            Headland(canvas, air, dice, horizon, onLeft);
        else if (brief.Says("harbour harbor pier marina hafen* *hafen dock jetty steg"))
            Pier(canvas, air, dice, onLeft);
    }

    private static void Headland(Canvas canvas, Air air, Dice dice, double horizon, bool onLeft)
    {
        var noise = new Noise(dice, 5, 0.5);
        var (centre, half) = (canvas.Width * (onLeft ? 0.2 : 0.8), canvas.Width * 0.34);
        double At(double x)
        {
            var off = Math.Clamp((x - centre) / half * (onLeft == x > centre ? 1 : 0.45), -1, 1);
            return canvas.Height * 0.93 - (canvas.Height * 0.93 - horizon - 60) * Math.Pow(Math.Cos(off * Math.PI / 2), 1.2) + noise.At(x / 90) * 26;
        }
        Things.Lighthouse(canvas, centre, At(centre) + 16, canvas.Height * (canvas.IsTall ? 0.3 : 0.42), air);
        canvas.Path(Mountains.Ground(canvas, At, 6), canvas.Down(horizon, canvas.Height, new(0, air.Hill(0.75)), new(1, air.Near.Darker(0.35))));
        for (var i = 0; i < 26; i++)
        {
            var x = centre + dice.Between(-1, 1) * half * 0.9;
            canvas.Stroke(new Outline().Move(x, At(x) + dice.Between(10, 70)).Line(x + dice.Between(-26, 26), At(x) + dice.Between(70, 160)), air.Haze, 1.6,
                0.1);
        }
    }

    private static void Pier(Canvas canvas, Air air, Dice dice, bool onLeft)
    {
        var (dark, deck, length) = (air.Near.Darker(0.25), canvas.Height * 0.83, canvas.Width * dice.Between(0.2, 0.3));
        double X(double x) => onLeft ? x : canvas.Width - x;
        for (var post = 0; post < 6; post++)
        {
            var x = length * (post + 0.35) / 6;
            canvas.Rectangle(X(x) - 4, deck - 26, 8, canvas.Height - deck + 30, dark);
        }
        canvas.Polygon(dark, (X(-5), deck), (X(length), deck), (X(length), deck + 13), (X(-5), deck + 13));
        canvas.Polygon(dark, (X(-5), deck - 26), (X(length), deck - 26), (X(length), deck - 21), (X(-5), deck - 21));
        var lamp = X(length * 0.78);
        canvas.Rectangle(lamp - 2.5, deck - 120, 5, 122, dark);
        if (air.Light == Light.Day)
            return;
        var lit = Colour.Hex("#ffd68a");
        canvas.Circle(lamp, deck - 124, 95, canvas.Soft(lit, 0.7));
        canvas.Circle(lamp, deck - 124, 8, lit.Lighter(0.5));
    }

    private static void Beach(Canvas canvas, Air air, Brief brief, Dice dice, bool onLeft)
    {
        var sand = Colour.Hex("#e9cfa3").Mix(air.Near, air.IsNight ? 0.78 : air.Light == Light.Day ? 0.04 : 0.4);
        var noise = new Noise(dice, 3, 0.35);
        double Shore(double x) => canvas.Height * 0.8 + (onLeft ? -1 : 1) * (canvas.Width / 2 - x) * 0.09 + noise.At(x / 330) * 30;
        foreach (var (up, opacity) in new[] { (26.0, 0.28), (13.0, 0.5), (3.0, 0.8) })
            canvas.Path(Mountains.Ground(canvas, x => Shore(x) - up + noise.At(x / 80 + up) * 8, 10), air.Sky[3].Lighter(0.6), opacity);
        canvas.Path(Mountains.Ground(canvas, x => Shore(x) + 5, 10), canvas.Down(canvas.Height * 0.78, canvas.Height, new(0, sand.Darker(0.14)),
            new(0.2, sand), new(1, sand.Lighter(0.12))));
        if (brief.Says("palm* palme* tropical* tropisch* beach* strand* carib* karib*"))
            Palm(canvas, dice, canvas.Width * (onLeft ? 0.13 : 0.87), canvas.Height * 0.97, onLeft ? 1 : -1, air.Near.Darker(0.1));
    }

    private static void Palm(Canvas canvas, Dice dice, double x, double foot, int lean, Colour colour)
    {
        var (tx, ty) = (x + lean * 110, foot - 560);
        canvas.Path(new Outline().Move(x - 15, foot).Curve(x - 5, foot - 260, x + lean * 40, foot - 420, tx - 6, ty).Line(tx + 7, ty)
            .Curve(x + lean * 55 + 5, foot - 420, x + 18, foot - 260, x + 17, foot).Close(), colour);
        for (var leaf = 0; leaf < 9; leaf++)
        {
            var angle = Math.PI * (0.02 + leaf / 8.0 * 0.96) + dice.Between(-0.1, 0.1);
            var (length, droop) = (dice.Between(190, 260), 60 + 120 * Math.Abs(Math.Cos(angle)));
            var (ex, ey) = (tx - Math.Cos(angle) * length, ty - Math.Sin(angle) * length * 0.75 + droop);
            var (mx, my) = (tx - Math.Cos(angle) * length * 0.55, ty - Math.Sin(angle) * length * 0.85 - 10);
            canvas.Path(new Outline().Move(tx, ty).Quad(mx, my - 22, ex, ey).Quad(mx, my + 34, tx, ty).Close(), colour);
            for (var strand = 1; strand < 12; strand++)
            {
                var t = strand / 12.0;
                var (px, py) = ((1 - t) * (1 - t) * tx + 2 * t * (1 - t) * mx + t * t * ex, (1 - t) * (1 - t) * ty + 2 * t * (1 - t) * my + t * t * ey);
                canvas.Stroke(new Outline().Move(px, py).Line(px - Math.Cos(angle) * 16, py + 30 + 22 * t), colour, 3.4);
            }
        }
    }

    private static void Swell(Canvas canvas, Air air, Dice dice, double horizon)
    {
        var depth = canvas.Height - horizon;
        for (var row = 0; row < 9; row++)
        {
            var t = Math.Pow((row + 1) / 9.0, 1.5);
            var (y, noise, size) = (horizon + depth * t, new Noise(dice.For($"wave {row}"), 3, 0.4), 8 + 46 * t);
            var colour = air.SkyAt(1 - t).Mix(air.Near, 0.25 + 0.4 * t);
            double At(double x) => y - size * Math.Pow(Math.Abs(Math.Sin(x / (70 + 170 * t) + row * 1.7 + noise.At(x / 400))), 1.6) + size * 0.4;
            canvas.Path(Mountains.Ground(canvas, At, 8), canvas.Down(y - size, y + size * 2, new(0, colour.Lighter(0.16)), new(0.3, colour),
                new(1, colour.Darker(0.25))));
            var crest = new Outline().Move(-5, At(-5));
            for (var x = 0.0; x <= canvas.Width + 8; x += 8)
                crest.Line(x, At(x));
            canvas.Stroke(crest, air.Sky[3].Lighter(0.5), 0.8 + 2 * t, 0.4);
        }
    }
}
