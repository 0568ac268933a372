using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>Fruit on coloured paper, seen from above in hard sun.</summary>
internal static class FlatLay
{
    public const string Words =
        "fruit food lemon oranges! lime apple apples pear peaches! plum strawberry strawberries cherry cherries berry berries avocado citrus kitchen " +
            "recipe healthy vegan obst frucht früchte zitrone orangen! limette apfel " +
        "äpfel birne pfirsich* pflaume erdbeer* kirsche beere beeren essen küche rezept* gesund* zitrus* flatlay";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var kinds = Fruits.In(brief, dice);
        var paper = Paper(brief, dice, kinds);
        canvas.Fill(canvas.Line(0, 0, canvas.Width, canvas.Height, new(0, paper.Lighter(0.12)), new(1, paper.Darker(0.05))));
        var slope = dice.Between(-0.35, 0.35);
        var middle = canvas.Height * dice.Between(0.42, 0.6);
        canvas.Polygon(paper.Darker(0.1), (-5, middle - slope * canvas.Width / 2), (canvas.Width + 5, middle + slope * canvas.Width / 2),
            (canvas.Width + 5, canvas.Height + 5), (-5, canvas.Height + 5));
        var juice = Juice(kinds);
        foreach (var ((x, y, r), i) in Places(canvas, dice.For("places")).Select((p, i) => (p, i)))
        {
            if (i % 6 == 5)
            {
                Shadow(canvas, paper, x, y, r * 0.55);
                using (canvas.At(x, y, dice.Between(0, 360), r / 100))
                    Fruits.Leaf(canvas, -80, 0, 165, 0, Colour.Hex("#4f8a46"));
                continue;
            }
            var kind = i < kinds.Length ? kinds[i] : dice.Pick(kinds);
            var size = r / 100 * (kind is FruitKind.CitrusSlice ? 0.92 : kind is FruitKind.Pear or FruitKind.Avocado ? 0.84 : 0.9);
            var (low, wide) = kind switch { FruitKind.Cherry => (0.35, 0.62), FruitKind.CitrusSlice => (0, 0.9), _ => (0, 0.97) };
            Shadow(canvas, paper, x, y + r * low, r * wide);
            var turn = kind is FruitKind.Cherry or FruitKind.Apple or FruitKind.Strawberry ? dice.Between(-28, 28) : dice.Between(-55, 55);
            using (canvas.At(x, y, turn, size))
                Fruits.Draw(canvas, dice, kind, juice);
        }
        canvas.Fill(canvas.Radial(canvas.Width * 0.3, canvas.Height * 0.25, canvas.Width, new(0, Colour.White, 0.16), new(0.5, Colour.White, 0),
            new(1, Colour.Black, 0.16)));
    }

    /// <summary>The background that was named, else one opposite to the fruit.</summary>
    private static Colour Paper(Brief brief, Dice dice, FruitKind[] kinds)
    {
        var skin = Fruits.Skin(kinds[0]);
        var named = brief.Colours.Where(c => double.Hypot(c.A - skin.A, c.B - skin.B) > 0.08 || Math.Abs(c.L - skin.L) > 0.25).ToList();
        if (named.Count > 0)
            return named[0].Lighter(0.12);
        return Colour.Hex(dice.Pick((kinds[0] switch
        {
            FruitKind.Lemon or FruitKind.Lime or FruitKind.Pear => "#f2a097 #8fc4d8 #f4b8c4 #7fb8a8",
            FruitKind.Orange or FruitKind.Peach => "#8fc4d8 #3f6f9f #f6d9a8 #7fb8a8",
            FruitKind.Avocado => "#f4c9b0 #f2d9a0 #e8a88f",
            _ => "#f4dcc0 #a8cfc4 #f6c9c4 #c4d4e4",
        }).Split(' ')));
    }

    private static Colour Juice(FruitKind[] kinds) =>
        kinds.Contains(FruitKind.Orange) ? Colour.Hex("#f8992b") : kinds.Contains(FruitKind.Lime) && !kinds.Contains(FruitKind.Lemon) ? Colour.Hex("#a9cf4f")
            : Colour.Hex("#fbd63f");

    private static List<(double X, double Y, double R)> Places(Canvas canvas, Dice dice)
    {
        var places = new List<(double X, double Y, double R)>();
        for (var tries = 0; tries < 900 && places.Count < 15; tries++)
        {
            var r = places.Count switch { < 2 => dice.Between(165, 205), < 6 => dice.Between(110, 150), _ => dice.Between(70, 100) };
            var (x, y) = (dice.Between(0.02, 0.98) * canvas.Width, dice.Between(0.04, 0.96) * canvas.Height);
            if (places.TrueForAll(p => double.Hypot(p.X - x, p.Y - y) > (p.R + r) * 1.13 + 12))
                places.Add((x, y, r));
        }
        return places;
    }

    private static void Shadow(Canvas canvas, Colour paper, double x, double y, double r)
    {
        var dark = paper.Darker(0.62);
        canvas.Ellipse(x + r * 0.34, y + r * 0.4, r * 1.22, r * 1.1, canvas.Soft(dark, 0.55));
        canvas.Ellipse(x + r * 0.13, y + r * 0.16, r * 1.06, r * 1.0, canvas.Soft(dark, 0.75));
    }
}
