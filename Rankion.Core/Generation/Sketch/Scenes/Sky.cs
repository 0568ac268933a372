using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>What is above the horizon, and the weather in front of everything.</summary>
internal static class Sky
{
    /// <summary>Paints the whole canvas, so that whatever comes next has light behind it.</summary>
    /// <param name="horizon">Where the last colour of the sky is.</param>
    public static void Paint(Canvas canvas, Air air, double horizon)
    {
        var s = air.Sky;
        canvas.Fill(canvas.Down(0, horizon, new(0, s[0]), new(0.4, s[1]), new(0.76, s[2]), new(1, s[3])));
    }

    /// <summary>The sun or the moon with its glow.</summary>
    public static void Sun(Canvas canvas, Air air, double x, double y, double radius)
    {
        var reach = radius * (air.IsNight ? 7 : 9);
        canvas.Circle(x, y, reach, canvas.Radial(x, y, reach,
            new(0, air.Glow, 0.85), new(0.12, air.Glow, 0.5), new(0.28, air.Glow, 0.25), new(0.5, air.Glow, 0.1), new(0.75, air.Glow, 0.025),
                new(1, air.Glow, 0)));
        if (air.Weather is Weather.Fog or Weather.Storm)
        {
            canvas.Circle(x, y, radius, canvas.Soft(air.Sun, 0.9));
            return;
        }
        canvas.Circle(x, y, radius * 1.6, canvas.Radial(x, y, radius * 1.6, new(0.5, air.Sun, 0.55), new(1, air.Sun, 0)));
        canvas.Circle(x, y, radius, canvas.Radial(x - radius * 0.2, y - radius * 0.2, radius * 1.3, new(0, air.Sun.Lighter(0.6)), new(1, air.Sun)));
    }

    public static void Stars(Canvas canvas, Dice dice, double horizon, int count)
    {
        var colours = new[] { Colour.White, Colour.Hex("#cfe0ff"), Colour.Hex("#fff0d6") };
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (dice.Between(0, canvas.Width), horizon * Math.Pow(dice.Next(), 1.4));
            var size = 0.6 + 1.9 * Math.Pow(dice.Next(), 6);
            canvas.Circle(x, y, size, dice.Pick(colours), dice.Between(0.25, 0.95) * (1 - y / horizon * 0.7));
        }
    }

    /// <summary>Long thin banks, lit from the horizon.</summary>
    public static void Streaks(Canvas canvas, Air air, Dice dice, double horizon, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var y = horizon * dice.Between(0.12, 0.82);
            var lit = air.SkyAt(Math.Min(1, y / horizon + 0.35)).Lighter(air.IsNight ? 0.05 : 0.25);
            var paint = canvas.Soft(lit, dice.Between(0.25, 0.6));
            var (x, length) = (dice.Between(0, canvas.Width), dice.Between(180, 480));
            for (var part = 0; part < 3; part++)
            {
                canvas.Ellipse(
                    x + dice.Between(-0.5, 0.5) * length, y + dice.Between(-10, 10),
                    length * dice.Between(0.5, 1), dice.Between(6, 20), paint);
            }
        }
    }

    /// <summary>Fair-weather clouds: heaps on a flat base, brighter on top.</summary>
    public static void Heaps(Canvas canvas, Air air, Dice dice, double horizon, int count)
    {
        var (top, shade) = (air.Sky[3].Lighter(0.75), air.Sky[2].Mix(air.Sky[1], 0.35));
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (dice.Between(-0.05, 1.05) * canvas.Width, horizon * dice.Between(0.16, 0.74));
            var width = dice.Between(160, 360) * (0.55 + 0.6 * (1 - y / horizon));
            for (var puff = 0; puff < 14; puff++)
            {
                var along = dice.Between(-1, 1);
                var high = (1 - along * along) * dice.Between(0, 0.42);
                var radius = width * dice.Between(0.13, 0.28) * (1.1 - Math.Abs(along) * 0.6);
                canvas.Ellipse(x + along * width * 0.8, y - high * width * 0.6, radius * 1.5, radius, canvas.Soft(puff < 5 ? shade : top, puff < 5 ? 0.5
                    : 0.75));
            }
        }
    }

    /// <summary>Birds far off.</summary>
    public static void Birds(Canvas canvas, Dice dice, Colour colour, double x, double y, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (bx, by, s) = (x + dice.Between(-90, 90), y + dice.Between(-50, 50), dice.Between(7, 14));
            canvas.Stroke(new Outline().Move(bx - s, by - s * 0.35).Quad(bx - s * 0.4, by - s * 0.55, bx, by).Quad(bx + s * 0.4, by - s * 0.55, bx + s, by - s
                * 0.3), colour, 1.8, 0.8);
        }
    }

    /// <summary>Rain, snow or a veil of fog over what has been drawn.</summary>
    public static void Veil(Canvas canvas, Air air, Dice dice, double horizon)
    {
        if (air.Weather == Weather.Fog)
        {
            var veil = air.Sky[2].Lighter(0.2);
            canvas.Fill(canvas.Down(horizon - 380, horizon + 420, new(0, veil, 0), new(0.45, veil, 0.62), new(0.62, veil, 0.5), new(1, veil, 0.08)));
        }
        else if (air.Weather == Weather.Storm)
        {
            for (var i = 0; i < 150; i++)
            {
                var (x, y, length) = (dice.Between(-50, canvas.Width), dice.Between(-50, canvas.Height), dice.Between(25, 80));
                canvas.Stroke(new Outline().Move(x, y).Line(x - length * 0.16, y + length), air.Sky[3].Lighter(0.4), dice.Between(0.7, 1.5),
                    dice.Between(0.08, 0.3));
            }
        }
        else if (air.Weather == Weather.Snow)
        {
            for (var i = 0; i < 170; i++)
            {
                var size = 1 + 5 * Math.Pow(dice.Next(), 5);
                canvas.Circle(dice.Between(0, canvas.Width), dice.Between(0, canvas.Height), size, Colour.White, dice.Between(0.35, 0.95));
            }
        }
    }
}
