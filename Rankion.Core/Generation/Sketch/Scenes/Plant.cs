using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>A plant in a pot, on a stool before a painted arch.</summary>
internal static class Plant
{
    public const string Words = "plant houseplant pot cactus succulent monstera palm bonsai orchid pflanze* *pflanze topf kaktus sukkulente* zimmerpflanze " +
        "orchidee living room wohnzimmer minimal minimalist scandi*";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var glaze = brief.ColourOf("pot topf");
        var wall = brief.Colours.FirstOrDefault(c => c != glaze, Colour.Hex(dice.Pick(["#eadfce", "#dfe4de", "#f0dcd0", "#d9dfe4"]))).Mix(Colour.White, 0.2);
        var arch = Colour.Hex(dice.Pick(["#d98f6a", "#8fa68a", "#c9a3a0", "#7f9aa6", "#e0b36a"])).Tinted(wall, brief.Colours.Count > 0 ? 0.5 : 0);
        var floor = canvas.Height * 0.84;
        canvas.Fill(canvas.Line(0, 0, canvas.Width, floor, new(0, wall.Lighter(0.4)), new(1, wall.Darker(0.1))));
        var (x, half) = (canvas.Width * 0.5, Math.Min(canvas.Width * 0.34, 330));
        canvas.Path(new Outline().Move(x - half, floor).Line(x - half, canvas.Height * 0.4).Arc(half, x + half, canvas.Height * 0.4).Line(x + half, floor)
            .Close(),
            canvas.Down(canvas.Height * 0.1, floor, new(0, arch.Lighter(0.12)), new(1, arch.Darker(0.06))));
        canvas.Rectangle(-2, floor, canvas.Width + 4, canvas.Height - floor + 4, canvas.Down(floor, canvas.Height, new(0, wall.Darker(0.26)),
            new(1, wall.Darker(0.12))));
        var clay = glaze ?? Colour.Hex(dice.Pick(["#f0e6d6", "#b8623f", "#3f4f55", "#d9b48f"]));
        var (seat, foot) = (canvas.Height * 0.7, canvas.Height * 0.92);
        Stool(canvas, x, seat, foot, Colour.Hex("#b5854f"));
        var rim = seat - 178;
        if (brief.Says("cactus kaktus succulent sukkulente*"))
            Cactus(canvas, dice, x, rim + 12);
        else
            Foliage(canvas, dice.For("leaves"), x, rim + 10, Math.Max(120, rim - canvas.Height * 0.1), brief.Says("monstera") || dice.Chance(0.5));
        Pot(canvas, x, seat, rim, clay);
        canvas.Fill(canvas.Line(0, 0, canvas.Width, canvas.Height, new(0, Colour.White, 0.25), new(0.5, Colour.White, 0), new(1, Colour.Hex("#2a1a10"), 0.2)));
    }

    private static void Stool(Canvas canvas, double x, double seat, double foot, Colour wood)
    {
        canvas.Ellipse(x + 50, foot, 215, 24, canvas.Soft(Colour.Hex("#20140c"), 0.6));
        foreach (var (top, bottom) in new[] { (-96.0, -136.0), (96.0, 136.0), (-30.0, -42.0), (30.0, 42.0) })
            canvas.Polygon(wood.Darker(Math.Abs(top) < 50 ? 0.4 : 0.22), (x + top - 9, seat + 12), (x + top + 9, seat + 12), (x + bottom + 6, foot),
                (x + bottom - 6, foot));
        canvas.Rectangle(x - 150, seat - 2, 300, 26, Room.Round(canvas, x, 150, wood), 1, 8);
    }

    private static void Pot(Canvas canvas, double x, double foot, double rim, Colour clay)
    {
        canvas.Ellipse(x + 12, foot, 104, 13, canvas.Soft(Colour.Hex("#20140c"), 0.8));
        canvas.Path(new Outline().Move(x - 112, rim).Line(x - 84, foot - 4).ArcOf(84, 12, x + 84, foot - 4, clockwise: false).Line(x + 112, rim).Close(),
            Room.Round(canvas, x, 112, clay));
        canvas.Rectangle(x - 119, rim - 14, 238, 36, Room.Round(canvas, x, 119, clay.Lighter(0.06)), 1, 6);
    }

    private static void Foliage(Canvas canvas, Dice dice, double x, double y, double height, bool broad)
    {
        for (var i = 0; i < (broad ? 13 : 17); i++)
        {
            var lean = (broad ? -72 + 144 * ((i * 0.618) % 1) : -48 + 96 * ((i * 0.618) % 1)) + dice.Between(-5, 5);
            var green = Colour.Hex(dice.Pick(["#2f6f4f", "#3f8558", "#5f9a5a", "#27604f"])).Darker(i < 5 ? 0.25 : 0);
            var length = height * dice.Between(0.5, 0.95) * (1.1 - Math.Abs(lean) / 160);
            if (broad)
            {
                var (tx, ty) = (x + Math.Sin(lean * Math.PI / 180) * length * 0.72, y - Math.Cos(lean * Math.PI / 180) * length * 0.72);
                canvas.Stroke(new Outline().Move(x, y).Quad(x + (tx - x) * 0.2, y + (ty - y) * 0.6, tx, ty), green.Darker(0.2), 5);
                Fruits.Leaf(canvas, tx, ty, Math.Min(250, height * 0.42), lean * 1.25 - 90 + dice.Between(-14, 14), green);
            }
            else
            {
                using (canvas.At(x + lean * 0.7, y, lean * 0.75))
                {
                    canvas.Path(new Outline().Move(-15, 0).Curve(-34, -length * 0.4, -20, -length * 0.8, 0, -length).Line(0, 0).Close(), green.Lighter(0.2));
                    canvas.Path(new Outline().Move(15, 0).Curve(34, -length * 0.4, 20, -length * 0.8, 0, -length).Line(0, 0).Close(), green);
                    canvas.Stroke(new Outline().Move(-14, 0).Curve(-33, -length * 0.4, -19, -length * 0.8, 0, -length), Colour.Hex("#d9d98a"), 3, 0.8);
                }
            }
        }
    }

    private static void Cactus(Canvas canvas, Dice dice, double x, double y)
    {
        var green = Colour.Hex("#4f8f62");
        foreach (var (dx, dy, half, height, turn) in new[] { (-96.0, -120.0, 32.0, 130.0, -14.0), (98.0, -170.0, 29.0, 120.0, 12.0),
            (0.0, 0.0, 62.0, 330.0, 0.0) })
        {
            if (turn != 0)
                canvas.Stroke(new Outline().Move(x + dx, y + dy).Quad(x + dx, y + dy + 60, x, y + dy + 46), green.Darker(0.2), half * 1.5);
            using (canvas.At(x + dx, y + dy, turn))
            {
                canvas.Rectangle(-half, -height, half * 2, height + 20, Room.Round(canvas, 0, half, green), 1, half);
                for (var rib = -2; rib <= 2; rib++)
                {
                    canvas.Stroke(new Outline().Move(rib * half * 0.36, -height + half * 0.5).Line(rib * half * 0.36, 0), green.Darker(0.32), 2.2, 0.5);
                    for (var spine = 0; spine < height / 24; spine++)
                        canvas.Circle(rib * half * 0.36, -height + half * 0.6 + spine * 24, 2.2, Colour.Hex("#f4efd6"), 0.9);
                }
                if (dice.Chance(0.8))
                    canvas.Circle(0, -height, half * 0.42, canvas.Soft(Colour.Hex("#f07f9a"), 1));
            }
        }
    }
}
