using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>A poster of large letters and one or two plain shapes.</summary>
internal static class Poster
{
    public const string Words = "poster plakat* typograph* typografi* headline flyer banner cover lettering schriftzug logo title titel quote zitat book " +
        "buchcover album event festival concert konzert sale sonderangebot invitation einladung header website";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var set = Palettes.Set(brief, dice);
        var (ground, shape) = (set[0], set[1]);
        var ink = ground.L > 0.62 ? set[4] : dice.Chance(0.5) && ground.L > 0.5 ? set[4] : set[5];
        var text = brief.Lettering ?? Lettering.TitleOf(brief.Words);
        canvas.Fill(ground);
        var face = dice.Chance(0.6) ? Typeface.Sans : Typeface.Serif;
        switch (dice.Whole(0, 3))
        {
            case 0:
                SetSun(canvas, dice, ground, shape);
                break;
            case 1:
                Contours(canvas, dice, shape);
                break;
            case 2:
                Discs(canvas, dice, set);
                break;
            default:
                Rays(canvas, dice, shape.Mix(ground, 0.5));
                break;
        }
        Write(canvas, dice, face, text, ink);
    }

    private static void Write(Canvas canvas, Dice dice, Typeface face, string text, Colour ink)
    {
        if (!face.CanWrite(text))
            return;
        var margin = 70;
        var lines = Break(text, canvas.IsWide ? 12 : 10);
        var tracking = face == Typeface.Sans ? -0.03 : -0.01;
        var room = (canvas.IsWide ? canvas.Width * 0.56 : canvas.Width) - margin * 2;
        var size = Math.Min(lines.Min(line => face.SizeToFit(line, room, tracking)), (canvas.Height - margin * 3) * (canvas.IsWide ? 0.62 : 0.5) / lines.Count);
        size = Math.Min(size, 330);
        var split = !canvas.IsWide && lines.Count > 1 && dice.Chance(0.5);
        for (var i = 0; i < lines.Count; i++)
        {
            var y = split && i >= (lines.Count + 1) / 2
                ? canvas.Height - margin * 1.9 - (lines.Count - 1 - i) * size * 0.98
                : margin + size * face.CapHeight + i * size * 0.98;
            face.Write(canvas, lines[i], margin - size * 0.05, y, size, ink, Align.Start, tracking);
        }
        canvas.Rectangle(margin, canvas.Height - margin * 1.02, 92, 6, ink);
        canvas.Circle(canvas.Width - margin, canvas.Height - margin, 13, ink);
    }

    /// <summary>Lines of about so many letters, broken between words.</summary>
    private static List<string> Break(string text, int letters)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + word.Length < letters)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }
        return lines;
    }

    private static void SetSun(Canvas canvas, Dice dice, Colour ground, Colour shape)
    {
        var r = Math.Min(canvas.Width, canvas.Height) * dice.Between(0.36, 0.42);
        var (x, y) = (canvas.IsWide ? canvas.Width * 0.72 : canvas.Width * dice.Between(0.52, 0.64), canvas.Height * (canvas.IsWide ? 0.5 : 0.48));
        canvas.Circle(x, y, r, shape);
        for (var i = 0; i < 9; i++)
            canvas.Rectangle(x - r - 4, y + r * (0.08 + i * 0.105), r * 2 + 8, 5 + i * 2.6, ground);
    }

    private static void Contours(Canvas canvas, Dice dice, Colour shape)
    {
        var (noise, left) = (new Noise(dice, 3, 0.4), canvas.IsWide ? canvas.Width * 0.45 : -20);
        for (var line = 0; line < 30; line++)
        {
            var points = Enumerable.Range(0, 19).Select(i => left + (canvas.Width + 40 - left) * i / 18)
                .Select(x => (x, canvas.Height * 0.98 - line * 15 - Math.Pow(Math.Max(0, (x - left) / (canvas.Width - left)), 1.7)
                    * (190 + line * 7) - noise.At(x / 210 + line * 0.08) * 85)).ToList();
            canvas.Stroke(new Outline().Through(points), shape, 2.6, 0.3 + 0.7 * (1 - line / 30.0));
        }
    }

    private static void Discs(Canvas canvas, Dice dice, Colour[] set)
    {
        var (x, y) = (canvas.Width * (canvas.IsWide ? 0.74 : 0.58), canvas.Height * (canvas.IsWide ? 0.5 : 0.52));
        canvas.Circle(x, y, 300, set[1]);
        canvas.Path(new Outline().Move(x - 300, y).Arc(300, x + 300, y, clockwise: false).Close(), set[3]);
        canvas.Circle(x + dice.Between(-110, 110), y - 60, 112, set[2]);
        canvas.Circle(x + dice.Between(120, 210), y + dice.Between(150, 240), 62, set[5]);
    }

    private static void Rays(Canvas canvas, Dice dice, Colour shape)
    {
        var (x, y, far, turn) = (canvas.Width * (canvas.IsWide ? 0.78 : 0.5), canvas.Height * (canvas.IsWide ? 0.86 : 0.64), canvas.Width + canvas.Height,
            dice.Between(0, 0.2));
        for (var ray = 0; ray < 20; ray++)
        {
            var (a, b) = (turn + Math.Tau * ray / 20, turn + Math.Tau * (ray + 0.5) / 20);
            canvas.Polygon(shape.Lighter(0.05 * (ray % 2)), (x, y), (x + Math.Cos(a) * far, y + Math.Sin(a) * far),
                (x + Math.Cos(b) * far, y + Math.Sin(b) * far));
        }
        canvas.Circle(x, y, 165, shape.Lighter(0.35));
    }
}
