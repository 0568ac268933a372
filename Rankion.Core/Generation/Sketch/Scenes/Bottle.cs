using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>A product on a plinth, with the shadow of leaves on the wall.</summary>
internal static class Bottle
{
    public const string Words =
        "bottle product perfume cosmetic cosmetics serum cream oil soap skincare shampoo packaging mockup jar wine beer flasche produkt* parfum* kosmetik* " +
            "seife creme öl verpackung* wein bier flakon podium plinth advertisement werbung";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var glass = brief.ColourOf("bottle flasche jar perfume parfum flakon glass glas")
            ?? Colour.Hex(dice.Pick(["#b06a26", "#3f6f5a", "#2f4f6f", "#8a4f6a", "#d9c3a4"]));
        var wall = brief.Colours.LastOrDefault(c => c != glass, Colour.Hex(dice.Pick(["#dfe4dc", "#efdccb", "#dbe3ea", "#eadbe0", "#e7dfc8"])))
            .Mix(Colour.White, 0.25);
        var floor = canvas.Height * 0.8;
        canvas.Fill(canvas.Radial(canvas.Width * 0.35, canvas.Height * 0.25, Math.Max(canvas.Width, canvas.Height), new(0, wall.Lighter(0.5)), new(0.5, wall),
            new(1, wall.Darker(0.25))));
        canvas.Rectangle(-2, floor, canvas.Width + 4, canvas.Height - floor + 4, canvas.Down(floor, canvas.Height, new(0, wall.Darker(0.08)),
            new(0.4, wall.Lighter(0.3)), new(1, wall.Darker(0.12))));
        LeafShadows(canvas, dice.For("leaves"), wall.Darker(0.5));
        var (x, top) = (canvas.Width * (canvas.IsWide ? 0.5 : 0.48), canvas.Height * 0.8);
        using (canvas.At(x, top, 0, canvas.IsTall ? 1.3 : 1))
        {
            Plinth(canvas, 0, 0, 245, wall);
            var draw = brief.Says("wine beer wein bier oil öl") ? Tall : brief.Says("perfume parfum* flakon") ? Flask : brief.Says("cream creme jar") ? Jar
                : dice.Pick<Product>([Dropper, Tall, Flask]);
            draw(canvas, 0, 0, glass, brief.Lettering);
        }
        canvas.Fill(canvas.Line(0, 0, canvas.Width, canvas.Height, new(0, Colour.White, 0.18), new(0.5, Colour.White, 0), new(1, Colour.Black, 0.14)));
    }

    private delegate void Product(Canvas canvas, double x, double foot, Colour glass, string? name);

    private static void LeafShadows(Canvas canvas, Dice dice, Colour shade)
    {
        foreach (var side in new[] { -1, 1 })
        {
            var (x, y) = (canvas.Width / 2 + side * canvas.Width * dice.Between(0.46, 0.6), canvas.Height * dice.Between(0.4, 0.62));
            var turn = side > 0 ? dice.Between(-140, -118) : dice.Between(-62, -40);
            using (canvas.At(x, y, turn, 1.15))
            {
                for (var leaf = 0; leaf < 26; leaf++)
                {
                    var (t, up) = (leaf / 26.0, leaf % 2 == 0 ? 1 : -1);
                    var length = 190 * Math.Sin(Math.PI * (0.2 + 0.75 * t));
                    using (canvas.At(t * 430, 14 * Math.Sin(t * 3), up * (64 - 34 * t)))
                    {
                        for (var soft = 0; soft < 3; soft++)
                            canvas.Path(new Outline().Move(0, 0).Quad(length * 0.4, -17 - soft * 5, length + soft * 6, 0)
                                .Quad(length * 0.4, 17 + soft * 5, 0, 0).Close(), shade, 0.05);
                    }
                }
            }
        }
    }

    private static void Plinth(Canvas canvas, double x, double y, double half, Colour wall)
    {
        var (white, depth, height) = (wall.Lighter(0.72), half * 0.2, 92);
        canvas.Ellipse(x + half * 0.28, y + height + depth * 0.4, half * 1.4, depth * 1.3, canvas.Soft(wall.Darker(0.7), 0.5));
        canvas.Path(new Outline().Move(x - half, y).Line(x - half, y + height).ArcOf(half, depth, x + half, y + height, clockwise: false).Line(x + half, y)
            .Close(),
            canvas.Across(x - half, x + half, new(0, white.Darker(0.1)), new(0.3, white.Lighter(0.5)), new(1, white.Darker(0.26))));
        canvas.Ellipse(x, y, half, depth, canvas.Across(x - half, x + half, new(0, white.Lighter(0.6)), new(1, white.Darker(0.05))));
        canvas.Ellipse(x + 46, y + 6, 165, 27, canvas.Soft(wall.Darker(0.8), 0.6));
    }

    private static void Dropper(Canvas canvas, double x, double foot, Colour glass, string? name)
    {
        Glass(canvas, x, foot, 105, 330, 30, glass);
        var black = Colour.Hex("#1c1c1f");
        Round(canvas, x, foot - 414, 46, 88, 8, black);
        Round(canvas, x, foot - 500, 27, 92, 26, black.Lighter(0.06));
        Label(canvas, x, foot - 196, 150, 150, name, Colour.Hex("#f7f3ea"), Colour.Hex("#2b2622"));
    }

    private static void Tall(Canvas canvas, double x, double foot, Colour glass, string? name)
    {
        var paint = Shine(canvas, x, 92, glass);
        canvas.Path(new Outline().Move(x - 92, foot - 12).Line(x - 92, foot - 330).Curve(x - 92, foot - 420, x - 32, foot - 410, x - 30, foot - 490)
            .Line(x - 30, foot - 610)
            .Line(x + 30, foot - 610).Line(x + 30, foot - 490).Curve(x + 32, foot - 410, x + 92, foot - 420, x + 92, foot - 330).Line(x + 92, foot - 12)
                .ArcOf(92, 18, x - 92, foot - 12).Close(), paint);
        Round(canvas, x, foot - 560, 33, 70, 5, glass.Darker(0.72));
        Gleam(canvas, x - 68, foot - 330, 300);
        Label(canvas, x, foot - 215, 166, 190, name, Colour.Hex("#f4ecdb"), Colour.Hex("#3a2a20"));
    }

    private static void Flask(Canvas canvas, double x, double foot, Colour glass, string? name)
    {
        Glass(canvas, x, foot, 148, 290, 34, glass.Lighter(0.3));
        canvas.Rectangle(x - 122, foot - 170, 244, 150, canvas.Down(foot - 170, foot, new(0, glass, 0.55), new(1, glass.Darker(0.2), 0.75)), 1, 20);
        var gold = Colour.Hex("#c9a25a");
        Round(canvas, x, foot - 330, 38, 46, 4, gold);
        Round(canvas, x, foot - 432, 62, 106, 12, glass.Darker(0.45));
        Label(canvas, x, foot - 150, 150, 96, name, Colour.Hex("#fbf7ee"), Colour.Hex("#4a3a2a"));
    }

    private static void Jar(Canvas canvas, double x, double foot, Colour glass, string? name)
    {
        Glass(canvas, x, foot, 160, 170, 36, glass);
        Round(canvas, x, foot - 250, 166, 92, 10, Colour.Hex("#efe8dc"));
        Label(canvas, x, foot - 88, 190, 84, name, Colour.Hex("#fbf7ee"), Colour.Hex("#3a322a"));
    }

    private static void Glass(Canvas canvas, double x, double foot, double half, double height, double shoulder, Colour glass)
    {
        canvas.Rectangle(x - half, foot - height, half * 2, height + 8, Shine(canvas, x, half, glass), 1, shoulder);
        Gleam(canvas, x - half * 0.74, foot - height + shoulder, height - shoulder * 2);
    }

    private static void Round(Canvas canvas, double x, double top, double half, double height, double corner, Colour colour) =>
        canvas.Rectangle(x - half, top, half * 2, height, Shine(canvas, x, half, colour), 1, corner);

    private static string Shine(Canvas canvas, double x, double half, Colour colour) => canvas.Across(x - half, x + half,
        new(0, colour.Darker(0.45)), new(0.1, colour.Darker(0.1)), new(0.24, colour.Lighter(0.3)), new(0.4, colour), new(0.72, colour.Darker(0.22)),
            new(0.92, colour.Darker(0.5)), new(1, colour.Lighter(0.12)));

    private static void Gleam(Canvas canvas, double x, double y, double length) =>
        canvas.Rectangle(x, y, 11, length, canvas.Curtain(new(0, Colour.White, 0), new(0.25, Colour.White, 0.75), new(0.75, Colour.White, 0.5),
            new(1, Colour.White, 0)), 1, 5);

    private static void Label(Canvas canvas, double x, double y, double width, double height, string? name, Colour paper, Colour ink)
    {
        canvas.Rectangle(x - width / 2, y - height / 2, width, height, canvas.Across(x - width / 2, x + width / 2, new(0, paper.Darker(0.1)),
            new(0.35, paper), new(1, paper.Darker(0.16))), 1, 3);
        if (name is not null && Typeface.Sans.CanWrite(name))
        {
            var size = Math.Min(height * 0.24, Typeface.Sans.SizeToFit(name.ToUpperInvariant(), width * 0.84, tracking: 0.08));
            Typeface.Sans.Write(canvas, name.ToUpperInvariant(), x, y + size * 0.1, size, ink, Align.Middle, tracking: 0.08);
        }
        else
        {
            canvas.Circle(x, y - height * 0.1, height * 0.13, ink, 0.85);
        }
        canvas.Rectangle(x - width * 0.16, y + height * 0.24, width * 0.32, 1.8, ink, 0.8);
        canvas.Rectangle(x - width * 0.1, y + height * 0.32, width * 0.2, 1.4, ink, 0.45);
    }
}
