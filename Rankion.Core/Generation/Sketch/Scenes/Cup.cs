using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>A steaming cup on a table, with a book or a biscuit beside it.</summary>
internal static class Cup
{
    public const string Words = "coffee tea cup mug espresso cappuccino latte cocoa breakfast cafe café kaffee tee tasse becher frühstück* kakao teapot " +
        "kanne book buch bücher reading lesen cozy gemütlich hygge";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var glaze = brief.ColourOf("cup mug tasse becher");
        var room = Room.Paint(canvas, brief, dice.For("room"), canvas.IsTall ? 0.66 : 0.6, glaze);
        var clay = glaze ?? Colour.Hex(dice.Pick(["#f4efe6", "#d9774f", "#4f6f78", "#e8c9a0", "#6f7f5f"]));
        var (x, foot) = (canvas.Width * (canvas.IsWide ? 0.42 : 0.46), room.TableY + (canvas.Height - room.TableY) * 0.5);
        Books(canvas, room, dice.For("books"), x + 250, foot + 6);
        Saucer(canvas, room, x, foot, clay);
        Steam(canvas, dice.For("steam"), x, foot - 285, room.Wall.Lighter(0.85));
        Body(canvas, x, foot, clay, brief.Says("tea tee") ? Colour.Hex("#b8702c") : Colour.Hex("#3f2415"));
        Biscuit(canvas, dice.For("biscuit"), x - 215, foot + 40);
        canvas.Fill(canvas.Radial(canvas.Width * 0.38, canvas.Height * 0.4, canvas.Width * 0.95, new(0.3, Colour.Black, 0),
            new(1, Colour.Hex("#20140c"), 0.32)));
    }

    private static void Saucer(Canvas canvas, Room room, double x, double foot, Colour clay)
    {
        room.Shadow(canvas, x + 20, foot + 26, 230);
        canvas.Ellipse(x, foot + 16, 228, 46, clay.Darker(0.34));
        canvas.Ellipse(x, foot + 6, 228, 46, canvas.Across(x - 228, x + 228, new(0, clay.Lighter(0.12)), new(0.35, clay.Lighter(0.5)),
            new(1, clay.Darker(0.18))));
        canvas.Ellipse(x, foot + 4, 150, 27, clay.Darker(0.12));
    }

    private static void Body(Canvas canvas, double x, double foot, Colour clay, Colour drink)
    {
        const double Half = 148;
        var (top, bottom) = (foot - 220, 82.0);
        var handle = new Outline().Move(x + Half - 14, top + 52).Curve(x + Half + 118, top + 26, x + Half + 104, top + 172, x + Half - 38, top + 164);
        canvas.Stroke(handle, clay.Darker(0.34), 32);
        canvas.Stroke(handle, clay.Darker(0.1), 22);
        var outline = new Outline().Move(x - Half, top).Curve(x - Half, top + 130, x - bottom - 26, foot - 22, x - bottom, foot)
            .ArcOf(bottom, 15, x + bottom, foot, clockwise: false)
            .Curve(x + bottom + 26, foot - 22, x + Half, top + 130, x + Half, top).Close();
        canvas.Path(outline, Room.Round(canvas, x, Half, clay));
        using (canvas.Inside(outline))
            canvas.Rectangle(x - Half, top + 92, Half * 2, 140, canvas.Down(top + 92, foot, new(0, clay.Darker(0.6), 0), new(1, clay.Darker(0.6), 0.25)));
        canvas.Ellipse(x, top, Half, 31, clay.Lighter(0.4));
        canvas.Ellipse(x, top + 2, Half - 9, 26, clay.Darker(0.3));
        canvas.Ellipse(x, top + 8, Half - 18, 20, canvas.Across(x - Half, x + Half, new(0, drink.Lighter(0.3)), new(0.4, drink), new(1, drink.Darker(0.3))));
        canvas.Ellipse(x - 42, top + 8, 56, 7, Colour.White, 0.22);
    }

    private static void Steam(Canvas canvas, Dice dice, double x, double y, Colour white)
    {
        for (var wisp = 0; wisp < 4; wisp++)
        {
            var (from, sway) = (x - 75 + wisp * 50, dice.Between(25, 50) * (wisp % 2 == 0 ? 1 : -1));
            for (var puff = 0; puff < 22; puff++)
            {
                var t = puff / 22.0;
                canvas.Ellipse(from + Math.Sin(t * 5 + wisp) * sway * (0.3 + t), y + 60 - t * 270, 11 + 26 * t, 22 + 18 * t,
                    canvas.Soft(white, 0.24 * (1 - t)));
            }
        }
    }

    private static void Books(Canvas canvas, Room room, Dice dice, double x, double foot)
    {
        room.Shadow(canvas, x + 150, foot + 10, 190);
        Colour[] covers = [.. dice.Shuffle("#2f4f5f #b5533c #d9a441 #6f7f5f #7a4a5f".Split(' ')).Select(Colour.Hex)];
        for (var i = 0; i < 3; i++)
        {
            var (height, width, shift) = (44 + 9 * (i % 2), 330 - 30.0 * i, dice.Between(-14, 14));
            var (left, top) = (x + shift, foot - 52 * i - height);
            var cover = canvas.Across(left, left + width, new(0, covers[i].Lighter(0.14)), new(1, covers[i].Darker(0.34)));
            canvas.Rectangle(left, top, width, height, cover, 1, 5);
            canvas.Rectangle(left + 24, top + height * 0.3, 5, height * 0.4, Colour.Hex("#f0dfb8"), 0.8);
            canvas.Rectangle(left + 40, top + height * 0.46, width * 0.3, 3.4, Colour.Hex("#f0dfb8"), 0.7);
        }
    }

    private static void Biscuit(Canvas canvas, Dice dice, double x, double y)
    {
        var dough = Colour.Hex("#c98d4f");
        foreach (var (dx, dy) in new[] { (0.0, 0.0), (-62.0, 26.0) })
        {
            canvas.Ellipse(x + dx + 10, y + dy + 16, 70, 20, canvas.Soft(Colour.Hex("#2a170c"), 0.7));
            canvas.Ellipse(x + dx, y + dy + 8, 58, 19, dough.Darker(0.4));
            canvas.Ellipse(x + dx, y + dy, 58, 19, canvas.Across(x + dx - 58, x + dx + 58, new(0, dough.Lighter(0.3)), new(1, dough.Darker(0.14))));
            for (var i = 0; i < 7; i++)
                canvas.Ellipse(x + dx + dice.Between(-40, 40), y + dy + dice.Between(-10, 10), 6, 3, Colour.Hex("#4a2817"));
        }
    }
}
