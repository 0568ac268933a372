using Rankion.Core.Generation.Sketch.Drawing;

namespace Rankion.Core.Generation.Sketch.Retouching;

/// <summary>Draws what lies over a picture: light, weather, a caption.</summary>
internal static class Overlay
{
    /// <summary>Null where there is nothing to lay over.</summary>
    public static string? Draw(Retouch retouch, PixelSize size, Dice dice)
    {
        if (retouch is { Overlays: Overlays.None, Caption: null })
            return null;
        var canvas = new Canvas(size);
        if (retouch.Overlays.HasFlag(Overlays.Stars))
            Stars(canvas, dice);
        if (retouch.Overlays.HasFlag(Overlays.SunGlow))
            SunGlow(canvas, dice);
        if (retouch.Overlays.HasFlag(Overlays.Fog))
            Fog(canvas, dice);
        if (retouch.Overlays.HasFlag(Overlays.Rain))
            Rain(canvas, dice);
        if (retouch.Overlays.HasFlag(Overlays.Snow))
            Snow(canvas, dice);
        if (retouch.Overlays.HasFlag(Overlays.Vignette))
            Vignette(canvas);
        if (retouch.Caption is { } caption)
            Headline.Write(canvas, caption, 76);
        return canvas.ToSvg();
    }

    private static void Stars(Canvas canvas, Dice dice)
    {
        for (var i = 0; i < 90; i++)
        {
            var t = Math.Pow(dice.Next(), 1.8);
            canvas.Circle(dice.Between(0, canvas.Width), canvas.Height * 0.42 * t, 0.7 + 1.6 * Math.Pow(dice.Next(), 5), Colour.White, (1 - t)
                * dice.Between(0.3, 0.9));
        }
    }

    private static void SunGlow(Canvas canvas, Dice dice)
    {
        var (x, y, reach) = (canvas.Width * (dice.Chance(0.5) ? 0.08 : 0.92), canvas.Height * 0.12, Math.Max(canvas.Width, canvas.Height) * 0.95);
        var light = Colour.Hex("#ffe2a6");
        canvas.Fill(canvas.Radial(x, y, reach, new(0, light.Lighter(0.5), 0.6), new(0.18, light, 0.38), new(0.5, light, 0.12), new(1, light, 0)));
    }

    private static void Fog(Canvas canvas, Dice dice)
    {
        var veil = Colour.Hex("#e9edec");
        canvas.Fill(canvas.Down(0, canvas.Height, new(0, veil, 0.35), new(0.45, veil, 0.62), new(0.75, veil, 0.45), new(1, veil, 0.15)));
        for (var i = 0; i < 16; i++)
            canvas.Ellipse(dice.Between(0, canvas.Width), canvas.Height * dice.Between(0.3, 0.9), dice.Between(200, 520), dice.Between(40, 130),
                canvas.Soft(veil, dice.Between(0.2, 0.5)));
    }

    private static void Rain(Canvas canvas, Dice dice)
    {
        for (var i = 0; i < 320; i++)
        {
            var (x, y, length) = (dice.Between(-40, canvas.Width + 40), dice.Between(-60, canvas.Height), dice.Between(22, 90));
            canvas.Stroke(new Outline().Move(x, y).Line(x - length * 0.18, y + length), Colour.Hex("#e2ecf2"), dice.Between(0.8, 1.8),
                dice.Between(0.12, 0.45));
        }
    }

    private static void Snow(Canvas canvas, Dice dice)
    {
        for (var i = 0; i < 340; i++)
            canvas.Circle(dice.Between(0, canvas.Width), dice.Between(0, canvas.Height), 1.2 + 8 * Math.Pow(dice.Next(), 5), Colour.White,
                dice.Between(0.4, 0.95));
    }

    private static void Vignette(Canvas canvas)
    {
        var reach = double.Hypot(canvas.Width, canvas.Height) / 2;
        canvas.Fill(canvas.Radial(canvas.Width / 2, canvas.Height / 2, reach, new(0.45, Colour.Black, 0), new(0.75, Colour.Black, 0.22),
            new(1, Colour.Black, 0.62)));
    }
}
