using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>What stands about in landscapes.</summary>
internal static class Things
{
    /// <summary>A conifer on its foot.</summary>
    public static void Pine(Canvas canvas, Dice dice, double x, double foot, double height, string paint)
    {
        var outline = new Outline().Move(x, foot - height);
        var tiers = Math.Clamp((int)(height / 14), 4, 9);
        var half = height * dice.Between(0.19, 0.25);
        var right = new List<(double X, double Y)>();
        var left = new List<(double X, double Y)>();
        for (var i = 1; i <= tiers; i++)
        {
            var t = (double)i / tiers;
            var (reach, y) = (half * Math.Pow(t, 0.85) * dice.Between(0.82, 1.12), foot - height * (1 - t * 0.93));
            right.Add((x + reach, y + dice.Between(-2, 4)));
            right.Add((x + reach * 0.5, y - height * 0.02));
            left.Add((x - reach * dice.Between(0.85, 1.1), y + dice.Between(-2, 4)));
            left.Add((x - reach * 0.5, y - height * 0.02));
        }
        foreach (var (px, py) in right.Concat(Enumerable.Reverse(left)))
            outline.Line(px, py);
        canvas.Path(outline.Close(), paint);
        canvas.Rectangle(x - height * 0.02, foot - height * 0.1, height * 0.04, height * 0.12, paint);
    }

    /// <summary>A hut with a light in its window.</summary>
    public static void Cabin(Canvas canvas, double x, double foot, double width, Air air)
    {
        var (dark, height) = (air.Near.Darker(0.35), width * 0.5);
        var lit = Colour.Hex("#ffce73");
        canvas.Circle(x + width / 2, foot - height * 0.4, width * 1.3, canvas.Soft(lit, 0.45));
        canvas.Polygon(dark.Lighter(0.08), (x, foot - height), (x + width, foot - height), (x + width, foot + 14), (x, foot + 14));
        canvas.Rectangle(x + width * 0.68, foot - height * 1.75, width * 0.11, height * 0.6, dark.Lighter(0.1));
        canvas.Polygon(air.Near.Mix(air.Haze, 0.45), (x - width * 0.12, foot - height), (x + width * 0.5, foot - height * 1.9),
            (x + width * 1.12, foot - height));
        canvas.Rectangle(x + width * 0.18, foot - height * 0.68, width * 0.2, height * 0.42, lit);
        canvas.Rectangle(x + width * 0.6, foot - height * 0.68, width * 0.2, height * 0.42, lit);
    }

    /// <summary>A sailing boat with its mirror image; the origin is the water line.</summary>
    public static void Sailboat(Canvas canvas, double x, double waterline, double scale, Colour hull, Colour sail)
    {
        using (canvas.At(x, waterline, 0, scale, -scale * 0.75))
        using (canvas.Fade(0.28))
            Boat(canvas, hull, hull);
        using (canvas.At(x, waterline, 0, scale))
            Boat(canvas, hull, sail);
    }

    public static void Lighthouse(Canvas canvas, double x, double foot, double height, Air air)
    {
        var (w, top) = (height * 0.13, foot - height);
        var lit = Colour.Hex("#fff0b8");
        if (air.Light is Light.Night or Light.Dusk or Light.Dawn || air.Weather != Weather.Clear)
        {
            foreach (var side in new[] { -1, 1 })
            {
                var far = x + side * height * 1.9;
                canvas.Path(new Outline().Move(x, top + 2).Line(far, top - height * 0.24).Line(far, top + height * 0.2).Close(),
                    canvas.Across(x, far, new(0, lit, 0.6), new(0.4, lit, 0.18), new(1, lit, 0)));
            }
        }
        var (white, red, dark) = (air.Hill(0.15).Lighter(0.6), Colour.Hex("#b8463c").Mix(air.Near, air.IsNight ? 0.45 : 0.15), air.Near.Darker(0.2));
        for (var band = 0; band < 5; band++)
        {
            var (a, b) = (band / 5.0, (band + 1) / 5.0);
            double Half(double t) => w * (0.34 + 0.28 * t);
            var colour = band % 2 == 0 ? white : red;
            canvas.Path(new Outline().Move(x - Half(a), top + 14 + (height - 14) * a).Line(x + Half(a), top + 14 + (height - 14) * a)
                .Line(x + Half(b), top + 15 + (height - 14) * b).Line(x - Half(b), top + 15 + (height - 14) * b).Close(),
                canvas.Across(x - w * 0.6, x + w * 0.6, new(0, colour), new(0.45, colour.Lighter(0.1)), new(1, colour.Mix(dark, 0.55))));
        }
        canvas.Rectangle(x - w * 0.5, top + 8, w, height * 0.025, dark);
        canvas.Rectangle(x - w * 0.24, top - height * 0.06, w * 0.48, height * 0.08, lit);
        canvas.Path(new Outline().Move(x - w * 0.36, top - height * 0.06).Quad(x, top - height * 0.15, x + w * 0.36, top - height * 0.06).Close(), dark);
        canvas.Circle(x, top - height * 0.02, height * 0.22, canvas.Soft(lit, 0.75));
    }

