using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>Sheets of cut paper, one above the other, each with its shadow.</summary>
internal static class Waves
{
    public const string Words = "paper papercut cut layers waves wavy organic curves papier* scherenschnitt* wellen* schichten geschwungen* flowing " +
        "fließend* calm ruhig* wallpaper hintergrund background abstract abstrakt*";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var sheets = Palettes.Ramp(brief, dice, 7);
        canvas.Fill(canvas.Down(0, canvas.Height, new(0, sheets[0].Lighter(0.35)), new(1, sheets[0])));
        var (x, y, r) = (canvas.Width * dice.Between(0.3, 0.72), canvas.Height * dice.Between(0.2, 0.3), dice.Between(95, 140));
        for (var ring = 3; ring >= 0; ring--)
            canvas.Circle(x, y, r * (1 + ring * 0.38), sheets[0].Lighter(0.5 + 0.12 * (3 - ring)), ring == 0 ? 1 : 0.3);
        for (var i = 1; i < sheets.Length; i++)
        {
            var t = (i - 1) / (sheets.Length - 2.0);
            var own = dice.For($"sheet {i}");
            var (swing, length, phase, tilt) = (own.Between(40, 95), own.Between(0.75, 1.5), own.Between(0, Math.Tau), own.Between(-0.12, 0.12));
            var level = canvas.Height * (0.3 + 0.62 * t);
            double At(double px) => level + Math.Sin(px / canvas.Width * Math.Tau * length + phase) * swing + Math.Sin(px / canvas.Width * Math.Tau * length
                * 2.3 + phase * 2) * swing * 0.24
                + (px - canvas.Width / 2) * tilt;
            for (var s = 5; s >= 1; s--)
            {
                var up = s * s * 1.15;
                canvas.Path(Mountains.Ground(canvas, px => At(px) - up, 16), sheets[^1].Darker(0.75), 0.045);
            }
            canvas.Path(Mountains.Ground(canvas, At, 10), canvas.Down(level - swing, level + 300, new(0, sheets[i].Lighter(0.07)),
                new(1, sheets[i].Darker(0.14))));
            var edge = new Outline().Move(-5, At(-5));
            for (var px = 5.0; px < canvas.Width + 10; px += 10)
                edge.Line(px, At(px));
            canvas.Stroke(edge, sheets[i].Lighter(0.4), 1.6, 0.5);
        }
    }
}
