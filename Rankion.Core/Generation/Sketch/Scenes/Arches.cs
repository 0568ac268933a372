using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>A gate in a plastered wall with stairs beside it, and the sea behind.</summary>
internal static class Arches
{
    public const string Words = "arch arches architecture door gate stair stairs staircase column temple villa house courtyard facade window bogen " +
        "torbogen architektur tür treppe säule haus terrasse fassade fenster marokko morocco greece griechenland santorini mediterranean surreal* dream* traum*";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var air = Air.For(brief with { Colours = [] }, dice, Light.Day, Light.Golden);
        var plaster = (brief.Colours.Count > 0 ? brief.Colours[0] : Colour.Hex(dice.Pick(["#f0b7a0", "#eac9a4", "#d9a38f", "#e6dccb", "#c9a0b4"])))
            .Mix(air.Near, air.IsNight ? 0.55 : air.Light == Light.Day ? 0 : 0.12);
        var inner = brief.Colours.Count > 1 ? brief.Colours[1] : plaster.Darker(0.32).Saturated(1.35);
        var floor = canvas.Height * 0.8;
        canvas.Fill(canvas.Line(0, 0, canvas.Width, floor, new(0, plaster.Lighter(0.2)), new(1, plaster.Darker(0.06))));
        var left = dice.Chance(0.5);
        var (x, half, spring) = (canvas.Width * (left ? 0.36 : 0.64), Math.Min(canvas.Width * 0.24, 250.0), canvas.Height * 0.42);
        Disc(canvas, air, canvas.Width - x, canvas.Height * 0.2, plaster);
        Gate(canvas, air, dice.For("view"), x, half, spring, floor, inner);
        canvas.Rectangle(-2, floor, canvas.Width + 4, canvas.Height - floor + 4, canvas.Down(floor, canvas.Height, new(0, plaster.Darker(0.14)),
            new(1, plaster.Lighter(0.14))));
        var glow = plaster.Lighter(0.5);
        canvas.Polygon(canvas.Down(floor, canvas.Height, new(0, glow, 0.75), new(1, glow, 0.1)),
            (x - half * 0.72, floor), (x + half * 0.72, floor), (x + half * 0.72 + (left ? 170 : -170), canvas.Height),
                (x - half * 0.72 + (left ? 170 : -170), canvas.Height));
        Stairs(canvas, x + (left ? half + 55 : -half - 55), floor, left ? 1 : -1, plaster);
        Agave(canvas, dice.For("agave"), x + (left ? half + 95 : -half - 95), canvas.Height * 0.9);
        canvas.Fill(canvas.Line(0, 0, canvas.Width, canvas.Height, new(0, Colour.White, 0.16), new(0.55, Colour.White, 0), new(1, plaster.Darker(0.7), 0.24)));
    }

    private static void Disc(Canvas canvas, Air air, double x, double y, Colour plaster)
    {
        canvas.Circle(x, y, 190, canvas.Soft(air.Sun, 0.4));
        canvas.Circle(x, y, 78, plaster.Lighter(0.72));
    }

    private static Outline Opening(double x, double half, double spring, double floor) =>
        new Outline().Move(x - half, floor).Line(x - half, spring).Arc(half, x + half, spring).Line(x + half, floor).Close();

    /// <summary>Three frames, one inside the other, and the view through the last.</summary>
    private static void Gate(Canvas canvas, Air air, Dice dice, double x, double half, double spring, double floor, Colour inner)
    {
        canvas.Path(Opening(x + 20, half + 6, spring + 14, floor), inner.Darker(0.6), 0.16);
        canvas.Path(Opening(x, half, spring, floor), canvas.Across(x - half, x + half, new(0, inner.Darker(0.18)), new(1, inner.Lighter(0.12))));
        canvas.Path(Opening(x + half * 0.07, half * 0.86, spring + half * 0.1, floor), canvas.Across(x - half, x + half, new(0, inner.Lighter(0.34)),
            new(1, inner.Lighter(0.06))));
        var view = Opening(x + half * 0.14, half * 0.7, spring + half * 0.22, floor);
        using (canvas.Inside(view))
        {
            var horizon = floor - (floor - spring) * 0.36;
            canvas.Rectangle(x - half, spring - half, half * 2.2, floor - spring + half, canvas.Down(spring - half, horizon, new(0, air.Sky[0]),
                new(0.5, air.Sky[1]), new(1, air.Sky[3])));
            canvas.Circle(x + half * 0.2, spring + half * 0.42, half * 0.16, air.Sun);
            var sea = Colour.Hex("#2a8fa3").Mix(air.Sky[1], 0.3).Mix(air.Near, air.IsNight ? 0.5 : 0);
            var noise = new Noise(dice, 3);
            canvas.Path(Mountains.Ground(canvas, px => horizon - 12 - Math.Abs(noise.At(px / 130)) * 46, 10), air.Hill(0.3).Tinted(sea, 0.5));
            canvas.Rectangle(x - half, horizon, half * 2.2, floor - horizon + 4, canvas.Down(horizon, floor, new(0, sea.Lighter(0.35)),
                new(1, sea.Darker(0.1))));
            for (var i = 0; i < 16; i++)
                canvas.Ellipse(x + dice.Between(-half, half), horizon + dice.Between(4, floor - horizon), dice.Between(10, 40), 1.4, Colour.White, 0.35);
        }
    }

    private static void Stairs(Canvas canvas, double x, double floor, int direction, Colour plaster)
    {
        const int Steps = 12;
        for (var i = Steps - 1; i >= 0; i--)
        {
            var (from, top) = (x + direction * i * 52, floor - (i + 1) * 40);
            var to = direction > 0 ? canvas.Width + 10 : -10;
            canvas.Rectangle(Math.Min(from, to), top, Math.Abs(to - from), floor - top + 2, plaster.Darker(0.05 + 0.012 * (Steps - i)));
            canvas.Rectangle(Math.Min(from, to), top, Math.Abs(to - from), 9, plaster.Lighter(0.35));
            canvas.Rectangle(direction > 0 ? from : from - 7, top, 7, 40, plaster.Darker(0.26));
        }
    }

    private static void Agave(Canvas canvas, Dice dice, double x, double foot)
    {
        var clay = Colour.Hex("#b3502f");
        canvas.Ellipse(x + 60, foot, 120, 17, canvas.Soft(Colour.Hex("#2a1208"), 0.6));
        for (var leaf = 0; leaf < 11; leaf++)
        {
            var lean = -78 + leaf * 15.6 + dice.Between(-4, 4);
            using (canvas.At(x, foot - 84, lean))
            {
                var (length, green) = (dice.Between(120, 168), Colour.Hex(leaf % 2 == 0 ? "#3f7f5f" : "#569a6c"));
                canvas.Path(new Outline().Move(-13, 4).Quad(-20, -length * 0.5, 0, -length).Quad(20, -length * 0.5, 13, 4).Close(),
                    canvas.Across(-18, 18, new(0, green.Lighter(0.25)), new(1, green.Darker(0.3))));
            }
        }
        canvas.Path(new Outline().Move(x - 46, foot - 88).Line(x - 34, foot).Line(x + 34, foot).Line(x + 46, foot - 88).Close(),
            Room.Round(canvas, x, 46, clay));
        canvas.Rectangle(x - 51, foot - 96, 102, 18, Room.Round(canvas, x, 51, clay.Lighter(0.08)), 1, 3);
    }
}
