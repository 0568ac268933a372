using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>Rows of flowers or grain that run to the horizon.</summary>
internal static class Fields
{
    public const string Words =
        "field meadow farm* tulip lavender wheat poppy poppies sunflower flower grass windmill vineyard countryside spring harvest feld felder *feld wiese " +
            "tulpe lavendel* weizen* mohn* sonnenblume* " +
        "blume *blume gras windmühle* acker ernte raps* weinberg* holland dutch provence garden garten";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var air = Air.For(brief with { Colours = [] }, dice, Light.Day, Light.Golden, Light.Dawn);
        var horizon = canvas.Height * dice.Between(0.4, 0.5);
        Sky.Paint(canvas, air, horizon);
        if (air.IsNight)
            Sky.Stars(canvas, dice.For("stars"), horizon, 150);
        var sunX = canvas.Width * dice.Between(0.2, 0.8);
        if (air.Light != Light.Day)
            Sky.Sun(canvas, air, sunX, horizon * dice.Between(0.55, 0.9), 40);
        if (air.Light == Light.Day && air.Weather == Weather.Clear)
            Sky.Heaps(canvas, air, dice.For("clouds"), horizon, 5);
        else
            Sky.Streaks(canvas, air, dice.For("clouds"), horizon, 6);
        Hedge(canvas, air, dice.For("hedge"), horizon);
        var milled = brief.Says("windmill windmühle* mill mühle holland dutch tulip tulpe netherlands niederlande");
        if (milled || dice.Chance(0.3))
            Mill(canvas, air, dice, canvas.Width * (sunX > canvas.Width / 2 ? 0.24 : 0.74), horizon + 8, 150);
        Rows(canvas, air, dice.For("rows"), horizon, Crops(brief, dice));
        Things.Balloons(canvas, brief, dice.For("balloons"), horizon);
        Sky.Veil(canvas, air, dice.For("weather"), horizon);
    }

    private static Colour[] Crops(Brief brief, Dice dice)
    {
        if (brief.Colours.Count > 0 && !brief.Says("lavender lavendel* wheat weizen*"))
            return [.. brief.Colours.SelectMany(c => new[] { c, c.Lighter(0.16), c.Darker(0.1) })];
        var hex = brief.Says("lavender lavendel* provence") ? "#7d5bb8 #9377cb #6a49a6"
            : brief.Says("wheat weizen* harvest ernte grain corn korn*") ? "#e0b354 #d19f41 #ecc878"
            : brief.Says("poppy poppies mohn*") ? "#d63a2b #b9d06a #e2533c"
            : brief.Says("sunflower sonnenblume* raps* rapeseed") ? "#f4c32e #e8ae22 #f7d660"
            : brief.Says("vineyard weinberg* grass gras meadow wiese") ? "#5f9448 #7fb053 #4b8344"
            : dice.Pick(["#e0334d #f6a623 #f7d64a #b5459c #ef7d95 #ffffff", "#d8392f #f3b23c #f7f0e2 #7b4fb5", "#7d5bb8 #9377cb #6a49a6"]);
        return [.. hex.Split(' ').Select(Colour.Hex)];
    }

    private static void Hedge(Canvas canvas, Air air, Dice dice, double horizon)
    {
        var noise = new Noise(dice, 4, 0.5);
        canvas.Path(Mountains.Ground(canvas, x => horizon - 34 - noise.At(x / 260) * 26, 12), air.Hill(0.16));
        canvas.Path(Mountains.Ground(canvas, x => horizon - 12 - Math.Abs(noise.At(x / 60 + 20)) * 24, 6), air.Hill(0.42));
    }

    private static void Mill(Canvas canvas, Air air, Dice dice, double x, double foot, double height)
    {
        var (wall, dark) = (air.Hill(0.55).Mix(Colour.Hex("#7a4f3a"), 0.4), air.Hill(0.85));
        canvas.Path(new Outline().Move(x - height * 0.16, foot).Line(x - height * 0.09, foot - height * 0.62).Line(x + height * 0.09, foot - height * 0.62)
            .Line(x + height * 0.16, foot).Close(),
            canvas.Across(x - height * 0.16, x + height * 0.16, new(0, wall.Lighter(0.2)), new(1, wall.Darker(0.25))));
        canvas.Path(new Outline().Move(x - height * 0.11, foot - height * 0.6).Quad(x, foot - height * 0.84, x + height * 0.11, foot - height * 0.6).Close(),
            dark);
        using (canvas.At(x, foot - height * 0.68, dice.Between(10, 80)))
        {
            for (var arm = 0; arm < 4; arm++)
            {
                using (canvas.At(0, 0, arm * 90))
                {
                    canvas.Rectangle(-1.6, -height * 0.52, 3.2, height * 0.52, dark);
                    canvas.Rectangle(1.6, -height * 0.5, height * 0.085, height * 0.38, air.Sky[3].Lighter(0.5), 0.85);
                }
            }
        }
    }

    private static void Rows(Canvas canvas, Air air, Dice dice, double horizon, Colour[] crops)
    {
        var dim = air.IsNight ? 0.72 : air.Light == Light.Day ? 0 : 0.25;
        var soil = Colour.Hex("#39603a").Mix(air.Near, 0.25 + dim * 0.6);
        canvas.Rectangle(-2, horizon, canvas.Width + 4, canvas.Height - horizon + 4, canvas.Down(horizon, canvas.Height, new(0, soil.Mix(air.Haze, 0.5)),
            new(0.4, soil), new(1, soil.Darker(0.2))));
        var vanish = (X: canvas.Width * dice.Between(0.36, 0.64), Y: horizon - 4);
        const int Count = 45;
        var spread = canvas.Width * 7;
        for (var i = 0; i < Count; i++)
        {
            var left = vanish.X + ((i - 0.36) / (Count - 1) - 0.5) * spread;
            var right = vanish.X + ((i + 0.36) / (Count - 1) - 0.5) * spread;
            var colour = crops[i % crops.Length].Mix(air.Near, dim * 0.75).Mix(air.Glow, air.Light == Light.Golden ? 0.16 : 0);
            canvas.Path(new Outline().Move(vanish.X - 0.5, vanish.Y + 4).Line(vanish.X + 0.5, vanish.Y + 4).Line(right, canvas.Height + 10)
                .Line(left, canvas.Height + 10).Close(),
                canvas.Down(horizon, canvas.Height, new(0, colour.Mix(air.Haze, 0.45)), new(0.3, colour), new(1, colour.Darker(0.08))));
            if (left < canvas.Width * 1.6 && right > -canvas.Width * 0.6)
                Blossoms(canvas, dice, vanish, left, right, colour, horizon);
        }
    }

    /// <summary>Dabs of light and shade, larger the nearer; many shapes in a few paths, which is what makes it fast.</summary>
    private static void Blossoms(Canvas canvas, Dice dice, (double X, double Y) vanish, double left, double right, Colour colour, double horizon)
    {
        var (light, shade) = (new Outline(), new Outline());
        for (var k = 0; k < 95; k++)
        {
            var t = Math.Pow(dice.Next(), 0.62);
            var x = vanish.X + (left + (right - left) * dice.Between(-0.06, 1.06) - vanish.X) * t;
            var (y, r) = (horizon + (canvas.Height - horizon) * t, 0.8 + 8.5 * t * t * dice.Between(0.5, 1));
            if (x > -20 && x < canvas.Width + 20 && t > 0.12)
                (dice.Chance(0.55) ? light : shade).Move(x - r, y).Arc(r, x + r, y).Arc(r, x - r, y).Close();
        }
        canvas.Path(shade, colour.Darker(0.3), 0.6);
        canvas.Path(light, colour.Lighter(0.28), 0.8);
    }
}