    /// <summary>Hot-air balloons in the sky, where the prompt has any; the nearest is the largest.</summary>
    public static void Balloons(Canvas canvas, Brief brief, Dice dice, double horizon)
    {
        if (!brief.Says("balloon *ballon *ballons"))
            return;
        string[] pairs = ["#d8453a #f6e3c0", "#f2b134 #2f5d7a", "#2f7f86 #f4efe2", "#7a4fa0 #f7c8a0", "#e07a3f #fbe8c8"];
        var places = dice.Shuffle([0.14, 0.32, 0.5, 0.7, 0.88]);
        for (var i = places.Length - 1; i >= 0; i--)
        {
            var colours = pairs[i].Split(' ').Select(Colour.Hex).ToArray();
            Balloon(canvas, canvas.Width * places[i], horizon * dice.Between(0.22, 0.62) + i * 14, 82 - 15 * i, colours[0], colours[1]);
        }
    }

    private static void Balloon(Canvas canvas, double x, double y, double radius, Colour first, Colour second)
    {
        for (var stripe = 0; stripe < 7; stripe++)
        {
            var (a, b) = (Math.Cos(Math.PI * stripe / 7), Math.Cos(Math.PI * (stripe + 1) / 7));
            var colour = (stripe % 2 == 0 ? first : second).Mix(Colour.Black, Math.Max(0, (stripe - 3) * 0.07));
            canvas.Path(new Outline().Move(x, y - radius)
                .Curve(x - a * radius * 1.35, y - radius, x - a * radius * 1.25, y + radius * 0.5, x - a * radius * 0.18, y + radius * 1.25)
                .Line(x - b * radius * 0.18, y + radius * 1.25)
                .Curve(x - b * radius * 1.25, y + radius * 0.5, x - b * radius * 1.35, y - radius, x, y - radius).Close(), colour);
        }
        var basket = Colour.Hex("#4a3326");
        canvas.Stroke(new Outline().Move(x - radius * 0.17, y + radius * 1.25).Line(x - radius * 0.11, y + radius * 1.55), basket, 1.5);
        canvas.Stroke(new Outline().Move(x + radius * 0.17, y + radius * 1.25).Line(x + radius * 0.11, y + radius * 1.55), basket, 1.5);
        canvas.Rectangle(x - radius * 0.13, y + radius * 1.53, radius * 0.26, radius * 0.2, basket, 1, 2);
    }

    /// <summary>Somebody standing far away, for scale.</summary>
    public static void Person(Canvas canvas, double x, double foot, double height, Colour colour)
    {
        canvas.Circle(x, foot - height * 0.88, height * 0.11, colour);
        canvas.Path(new Outline().Move(x - height * 0.12, foot - height * 0.72).Quad(x, foot - height * 0.84, x + height * 0.12, foot - height * 0.72)
            .Line(x + height * 0.1, foot).Line(x + height * 0.02, foot).Line(x, foot - height * 0.35).Line(x - height * 0.03, foot)
                .Line(x - height * 0.11, foot).Close(), colour);
    }

    private static void Boat(Canvas canvas, Colour hull, Colour sail)
    {
        canvas.Path(new Outline().Move(-62, -20).Line(64, -22).Quad(50, 2, 34, 4).Line(-40, 4).Quad(-54, -4, -62, -20).Close(), hull);
        canvas.Rectangle(-2, -150, 3, 132, hull);
        canvas.Path(new Outline().Move(4, -148).Quad(52, -82, 56, -32).Line(4, -30).Close(), sail);
        canvas.Path(new Outline().Move(-6, -136).Quad(-46, -72, -52, -30).Line(-6, -30).Close(), sail.Mix(hull, 0.35));
    }
}
