using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>A board of squares, each with one plain shape in it.</summary>
internal static class Bauhaus
{
    public const string Words = "bauhaus geometric* geometrisch* shapes formen pattern muster mosaic mosaik* tile grid abstract abstrakt* cubis* mondrian " +
        "kandinsky swiss scandinavian quilt kreise circles squares triangle dreieck*";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var set = Palettes.Set(brief, dice);
        var across = (int)Math.Round(canvas.Width / (canvas.Width > canvas.Height ? 250 : dice.Pick([200.0, 250.0])));
        var cell = canvas.Width / across;
        var down = (int)Math.Ceiling(canvas.Height / cell - 0.02);
        var last = -1;
        for (var row = 0; row < down; row++)
        {
            for (var column = 0; column < across; column++)
            {
                var colours = dice.Shuffle(Enumerable.Range(0, set.Length).Where(i => i != last));
                last = colours[0];
                Cell(canvas, dice, column * cell, row * cell, cell, set[colours[0]], set[colours[1]], set[colours[2]]);
            }
        }
        canvas.Fill(canvas.Line(0, 0, canvas.Width, canvas.Height, new(0, Colour.White, 0.08), new(0.5, Colour.White, 0), new(1, Colour.Black, 0.12)));
    }

    private static void Cell(Canvas canvas, Dice dice, double x, double y, double s, Colour ground, Colour shape, Colour third)
    {
        canvas.Rectangle(x - 0.4, y - 0.4, s + 0.8, s + 0.8, ground);
        using (canvas.At(x + s / 2, y + s / 2, dice.Whole(0, 3) * 90))
        {
            var h = s / 2;
            switch (dice.Whole(0, 8))
            {
                case 0:
                    canvas.Circle(0, 0, h * 0.72, shape);
                    break;
                case 1:
                    canvas.Path(new Outline().Move(-h, -h).Line(h, -h).Arc(s, -h, h).Close(), shape);
                    break;
                case 2:
                    canvas.Polygon(shape, (-h, -h), (h, -h), (-h, h));
                    break;
                case 3:
                    for (var stripe = 0; stripe < 4; stripe++)
                        canvas.Rectangle(-h, -h + stripe * s / 4, s, s / 8, shape);
                    break;
                case 4:
                    canvas.Path(new Outline().Move(-h, 0).Arc(h, h, 0).Close(), shape);
                    canvas.Path(new Outline().Move(-h, h).Arc(h, h, h).Close(), shape);
                    break;
                case 5:
                    canvas.Path(new Outline().Move(-h, -h).Line(h, -h).Arc(s, -h, h).Close(), shape);
                    canvas.Circle(-h * 0.42, -h * 0.42, h * 0.26, third);
                    break;
                case 6:
                    canvas.Circle(0, 0, h * 0.8, shape);
                    canvas.Circle(0, 0, h * 0.5, third);
                    canvas.Circle(0, 0, h * 0.22, ground);
                    break;
                case 7:
                    canvas.Path(new Outline().Move(-h, -h).Arc(s, h, h).Arc(s, -h, -h).Close(), shape);
                    break;
                default:
                    canvas.Polygon(shape, (-h, h), (0, -h), (h, h));
                    canvas.Path(new Outline().Move(-h * 0.5, h).Arc(h * 0.5, h * 0.5, h).Close(), third);
                    break;
            }
        }
    }
}
