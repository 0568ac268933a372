using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>Ranges of hills that fade into the distance, with a lake where one is asked for.</summary>
internal static class Mountains
{
    public const string Words = "mountain *mountains hill ridge alp alps alpine summit peak valley *berg *bergen *gebirge* gipfel alpen* *tal hügel* " +
        "landscape landschaft* lake *see cabin hütte* hike wander* nature natur balloon *ballon valleys";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var air = Air.For(brief, dice, Light.Dawn, Light.Golden, Light.Night, Light.Dusk, Light.Day);
        var lake = brief.Says("lake *see water wasser reflection spiegel* fjord*");
        var horizon = canvas.Height * (lake ? 0.62 : dice.Between(0.5, 0.6));
        Sky.Paint(canvas, air, horizon);
        if (air.IsNight)
            Sky.Stars(canvas, dice.For("stars"), horizon, 170);
        var sunX = canvas.Width * (dice.Chance(0.5) ? dice.Between(0.2, 0.38) : dice.Between(0.62, 0.8));
        Sky.Sun(canvas, air, sunX, horizon * dice.Between(0.35, 0.62), air.IsNight ? 34 : 44);
        if (air.Light == Light.Day && air.Weather == Weather.Clear)
            Sky.Heaps(canvas, air, dice.For("clouds"), horizon, 3);
        else
            Sky.Streaks(canvas, air, dice.For("clouds"), horizon, 5);
        if (brief.Says("alp alps alpine summit peak gipfel alpen* matterhorn snow* *schnee* rock* fels*") || dice.Chance(0.35))
            Peaks(canvas, air, dice.For("peaks"), horizon);
        Ranges(canvas, air, dice.For("ranges"), horizon, lake ? horizon + 18 : canvas.Height, lake ? 4 : dice.Whole(6, 7));
        if (lake)
            Water.Lake(canvas, air, dice.For("lake"), horizon + 18, sunX);
        Foreground(canvas, air, brief, dice.For("front"), lake);
        Things.Balloons(canvas, brief, dice.For("balloons"), horizon);
        if (!air.IsNight)
            Sky.Birds(canvas, dice.For("birds"), air.Near.Mix(air.Haze, 0.3), canvas.Width - sunX, horizon * 0.5, dice.Whole(3, 6));
        Sky.Veil(canvas, air, dice.For("weather"), horizon);
    }

    /// <summary>Steep rock with a lit and a shaded side, and snow on top.</summary>
    private static void Peaks(Canvas canvas, Air air, Dice dice, double horizon)
    {
        var (rock, lit) = (air.Hill(0.3), air.Hill(0.12).Mix(air.Glow, 0.35));
        var snow = air.IsNight ? air.Sky[3].Lighter(0.5) : air.Glow.Lighter(0.55);
        var main = dice.Between(0.3, 0.7);
        foreach (var (at, tall) in dice.Shuffle([(main - 0.42, 0.6), (main + 0.4, 0.66), (main - 0.2, 0.72), (main + 0.17, 0.56)]).Append((main, 1.0)))
        {
            var (x, height) = (canvas.Width * (at + dice.Between(-0.04, 0.04)), tall * dice.Between(340, 430));
            var half = height * dice.Between(0.85, 1.15);
            var (top, foot, lean) = (horizon + 40 - height, horizon + 60, dice.Between(-40, 40));
            var left = Edge(dice, (x, top), (x - half, foot));
            var ridge = Edge(dice, (x, top), (x + lean, foot), wide: 26);
            var right = Edge(dice, (x, top), (x + half, foot));
            canvas.Path(Between(left, ridge), canvas.Down(top, foot, new(0, lit), new(1, air.Haze)));
            canvas.Path(Between(ridge, right), canvas.Down(top, foot, new(0, rock), new(1, air.Haze)));
            SnowCap(canvas, dice, left, ridge, top, height, snow);
            SnowCap(canvas, dice, ridge, right, top, height, snow.Mix(rock, 0.42));
        }
    }

    private static void SnowCap(Canvas canvas, Dice dice, List<(double X, double Y)> left, List<(double X, double Y)> right, double top, double height,
        Colour snow)
    {
        var line = top + height * dice.Between(0.24, 0.4);
        var (a, b) = (left.TakeWhile(p => p.Y < line).ToList(), right.TakeWhile(p => p.Y < line).ToList());
        var outline = new Outline().Move(a[0].X, a[0].Y);
        foreach (var (x, y) in a.Skip(1))
            outline.Line(x, y);
        var (from, to) = (a[^1], b[^1]);
        for (var i = 1; i < 6; i++)
        {
            var t = (i + dice.Between(-0.3, 0.3)) / 6;
            outline.Line(from.X + (to.X - from.X) * t, from.Y + (to.Y - from.Y) * t + (i % 2 == 0 ? -0.06 : 0.06) * height * dice.Between(0.3, 1.3));
        }
        foreach (var (x, y) in Enumerable.Reverse(b))
            outline.Line(x, y);
        canvas.Path(outline.Close(), snow, 0.92);
    }

    private static List<(double X, double Y)> Edge(Dice dice, (double X, double Y) from, (double X, double Y) to, double wide = 12) =>
        [.. Enumerable.Range(0, 25).Select(i => i / 24.0).Select(t =>
            (from.X + (to.X - from.X) * t + dice.Between(-wide, wide) * Math.Min(1, t * 6) * (1 - t * 0.3), from.Y + (to.Y - from.Y) * Math.Pow(t, 0.92)))];

    private static Outline Between(List<(double X, double Y)> left, List<(double X, double Y)> right)
    {
        var outline = new Outline().Move(left[0].X, left[0].Y);
        foreach (var (x, y) in left.Skip(1).Concat(Enumerable.Reverse(right)))
            outline.Line(x, y);
        return outline.Close();
    }

    private static void Ranges(Canvas canvas, Air air, Dice dice, double from, double to, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var t = (double)i / Math.Max(1, count - 1);
            var baseY = from - 40 + (to - from) * Math.Pow(t, 1.25) * (to == canvas.Height ? 0.86 : 0.75);
            var height = (to == canvas.Height ? 95 : 70) * (0.65 + 0.7 * t);
            var noise = new Noise(dice.For($"range {i}"), 5, 0.38 + 0.1 * dice.Next());
            var colour = air.Hill(0.1 + 0.9 * Math.Pow(t, 1.15));
            var foot = colour.Mix(air.Haze.Mix(air.Sky[3], 0.5), 0.5 * (1 - t * 0.6));
            canvas.Path(Ground(canvas, x => baseY + noise.At(x / (330 - 70 * t) + 7) * height, 7), canvas.Down(baseY - height, baseY + 190, new(0, colour),
                new(1, foot)));
        }
    }

    private static void Foreground(Canvas canvas, Air air, Brief brief, Dice dice, bool lake)
    {
        var noise = new Noise(dice, 3);
        var baseY = canvas.Height * (lake ? 0.94 : 0.93);
        double At(double x) => baseY + noise.At(x / 420) * 45;
        var dark = air.Near.Darker(0.25);
        for (var i = 0; i < canvas.Width / 16; i++)
        {
            var x = dice.Between(0, canvas.Width);
            var cluster = noise.At(x / 180 + 40);
            if (cluster > -0.1)
                Things.Pine(canvas, dice, x, At(x) + 14, 38 + 75 * Math.Max(0, cluster + 0.2) + dice.Between(0, 26), dark);
        }
        if (brief.Says("cabin hütte* house haus hut chalet"))
        {
            var x = canvas.Width * dice.Between(0.55, 0.72);
            Things.Cabin(canvas, x, At(x + 50) - 2, 100, air);
        }
        canvas.Path(Ground(canvas, At, 12), dark);
    }

    /// <summary>Everything below a line, down to the canvas's edge.</summary>
    internal static Outline Ground(Canvas canvas, Func<double, double> at, double step)
    {
        var outline = new Outline().Move(-5, canvas.Height + 5);
        for (var x = -5.0; x <= canvas.Width + 5 + step; x += step)
            outline.Line(x, at(x));
        return outline.Line(canvas.Width + 5 + step, canvas.Height + 5).Close();
    }
}
