using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

internal enum FruitKind
{
    Lemon,
    Orange,
    Lime,
    Apple,
    Pear,
    Peach,
    Plum,
    Strawberry,
    Cherry,
    Avocado,
    CitrusSlice,
}

/// <summary>Fruit, drawn around 0,0 with a radius of 100; light comes from the upper left.</summary>
internal static class Fruits
{
    private static readonly (FruitKind Kind, string Words)[] Names =
    [
        (FruitKind.Lemon, "lemon zitrone citrus zitrus*"), (FruitKind.Orange, "orange oranges orangen tangerine mandarin* citrus zitrus* clementine apfelsine"),
        (FruitKind.Lime, "lime limette"), (FruitKind.Apple, "apple apples apfel äpfel"), (FruitKind.Pear, "pear birne"),
            (FruitKind.Peach, "peach pfirsich* apricot aprikose nectarine"),
        (FruitKind.Plum, "plum pflaume zwetschge fig feige"), (FruitKind.Strawberry, "strawberry strawberries erdbeer* berry berries beeren"),
        (FruitKind.Cherry, "cherry cherries kirsche"), (FruitKind.Avocado, "avocado*"),
    ];

    private static readonly FruitKind[][] Together =
    [
        [FruitKind.Lemon, FruitKind.CitrusSlice], [FruitKind.Orange, FruitKind.CitrusSlice], [FruitKind.Pear, FruitKind.Plum, FruitKind.Apple],
        [FruitKind.Strawberry, FruitKind.Cherry], [FruitKind.Peach, FruitKind.Plum], [FruitKind.Lime, FruitKind.Lemon, FruitKind.CitrusSlice],
            [FruitKind.Avocado, FruitKind.Lime],
    ];

    /// <summary>The kinds that a prompt names; a few that go together where it names none.</summary>
    public static FruitKind[] In(Brief brief, Dice dice)
    {
        var named = Named(brief);
        if (named.Length == 0)
            return dice.Pick(Together);
        return named.Any(k => k is FruitKind.Lemon or FruitKind.Orange or FruitKind.Lime) ? [.. named, FruitKind.CitrusSlice] : named;
    }

    public static FruitKind[] Named(Brief brief) => [.. Names.Where(n => brief.Says(n.Words)).Select(n => n.Kind)];

    public static Colour Skin(FruitKind kind) => Colour.Hex(kind switch
    {
        FruitKind.Lemon => "#f8d22f",
        FruitKind.Orange => "#f48a1f",
        FruitKind.Lime => "#8fc13f",
        FruitKind.Apple => "#cf3a33",
        FruitKind.Pear => "#bcc04a",
        FruitKind.Peach => "#f4a070",
        FruitKind.Plum => "#5a3a72",
        FruitKind.Strawberry => "#dc2f3c",
        FruitKind.Cherry => "#a81f33",
        FruitKind.Avocado => "#3f5a34",
        _ => "#fbd84a",
    });

