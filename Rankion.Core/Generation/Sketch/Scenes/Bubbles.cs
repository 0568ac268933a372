using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>Spheres of glass before coloured light.</summary>
internal static class Bubbles
{
    public const string Words = "bubble glass sphere ball balls bokeh soap crystal seifenblase* blase* glas kugel* kristall* glow gradient verlauf* " +
        "farbverlauf* mesh blur aura holographic iridescent abstract abstrakt*";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var tones = Tones(brief, dice);
        Backdrop(canvas, dice.For("backdrop"), tones, brief.Says("pastel* soft light bright zart* hell* sanft*"));
        if (!brief.Says("gradient verlauf* farbverlauf* mesh blur aura background hintergrund") || brief.Says("bubble sphere glass ball glas kugel*"))
            Spheres(canvas, dice.For("spheres"), tones);
    }

    private static Colour[] Tones(Brief brief, Dice dice) => brief.Colours.Count > 0
        ? [.. brief.Colours, brief.Colours[0].Tinted(brief.Colours[^1], 0.5).Lighter(0.25), brief.Colours[^1].Darker(0.25)]
        : [.. dice.Pick(["#e8437f #2f7de8 #f2a23a #7a3fe0 #28c2b8", "#ff7a59 #ffc14f #d83a8c #5a3fd6 #3fb0ff", "#2fb8a0 #3f6ef5 #a0f0c0 #6a3fd0 #f7d66a"])
            .Split(' ').Select(Colour.Hex)];

    private static void Backdrop(Canvas canvas, Dice dice, Colour[] tones, bool light)
    {
        light |= tones.Average(t => t.L) > 0.72;
        canvas.Fill(light ? tones[0].Lighter(0.6) : tones[^1].WithLight(0.2));
        for (var i = 0; i < 16; i++)
        {
            var tone = tones[i % tones.Length];
            canvas.Ellipse(canvas.Width * dice.Between(-0.1, 1.1), canvas.Height * dice.Between(-0.1, 1.1), dice.Between(260, 620), dice.Between(240, 520),
                canvas.Soft(light ? tone.Lighter(0.15) : tone.WithLight(Math.Min(tone.L, 0.66)), dice.Between(0.45, 0.9)));
        }
    }

    private static void Spheres(Canvas canvas, Dice dice, Colour[] tones)
    {
        var placed = new List<(double X, double Y, double R)>();
        for (var tries = 0; tries < 160 && placed.Count < 9; tries++)
        {
            var r = placed.Count < 2 ? dice.Between(190, 270) : placed.Count < 5 ? dice.Between(80, 130) : dice.Between(28, 64);
            var (x, y) = (dice.Between(0.08, 0.92) * canvas.Width, dice.Between(0.1, 0.9) * canvas.Height);
            if (placed.TrueForAll(p => double.Hypot(p.X - x, p.Y - y) > Math.Max(p.R, r) + Math.Min(p.R, r) * 0.35))
                placed.Add((x, y, r));
        }
        foreach (var (x, y, r) in placed.OrderByDescending(p => p.R))
            Sphere(canvas, dice, x, y, r, dice.Pick(tones), dice.Pick(tones));
    }

    private static void Sphere(Canvas canvas, Dice dice, double x, double y, double r, Colour first, Colour second)
    {
        canvas.Ellipse(x + r * 0.12, y + r * 0.16, r * 1.2, r * 1.2, canvas.Soft(Colour.Black, 0.22));
        canvas.Circle(x, y, r, canvas.Line(x - r, y - r, x + r, y + r, new(0, first.Lighter(0.25), 0.5), new(0.5, first, 0.12), new(1, second, 0.55)));
        canvas.Circle(x, y, r, canvas.Radial(x, y, r, new(0.72, Colour.White, 0), new(0.9, Colour.White, 0.16), new(0.97, Colour.White, 0.55),
            new(1, Colour.White, 0.85)));
        canvas.Circle(x, y, r, canvas.Radial(x + r * 0.4, y + r * 0.45, r * 0.9, new(0, second.Lighter(0.5), 0.6), new(0.6, second, 0.12), new(1, second, 0)));
        using (canvas.At(x - r * 0.45, y - r * 0.5, -42))
        {
            canvas.Ellipse(0, 0, r * 0.3, r * 0.13, canvas.Soft(Colour.White, 0.95));
            canvas.Ellipse(r * 0.02, 0, r * 0.16, r * 0.06, Colour.White, 0.85);
        }
        var shine = new Outline().Move(x + r * 0.35, y + r * 0.84).Quad(x + r * 0.75, y + r * 0.68, x + r * 0.87, y + r * 0.3);
        canvas.Stroke(shine, Colour.White, r * 0.03, dice.Between(0.35, 0.6));
    }
}
