using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>A still life: a vase with a branch or flowers, and fruit beside it.</summary>
internal static class Vase
{
    public const string Words =
        "still life vase ceramic ceramics pottery bouquet interior table eucalyptus stillleben vase blumenvase keramik strauß blumenstrauß tisch innenraum " +
            "jug krug pitcher bowl schale home decor deko* flower *flowers *blumen rose roses rosen peony tulips tulpen";

    private const string Pots = "vase jug pitcher krug ceramic keramik* pottery bowl schale";
    private const string Flowers = "flower *flowers bouquet tulip rose roses peony peonies blume *blumen blumen* tulpe *strauß rosen";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var glaze = brief.ColourOf(Pots);
        var petals = brief.ColourOf(Flowers);
        var room = Room.Paint(canvas, brief, dice.For("room"), canvas.IsTall ? 0.74 : 0.7, glaze, petals);
        var clay = glaze ?? Colour.Hex(dice.Pick((room.Wall.L > 0.55 ? "#f2ede2 #c9774f #3f5560 #e5c9a8 #6f7f68" : "#d9cbb4 #b5653f #7f95a0").Split(' ')));
        var (x, foot) = (canvas.Width * (canvas.IsWide ? dice.Between(0.36, 0.46) : dice.Between(0.38, 0.48)), room.TableY + (canvas.Height - room.TableY)
            * 0.42);
        var (height, half) = (dice.Between(330, 400) * (canvas.IsTall ? 1.2 : 1), dice.Between(105, 135) * (canvas.IsTall ? 1.2 : 1));
        room.Shadow(canvas, x, foot, half * 1.1);
        var mouth = foot - height;
        if (brief.Says(Flowers))
            Bouquet(canvas, dice.For("flowers"), petals, x, mouth + 8, room);
        else
            Branches(canvas, dice.For("branches"), x, mouth + 8, dice.Chance(0.7) ? Colour.Hex("#6f8a5a") : Colour.Hex("#b08a4f"));
        Body(canvas, dice.For("vase"), x, foot, height, half, clay);
        FruitBeside(canvas, brief, dice.For("fruit"), room, x + half, foot);
        canvas.Fill(canvas.Radial(canvas.Width * 0.38, canvas.Height * 0.4, canvas.Width * 0.95, new(0.3, Colour.Black, 0),
            new(1, Colour.Hex("#20140c"), 0.34)));
    }

    /// <summary>Turned on a wheel: the same profile to both sides.</summary>
    private static void Body(Canvas canvas, Dice dice, double x, double foot, double height, double half, Colour clay)
    {
        (double T, double R)[] profile = dice.Whole(0, 3) switch
        {
            0 => [(0, 0.36), (0.06, 0.33), (0.22, 0.34), (0.4, 0.72), (0.62, 1), (0.84, 0.86), (0.97, 0.56), (1, 0.5)],
            1 => [(0, 0.5), (0.05, 0.46), (0.16, 0.5), (0.34, 0.88), (0.5, 1), (0.74, 0.84), (0.95, 0.52), (1, 0.48)],
            2 => [(0, 0.3), (0.05, 0.27), (0.3, 0.26), (0.5, 0.5), (0.7, 0.98), (0.86, 0.98), (0.98, 0.72), (1, 0.66)],
            _ => [(0, 0.62), (0.04, 0.58), (0.12, 0.64), (0.4, 0.92), (0.66, 0.9), (0.9, 0.62), (1, 0.54)],
        };
        var right = profile.Select(p => (x + half * p.R, foot - height + height * p.T)).ToList();
        var left = profile.Select(p => (x - half * p.R, foot - height + height * p.T)).Reverse().ToList();
        var (lip, bottom) = (half * profile[0].R, half * profile[^1].R);
        var outline = new Outline().Through(right).ArcOf(bottom, bottom * 0.2, x - bottom, foot).Through(left).Close();
        canvas.Path(outline, Room.Round(canvas, x, half, clay));
        using (canvas.Inside(outline))
        {
            canvas.Rectangle(x - half, foot - height * 0.3, half * 2, height * 0.32, canvas.Down(foot - height * 0.3, foot, new(0, clay.Darker(0.6), 0),
                new(1, clay.Darker(0.6), 0.3)));
            for (var i = 0; i < 70; i++)
                canvas.Circle(x + dice.Between(-half, half), foot - dice.Between(0, height), dice.Between(0.7, 2.2), clay.Darker(0.5), 0.18);
            if (dice.Chance(0.45))
                canvas.Rectangle(x - half, foot - height * 0.38, half * 2, height * 0.4, clay.Darker(0.45), 0.28);
        }
        canvas.Ellipse(x, foot - height, lip, lip * 0.2, clay.Darker(0.6));
        canvas.Stroke(new Outline().Move(x - lip, foot - height).ArcOf(lip, lip * 0.2, x + lip, foot - height, clockwise: false), clay.Lighter(0.35), 3.5);
    }

    private static void Branches(Canvas canvas, Dice dice, double x, double y, Colour green)
    {
        for (var i = 0; i < 5; i++)
        {
            var (lean, length) = (-70 + 35 * i + dice.Between(-14, 14), dice.Between(250, 400) * (i == 2 ? 1.1 : 0.92));
            var (tx, ty) = (x + Math.Sin(lean * Math.PI / 180) * length * 0.8, Math.Max(40, y - Math.Cos(lean * 0.6 * Math.PI / 180) * length));
            var (mx, my) = (x + (tx - x) * 0.22, y + (ty - y) * 0.6);
            canvas.Stroke(new Outline().Move(x, y).Quad(mx, my, tx, ty), green.Darker(0.4), 3.4);
            for (var leaf = 0; leaf < 13; leaf++)
            {
                var t = 0.24 + leaf * 0.06;
                var (px, py) = ((1 - t) * (1 - t) * x + 2 * t * (1 - t) * mx + t * t * tx, (1 - t) * (1 - t) * y + 2 * t * (1 - t) * my + t * t * ty);
                var along = Math.Atan2(2 * (1 - t) * (my - y) + 2 * t * (ty - my), 2 * (1 - t) * (mx - x) + 2 * t * (tx - mx)) * 180 / Math.PI;
                var tone = green.Mix(dice.Chance(0.5) ? green.Lighter(0.35) : green.Darker(0.3), dice.Next());
                Fruits.Leaf(canvas, px, py, dice.Between(38, 66) * (1.15 - t * 0.4), along + (leaf % 2 == 0 ? 1 : -1) * dice.Between(32, 62), tone);
            }
        }
    }

    private static void Bouquet(Canvas canvas, Dice dice, Colour? named, double x, double y, Room room)
    {
        Colour[] petals = named is { } hue ? [hue, hue.Lighter(0.2), hue.Darker(0.14)]
            : [.. dice.Pick(["#e8536a #f4a0b0 #f7d2cf", "#f2b33f #f7dc8a #e87f3f", "#d8d0f0 #9f8fd8 #f4f0fa", "#f7efe2 #f4c9b4 #e8967a"]).Split(' ')
            .Select(Colour.Hex)];
        var green = Colour.Hex("#5f7f4f");
        var heads = new List<(double X, double Y, double R)>();
        for (var i = 0; i < 13; i++)
        {
            var lean = (-62 + 124 * ((i * 0.618) % 1) + dice.Between(-6, 6)) * Math.PI / 180;
            var length = dice.Between(150, 330) * (1.15 - Math.Abs(lean) * 0.35);
            heads.Add((x + Math.Sin(lean) * length * 0.95, Math.Max(70, y - Math.Cos(lean) * length), dice.Between(44, 68)));
        }
        foreach (var (hx, hy, r) in heads)
        {
            canvas.Stroke(new Outline().Move(x, y).Quad(x + (hx - x) * 0.2, y + (hy - y) * 0.6, hx, hy), green.Darker(0.2), 4);
            Fruits.Leaf(canvas, x + (hx - x) * 0.5, y + (hy - y) * 0.62, r * 1.7, Math.Atan2(hy - y, hx - x) * 180 / Math.PI + (hx > x ? 34 : -34), green);
        }
        foreach (var (hx, hy, r) in heads.OrderBy(h => h.Y))
            Blossom(canvas, dice, hx, hy, r, dice.Pick(petals).Mix(room.Wall.Darker(0.5), room.Wall.L < 0.4 ? 0.18 : 0));
    }

    private static void Blossom(Canvas canvas, Dice dice, double x, double y, double r, Colour petal)
    {
        canvas.Ellipse(x + r * 0.12, y + r * 0.2, r * 1.25, r * 1.2, canvas.Soft(petal.Darker(0.75), 0.45));
        for (var ring = 0; ring < 4; ring++)
        {
            var (count, reach) = (9 - ring, r * (1 - ring * 0.23));
            for (var i = 0; i < count; i++)
            {
                using (canvas.At(x, y, 360.0 * i / count + ring * 23 + dice.Between(-7, 7)))
                {
                    var tone = petal.Lighter(0.12 * ring + dice.Between(0, 0.1)).Darker(ring == 3 ? 0.18 : 0);
                    canvas.Path(new Outline().Move(0, 0).Curve(-reach * 0.5, -reach * 0.4, -reach * 0.42, -reach, 0, -reach)
                        .Curve(reach * 0.42, -reach, reach * 0.5, -reach * 0.4, 0, 0).Close(),
                        canvas.Down(-reach, 0, new(0, tone.Lighter(0.22)), new(0.6, tone), new(1, tone.Darker(0.3))));
                }
            }
        }
        canvas.Circle(x, y, r * 0.13, Colour.Hex("#e8b54a").Darker(0.1));
    }

    private static void FruitBeside(Canvas canvas, Brief brief, Dice dice, Room room, double from, double foot)
    {
        var kinds = Fruits.Named(brief).Where(k => k is not FruitKind.Avocado).DefaultIfEmpty(dice.Pick([FruitKind.Pear, FruitKind.Peach, FruitKind.Apple]))
            .ToArray();
        var x = from + 70;
        for (var i = 0; i < 3; i++)
        {
            var kind = kinds[i % kinds.Length];
            var size = dice.Between(0.5, 0.66) * (kind is FruitKind.Plum or FruitKind.Strawberry or FruitKind.Cherry ? 0.72 : 1);
            var y = foot + (i == 1 ? 44 : dice.Between(-8, 20)) - 88 * size;
            room.Shadow(canvas, x, y + 90 * size, 88 * size);
            using (canvas.At(x, y, dice.Between(-13, 13), size))
                Fruits.Draw(canvas, dice, kind, Colour.White);
            x += 122 * size + dice.Between(26, 56);
        }
    }
}
