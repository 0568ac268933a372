using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>A planet with rings and a moon before a nebula.</summary>
internal static class Space
{
    public const string Words = "space planet galaxy nebula universe cosmos cosmic astronaut rocket orbit saturn mars jupiter weltraum* weltall planet " +
        "galaxie nebel universum kosmos kosmisch* astronaut* rakete* sci scifi alien ufo spaceship raumschiff*";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var (planet, deep) = Tones(brief, dice);
        canvas.Fill(canvas.Line(0, 0, canvas.Width, canvas.Height, new(0, Colour.Hex("#07060f")), new(0.55, deep.WithLight(0.2)),
            new(1, Colour.Hex("#05040b"))));
        var clouds = dice.For("nebula");
        for (var i = 0; i < 26; i++)
        {
            var tone = clouds.Pick([deep, planet, deep.Mix(Colour.Hex("#3a6bd8"), 0.6)]).WithLight(clouds.Between(0.3, 0.5));
            canvas.Ellipse(canvas.Width * clouds.Between(0, 1), canvas.Height * clouds.Between(0, 1), clouds.Between(140, 420), clouds.Between(110, 300),
                canvas.Soft(tone, clouds.Between(0.1, 0.26)));
        }
        Sky.Stars(canvas, dice.For("stars"), canvas.Height * 2, 950);
        Flares(canvas, dice.For("flares"));
        var (x, y, r) = (canvas.Width * dice.Between(0.4, 0.6), canvas.Height * dice.Between(0.45, 0.55), dice.Between(235, 285));
        var turn = dice.Between(-32, -12) * (dice.Chance(0.5) ? 1 : -1);
        var ringed = !brief.Says("mars earth erde moon mond") || brief.Says("saturn ring");
        if (ringed)
            Rings(canvas, dice.For("rings"), x, y, r, turn, planet, front: false);
        Planet(canvas, dice.For("planet"), x, y, r, turn, planet, deep);
        if (ringed)
            Rings(canvas, dice.For("rings"), x, y, r, turn, planet, front: true);
        Moon(canvas, dice, x + r * dice.Between(1.15, 1.4) * (dice.Chance(0.5) ? 1 : -1), y - r * dice.Between(0.7, 1.1), r * dice.Between(0.1, 0.16), planet);
    }

    private static (Colour Planet, Colour Deep) Tones(Brief brief, Dice dice)
    {
        if (brief.Colours.Count > 0)
            return (brief.Colours[0].WithLight(0.68), brief.Colours[^1].WithLight(0.34));
        var pair = dice.Pick(["#e8946a #4a2f8f", "#e0b36a #2f4a9f", "#6ac0c8 #5a2f7f", "#d8787f #2a3f8a"]).Split(' ');
        return (Colour.Hex(pair[0]), Colour.Hex(pair[1]));
    }

    private static void Flares(Canvas canvas, Dice dice)
    {
        for (var i = 0; i < 5; i++)
        {
            var (x, y, r) = (dice.Between(0, canvas.Width), dice.Between(0, canvas.Height), dice.Between(10, 26));
            canvas.Circle(x, y, r, canvas.Soft(Colour.Hex("#dfe8ff"), 0.8));
            canvas.Ellipse(x, y, r * 2.2, 0.9, Colour.White, 0.5);
            canvas.Ellipse(x, y, 0.9, r * 2.2, Colour.White, 0.5);
        }
    }

    private static void Planet(Canvas canvas, Dice dice, double x, double y, double r, double turn, Colour tone, Colour deep)
    {
        canvas.Circle(x, y, r * 1.5, canvas.Radial(x, y, r * 1.5, new(0.6, tone.Lighter(0.3), 0.4), new(0.7, tone, 0.18), new(0.85, tone, 0.04),
            new(1, tone, 0)));
        var disc = new Outline().Move(x - r, y).Arc(r, x + r, y).Arc(r, x - r, y).Close();
        using (canvas.Inside(disc))
        {
            canvas.Circle(x, y, r, tone);
            using (canvas.At(x, y, turn))
            {
                var noise = new Noise(dice, 4);
                for (var at = -1.0; at < 1; at += dice.Between(0.07, 0.2))
                {
                    var (thick, from) = (r * dice.Between(0.05, 0.16), at * r);
                    var points = Enumerable.Range(0, 15).Select(i => -r * 1.05 + 2.1 * r * i / 14).Select(px => (px, from + noise.At(px / 90 + at * 7) * 9))
                        .ToList();
                    var back = points.Select(p => (p.px, p.Item2 + thick + noise.At(p.px / 70 + at * 11) * 8)).Reverse().ToList();
                    canvas.Path(new Outline().Through(points).Through(back).Close(),
                        dice.Chance(0.5) ? tone.Lighter(dice.Between(0.1, 0.4)) : tone.Mix(deep, dice.Between(0.15, 0.5)), dice.Between(0.25, 0.7));
                }
                canvas.Ellipse(r * dice.Between(-0.3, 0.3), r * dice.Between(0.2, 0.45), r * 0.16, r * 0.08, tone.Mix(Colour.Hex("#8a2f3a"), 0.5), 0.6);
            }
            canvas.Circle(x, y, r * 1.02, canvas.Radial(x - r * 0.45, y - r * 0.45, r * 1.75,
                new(0, Colour.White, 0.32), new(0.3, Colour.White, 0), new(0.5, Colour.Hex("#0a0518"), 0.1), new(0.86, Colour.Hex("#0a0518"), 0.88),
                    new(1, Colour.Hex("#0a0518"), 0.95)));
        }
    }

    /// <summary>Half of the rings: the far half is drawn before the planet, the near half after it.</summary>
    private static void Rings(Canvas canvas, Dice dice, double x, double y, double r, double turn, Colour tone, bool front)
    {
        using (canvas.At(x, y, turn))
        {
            for (var i = 0; i < 15; i++)
            {
                var reach = r * (1.32 + i * 0.052);
                var (width, opacity) = (r * dice.Between(0.016, 0.044), dice.Between(0.22, 0.75));
                var ring = new Outline().Move(-reach, 0).ArcOf(reach, reach * 0.24, reach, 0, clockwise: !front);
                canvas.Stroke(ring, canvas.Across(-reach, reach, new(0, tone.Lighter(0.55)), new(0.55, tone.Lighter(0.25)), new(1, tone.Darker(0.55))), width,
                    opacity);
            }
        }
    }

    private static void Moon(Canvas canvas, Dice dice, double x, double y, double r, Colour tone)
    {
        var grey = Colour.Hex("#c9c6d6").Mix(tone, 0.15);
        canvas.Circle(x, y, r, canvas.Radial(x - r * 0.4, y - r * 0.4, r * 1.7, new(0, grey.Lighter(0.4)), new(0.5, grey), new(1, Colour.Hex("#120d20"))));
        for (var i = 0; i < 5; i++)
        {
            var (angle, off) = (dice.Between(0, Math.Tau), r * dice.Between(0, 0.6));
            canvas.Circle(x + Math.Cos(angle) * off, y + Math.Sin(angle) * off, r * dice.Between(0.07, 0.16), grey.Darker(0.35), 0.35);
        }
    }
}