    /// <param name="juice">The colour of a slice.</param>
    public static void Draw(Canvas canvas, Dice dice, FruitKind kind, Colour juice)
    {
        var skin = Skin(kind);
        switch (kind)
        {
            case FruitKind.CitrusSlice:
                Slice(canvas, juice);
                return;
            case FruitKind.Avocado:
                Avocado(canvas, skin);
                return;
            case FruitKind.Cherry:
                Cherries(canvas, skin);
                return;
            case FruitKind.Pear:
                Body(canvas, new Outline().Move(0, -118).Curve(30, -118, 36, -70, 50, -38).Curve(78, 4, 84, 96, 0, 98).Curve(-84, 96, -78, 4, -50, -38)
                    .Curve(-36, -70, -30, -118, 0, -118).Close(), skin);
                Dots(canvas, dice, skin.Darker(0.3), 30, 0.3);
                Stem(canvas, 0, -116, 8);
                return;
            case FruitKind.Apple:
                Body(canvas, new Outline().Move(0, -74).Curve(36, -104, 104, -82, 98, -4).Curve(92, 74, 40, 106, 0, 90).Curve(-40, 106, -92, 74, -98, -4)
                    .Curve(-104, -82, -36, -104, 0, -74).Close(), skin);
                canvas.Ellipse(0, -70, 26, 10, canvas.Soft(skin.Darker(0.7), 0.9));
                Stem(canvas, 0, -70, 6);
                Leaf(canvas, 6, -96, 62, -28, Colour.Hex("#5f9148"));
                return;
            case FruitKind.Strawberry:
                Strawberry(canvas, skin);
                return;
            case FruitKind.Lemon or FruitKind.Lime:
                Body(canvas, new Outline().Move(-118, 2).Curve(-100, -10, -96, -76, 0, -80).Curve(84, -80, 96, -22, 122, -6).Curve(128, 2, 122, 8, 116, 12)
                    .Curve(92, 30, 84, 80, 0, 80).Curve(-92, 78, -100, 18, -118, 2).Close(), skin);
                Dots(canvas, dice, skin.Darker(0.2), 34, 0.35);
                return;
            default:
                Body(canvas, new Outline().Move(-96, 0).Arc(96, 96, 0).Arc(96, -96, 0).Close(), skin);
                if (kind == FruitKind.Orange)
                    Dots(canvas, dice, skin.Darker(0.25), 46, 0.35);
                else
                    canvas.Stroke(new Outline().Move(8, -94).Curve(34, -40, 32, 40, 4, 92), skin.Darker(0.3), 5, 0.5);
                Stem(canvas, 4, -92, 5, 14);
                return;
        }
    }

    public static void Leaf(Canvas canvas, double x, double y, double length, double turn, Colour green)
    {
        using (canvas.At(x, y, turn))
        {
            var half = length * 0.27;
            canvas.Path(new Outline().Move(0, 0).Curve(length * 0.25, -half * 1.5, length * 0.75, -half * 1.1, length, 0).Line(0, 0).Close(),
                green.Lighter(0.16));
            canvas.Path(new Outline().Move(0, 0).Curve(length * 0.25, half * 1.5, length * 0.75, half * 1.1, length, 0).Line(0, 0).Close(), green.Darker(0.16));
            canvas.Stroke(new Outline().Move(0, 0).Line(length * 0.95, 0), green.Lighter(0.45), length * 0.018, 0.7);
            for (var vein = 1; vein < 6; vein++)
            {
                var at = length * vein / 7.0;
                var reach = half * 0.8 * Math.Sin(Math.PI * (vein + 0.6) / 7.4);
                canvas.Stroke(new Outline().Move(at, 0).Line(at + length * 0.11, -reach).Move(at, 0).Line(at + length * 0.11, reach), green.Lighter(0.4),
                    length * 0.008, 0.5);
            }
        }
    }

    private static void Body(Canvas canvas, Outline outline, Colour skin)
    {
        canvas.Path(outline, canvas.Radial(-34, -40, 175, new(0, skin.Lighter(0.42)), new(0.28, skin.Lighter(0.1)), new(0.58, skin),
            new(0.86, skin.Darker(0.32)), new(1, skin.Darker(0.45))));
        using (canvas.Inside(outline))
        {
            canvas.Ellipse(46, 74, 80, 40, canvas.Soft(skin.Lighter(0.5), 0.25));
            canvas.Ellipse(-38, -44, 26, 17, canvas.Soft(Colour.White, 0.7));
        }
    }

    private static void Dots(Canvas canvas, Dice dice, Colour colour, int count, double opacity)
    {
        for (var i = 0; i < count; i++)
        {
            var (angle, off) = (dice.Between(0, Math.Tau), 66 * Math.Sqrt(dice.Next()));
            canvas.Circle(Math.Cos(angle) * off, Math.Sin(angle) * off, dice.Between(0.8, 2), colour, opacity);
        }
    }

