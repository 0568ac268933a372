using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>Northern lights or the Milky Way over hills and still water.</summary>
internal static class Aurora
{
    public const string Words = "aurora northern lights polarlicht* nordlicht* milky way milchstraße starry stars sternenhimmel* sterne *nachthimmel " +
        "iceland island norway norwegen lappland lapland";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        // falling snow is drawn in front; the sky stays dark behind it
        var air = Air.For(brief with { Light = Light.Night, Weather = Weather.Clear, Colours = [] }, dice, Light.Night) with { Weather = brief.Weather };
        var horizon = canvas.Height * dice.Between(0.62, 0.68);
        canvas.Fill(canvas.Down(0, horizon, new(0, air.Sky[0]), new(0.6, air.Sky[1]), new(1, air.Sky[2].Mix(Colour.Hex("#0f4a52"), 0.5))));
        var lights = Lights(brief, dice);
        if (brief.Says("milky way milchstraße galaxy galaxie"))
            MilkyWay(canvas, dice.For("way"), horizon, lights[0]);
        else
        {
            using (canvas.Glowing())
                Bands(canvas, dice.For("bands"), horizon, lights);
        }
        Sky.Stars(canvas, dice.For("stars"), horizon, 320);
        for (var i = 0; i < 3; i++)
        {
            var (noise, high, t) = (new Noise(dice.For($"hills {i}"), 5, 0.5), 110 - 34 * i, i / 2.0);
            canvas.Path(Mountains.Ground(canvas, x => horizon + 4 - Math.Max(2, high * (0.55 + 0.6 * noise.At(x / 220))), 7), air.Hill(0.45 + 0.5 * t));
        }
        Reflection(canvas, air, dice.For("lake"), horizon, lights[0]);
        var shore = new Noise(dice.For("shore"), 4);
        var dark = air.Near.Darker(0.3);
        for (var x = -10.0; x < canvas.Width; x += dice.Between(9, 30))
        {
            if (shore.At(x / 150 + 30) > 0.02)
                Things.Pine(canvas, dice, x, canvas.Height * 0.97, dice.Between(40, 125), dark);
        }
        canvas.Path(Mountains.Ground(canvas, x => canvas.Height * 0.955 + shore.At(x / 300) * 22, 12), dark);
        Sky.Veil(canvas, air, dice.For("weather"), horizon);
    }

    private static Colour[] Lights(Brief brief, Dice dice) =>
        brief.Colours.Count > 0
            ? [brief.Colours[0].Lighter(0.2), brief.Colours[^1]]
            : [.. dice.Pick(["#54f0b0 #4a7cf0", "#7df58a #b05af0", "#4fe8d0 #3f6ef5", "#a8f56a #2fb8a0"]).Split(' ').Select(Colour.Hex)];

    /// <summary>Curtains of fine rays: bright at their lower edge, fading upwards into the second colour.</summary>
    private static void Bands(Canvas canvas, Dice dice, double horizon, Colour[] lights)
    {
        for (var band = 0; band < 3; band++)
        {
            var own = dice.For($"band {band}");
            var (path, rays) = (new Noise(own, 3, 0.45), new Noise(own, 4, 0.7));
            var (low, tall) = (horizon * (0.42 + 0.2 * band), horizon * (0.46 - 0.1 * band));
            var paint = canvas.Curtain(new(0, lights[1], 0), new(0.45, lights[1].Mix(lights[0], 0.4), 0.35), new(0.72, lights[0], 0.8),
                new(0.82, lights[0].Lighter(0.3), 0.85), new(0.92, lights[0], 0.3), new(1, lights[0], 0));
            for (var x = -20.0; x < canvas.Width + 20; x += 5)
            {
                var bright = 0.5 + 0.75 * rays.At(x / 34) + 0.25 * path.At(x / 260 + 60);
                if (bright < 0.06)
                    continue;
                var foot = low + path.At(x / 310) * horizon * 0.2 + path.At(x / 75 + 90) * 14 + own.Between(-16, 16);
                var height = tall * (0.55 + 0.55 * bright);
                canvas.Rectangle(x - 9, foot - height, 20, height, paint, Math.Min(1, bright) * (0.3 - 0.04 * band));
            }
            canvas.Ellipse(canvas.Width * own.Between(0.2, 0.8), low - tall * 0.2, canvas.Width * 0.42, tall * 0.7, canvas.Soft(lights[0], 0.2));
        }
    }

    private static void MilkyWay(Canvas canvas, Dice dice, double horizon, Colour tone)
    {
        var (x, lean) = (canvas.Width * dice.Between(0.35, 0.6), canvas.Width * dice.Between(0.12, 0.3));
        for (var i = 0; i < 260; i++)
        {
            var t = dice.Next();
            var off = (dice.Next() + dice.Next() + dice.Next() - 1.5) * 120;
            var glow = dice.Pick([Colour.Hex("#cfd8ff"), Colour.Hex("#ffdfc4"), tone, Colour.Hex("#8a7de0")]);
            canvas.Ellipse(x + lean * (t - 0.5) * 2 + off, horizon * t, dice.Between(30, 110), dice.Between(30, 90),
                canvas.Soft(glow, 0.05 + 0.06 * dice.Next()));
        }
        for (var i = 0; i < 700; i++)
        {
            var t = dice.Next();
            canvas.Circle(x + lean * (t - 0.5) * 2 + (dice.Next() + dice.Next() - 1) * 130, horizon * t, dice.Between(0.4, 1.3), Colour.White,
                dice.Between(0.3, 0.9));
        }
    }

    private static void Reflection(Canvas canvas, Air air, Dice dice, double horizon, Colour light)
    {
        canvas.Rectangle(-2, horizon, canvas.Width + 4, canvas.Height - horizon + 2, canvas.Down(horizon, canvas.Height,
            new(0, air.Near.Mix(light, 0.22)), new(0.35, light.Mix(air.Sky[1], 0.72)), new(1, air.Near)));
        var depth = canvas.Height - horizon;
        for (var i = 0; i < 190; i++)
        {
            var t = Math.Pow(dice.Next(), 1.3);
            canvas.Ellipse(dice.Between(0, canvas.Width), horizon + 3 + t * depth, dice.Between(12, 90) * (0.4 + t), 0.6 + 1.6 * t,
                dice.Chance(0.6) ? light : air.Near, dice.Between(0.06, 0.3));
        }
    }
}
