using Rankion.Core.Generation.Sketch.Drawing;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>Water from a shore down to the canvas's edge.</summary>
internal static class Water
{
    public static void Lake(Canvas canvas, Air air, Dice dice, double shore, double sunX)
    {
        Surface(canvas, air, shore);
        Glitter(canvas, air, dice, shore, sunX, spread: 0.35);
    }

    /// <summary>The sky upside down, a little darker, darkest in front.</summary>
    public static void Surface(Canvas canvas, Air air, double shore)
    {
        var s = air.Sky;
        canvas.Rectangle(-2, shore, canvas.Width + 4, canvas.Height - shore + 4, canvas.Down(shore, canvas.Height,
            new(0, s[3].Mix(air.Haze, 0.35)), new(0.18, s[2].Mix(air.Haze, 0.3).Darker(0.06)), new(0.6, s[1].Darker(0.2)),
                new(1, s[0].Mix(air.Near, 0.35).Darker(0.1))));
        canvas.Rectangle(-2, shore - 1.5, canvas.Width + 4, 3, s[3].Lighter(0.4), 0.5);
    }

    /// <summary>The path of light below the sun, and ripples elsewhere.</summary>
    public static void Glitter(Canvas canvas, Air air, Dice dice, double shore, double sunX, double spread)
    {
        var depth = canvas.Height - shore;
        using (canvas.Inside(new Outline().Move(0, shore).Line(canvas.Width, shore).Line(canvas.Width, canvas.Height).Line(0, canvas.Height).Close()))
            canvas.Ellipse(sunX, shore, 190, depth * 0.85, canvas.Soft(air.Glow, 0.38));
        for (var i = 0; i < 150; i++)
        {
            var t = Math.Pow(dice.Next(), 1.6);
            var length = (10 + 80 * t) * dice.Between(0.35, 1);
            var x = sunX + (dice.Next() + dice.Next() - 1) * (34 + depth * spread * t);
            Ripple(canvas, x, shore + 4 + t * depth, length, 0.9 + 3.4 * t, air.Sun, dice.Between(0.3, 0.9) * (1 - t * 0.5));
        }
        var (light, dark) = (air.Sky[3].Lighter(0.15), air.Near.Mix(air.Sky[0], 0.5));
        for (var i = 0; i < 120; i++)
        {
            var t = Math.Pow(dice.Next(), 1.3);
            Ripple(canvas, dice.Between(0, canvas.Width), shore + 6 + t * depth, (14 + 120 * t) * dice.Between(0.3, 1), 0.8 + 2.6 * t,
                dice.Chance(0.5) ? light : dark, dice.Between(0.08, 0.3));
        }
    }

    private static void Ripple(Canvas canvas, double x, double y, double length, double thickness, Colour colour, double opacity) =>
        canvas.Ellipse(x, y, length / 2, thickness / 2, colour, opacity);
}