    private static void Stem(Canvas canvas, double x, double y, double width, double length = 34) =>
        canvas.Stroke(new Outline().Move(x, y + 6).Quad(x + 2, y - length * 0.5, x + length * 0.4, y - length), Colour.Hex("#5b4028"), width);

    private static void Slice(Canvas canvas, Colour juice)
    {
        canvas.Circle(0, 0, 92, juice.Darker(0.08));
        canvas.Circle(0, 0, 86, Colour.Hex("#fff6da"));
        for (var wedge = 0; wedge < 9; wedge++)
        {
            using (canvas.At(0, 0, wedge * 40))
            {
                canvas.Path(new Outline().Move(0, -9).Line(-24, -68).Quad(-22, -77, -12, -78).Line(12, -78).Quad(22, -77, 24, -68).Close(),
                    canvas.Down(-78, -5, new(0, juice), new(1, juice.Lighter(0.35))));
                canvas.Stroke(new Outline().Move(-8, -62).Line(-3, -34).Move(7, -66).Line(4, -42), juice.Lighter(0.5), 2, 0.7);
            }
        }
    }

    private static void Strawberry(Canvas canvas, Colour skin)
    {
        Body(canvas, new Outline().Move(0, 108).Curve(-46, 84, -92, 10, -78, -44).Curve(-64, -82, 64, -82, 78, -44).Curve(92, 10, 46, 84, 0, 108).Close(),
            skin);
        for (var row = 0; row < 7; row++)
        {
            var (y, half) = (-42 + row * 21, 62 - row * row * 1.25);
            for (var i = 0; i < 6 - row / 2; i++)
                canvas.Ellipse(-half + 2 * half * (i + 0.5 * (row % 2) + 0.25) / (6 - row / 2.0), y, 2.6, 4.4, Colour.Hex("#f9d97a"), 0.85);
        }
        for (var leaf = 0; leaf < 6; leaf++)
            Leaf(canvas, 0, -62, 52, -160 + leaf * 28 + (leaf > 2 ? 20 : 0), Colour.Hex("#4f8f45"));
        Stem(canvas, 0, -66, 7, 26);
    }

    private static void Cherries(Canvas canvas, Colour skin)
    {
        canvas.Stroke(new Outline().Move(-46, 20).Quad(-30, -70, 24, -122), Colour.Hex("#6f8a3a"), 4.5);
        canvas.Stroke(new Outline().Move(52, 36).Quad(54, -50, 24, -122), Colour.Hex("#6f8a3a"), 4.5);
        Leaf(canvas, 24, -120, 74, 18, Colour.Hex("#5f9148"));
        foreach (var (x, y) in new[] { (-46.0, 52.0), (54.0, 66.0) })
        {
            using (canvas.At(x, y, 0, 0.5))
                Body(canvas, new Outline().Move(-96, 0).Arc(96, 96, 0).Arc(96, -96, 0).Close(), skin);
        }
    }

    private static void Avocado(Canvas canvas, Colour skin)
    {
        Outline Shape(double s) => new Outline().Move(0, -122 * s).Curve(40 * s, -122 * s, 46 * s, -62 * s, 62 * s, -22 * s)
            .Curve(94 * s, 40 * s, 60 * s, 104 * s, 0, 104 * s)
            .Curve(-60 * s, 104 * s, -94 * s, 40 * s, -62 * s, -22 * s).Curve(-46 * s, -62 * s, -40 * s, -122 * s, 0, -122 * s).Close();
        canvas.Path(Shape(1), skin);
        canvas.Path(Shape(0.93), Colour.Hex("#9fbf5a"));
        canvas.Path(Shape(0.84), canvas.Radial(0, 20, 120, new(0, Colour.Hex("#f4efae")), new(0.7, Colour.Hex("#e2e48f")), new(1, Colour.Hex("#bcd070"))));
        var stone = Colour.Hex("#7a4a2b");
        canvas.Circle(0, 34, 43, canvas.Radial(-14, 18, 64, new(0, stone.Lighter(0.45)), new(0.5, stone), new(1, stone.Darker(0.5))));
    }
}
