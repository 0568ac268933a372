using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>A wood: conifers row behind row into the mist, or round crowns where leaves are asked for.</summary>
internal static class Forest
{
    public const string Words = "forest wood woods woodland tree pine fir spruce grove wald* *wald *wälder bäume baum tanne fichte kiefer birch birke oak " +
        "eiche nadelwald taiga redwood blossom* *blüte cherry! kirschblüte* sakura";

    private static readonly Colour[] Autumn = [.. "#c4572a #dd8a2e #e8b23a #a83b2a #8c4a24".Split(' ').Select(Colour.Hex)];
    private static readonly Colour[] Summer = [.. "#4f8a4a #6ba152 #3a7048 #87b35a #2f5f42".Split(' ').Select(Colour.Hex)];

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var green = brief.Colours.Count == 0 && brief.Light is null or Light.Day;
        var air = Air.For(brief, dice, Light.Day, Light.Dawn, Light.Golden);
        if (green)
            air = air with { Haze = Colour.Hex("#b9cfc8").Mix(air.Haze, 0.3), Near = Colour.Hex("#10302c").Mix(air.Near, 0.2) };
        var mist = air.Sky[3].Mix(air.Haze, 0.35).Lighter(air.IsNight ? 0 : 0.25);
        Sky.Paint(canvas, air, canvas.Height * 0.75);
        if (air.IsNight)
            Sky.Stars(canvas, dice.For("stars"), canvas.Height * 0.5, 150);
        var sunX = canvas.Width * dice.Between(0.3, 0.7);
        Sky.Sun(canvas, air, sunX, canvas.Height * dice.Between(0.16, 0.28), air.IsNight ? 36 : 58);
        var leafy = brief.Says("autumn* herbst* fall birch birke oak eiche maple ahorn leaves laub* buche beech cherry kirsch* blossom*");
        var crowns = brief.Says("autumn* herbst* fall maple ahorn") ? Autumn : brief.Says("cherry kirsch* blossom* blüte*") ? Blossom(brief) : Summer;
        var rows = leafy ? 4 : 6;
        for (var row = 0; row < rows; row++)
        {
            var t = (double)row / (rows - 1);
            var foot = canvas.Height * (0.5 + 0.52 * Math.Pow(t, 1.15));
            var colour = air.Hill(0.12 + 0.88 * Math.Pow(t, 1.2));
            Row(canvas, air, dice.For($"row {row}"), foot, t, colour, leafy ? crowns : null);
            if (row < rows - 1)
                canvas.Rectangle(-2, foot - 190, canvas.Width + 4, 300, canvas.Down(foot - 190, foot + 90, new(0, mist, 0), new(0.72, mist, 0.62),
                    new(1, mist, 0)));
        }
        if (!air.IsNight && air.Weather is Weather.Clear)
            Beams(canvas, air, dice.For("beams"), sunX);
        Sky.Veil(canvas, air, dice.For("weather"), canvas.Height * 0.55);
    }

    private static Colour[] Blossom(Brief brief)
    {
        var pink = brief.Colours.Count > 0 ? brief.Colours[0] : Colour.Hex("#f2a7bd");
        return [pink, pink.Lighter(0.25), pink.Lighter(0.5), pink.Darker(0.1)];
    }

    private static void Row(Canvas canvas, Air air, Dice dice, double foot, double t, Colour colour, Colour[]? crowns)
    {
        var noise = new Noise(dice, 3);
        var height = 120 + 330 * t * t + 90 * t;
        var step = crowns is null ? height * 0.15 : height * 0.34;
        var ground = foot + 26;
        for (var x = -step; x < canvas.Width + step; x += step * dice.Between(0.55, 1.35))
        {
            var size = height * (0.72 + 0.38 * noise.At(x / 130)) * dice.Between(0.7, 1.15);
            if (crowns is null)
                Things.Pine(canvas, dice, x, ground + noise.At(x / 300) * 14, size, canvas.Down(ground - size, ground, new(0, colour.Darker(0.06)),
                    new(0.55, colour), new(1, colour.Mix(air.Haze, 0.35 * (1 - t)))));
            else
                Crown(canvas, air, dice, x, ground, size, dice.Pick(crowns).Mix(air.Haze, 0.55 * (1 - t)).Mix(air.Near, air.IsNight ? 0.7 : 0.05), colour);
        }
        canvas.Path(Mountains.Ground(canvas, x => ground - 6 + noise.At(x / 240 + 3) * 16, 14), crowns is null ? colour : colour.Mix(crowns[0], 0.25));
    }

    /// <summary>A tree of many dabs, lighter where the light falls in from above.</summary>
    private static void Crown(Canvas canvas, Air air, Dice dice, double x, double foot, double height, Colour leaf, Colour trunk)
    {
        var (cy, r) = (foot - height * 0.62, height * 0.3);
        canvas.Path(new Outline().Move(x - height * 0.025, foot + 8).Line(x - height * 0.012, cy).Line(x + height * 0.012, cy)
            .Line(x + height * 0.03, foot + 8).Close(), trunk.Darker(0.25));
        for (var dab = 0; dab < 26; dab++)
        {
            var (angle, off) = (dice.Between(0, Math.Tau), Math.Sqrt(dice.Next()) * r);
            var (dx, dy) = (Math.Cos(angle) * off * 0.85, Math.Sin(angle) * off);
            var lit = 0.5 - dy / r * 0.5;
            canvas.Circle(x + dx, cy + dy, r * dice.Between(0.22, 0.42), leaf.Darker(0.32 * (1 - lit)).Mix(air.Glow, 0.22 * lit * (dab / 26.0)), 0.93);
        }
    }

    private static void Beams(Canvas canvas, Air air, Dice dice, double sunX)
    {
        for (var i = 0; i < 6; i++)
        {
            var (from, lean, width) = (sunX + dice.Between(-0.3, 0.3) * canvas.Width, dice.Between(-260, 260), dice.Between(24, 80));
            canvas.Path(new Outline().Move(from, -10).Line(from + width, -10).Line(from + width * 2.4 + lean, canvas.Height * 0.92)
                .Line(from + lean, canvas.Height * 0.92).Close(),
                canvas.Down(0, canvas.Height * 0.9, new(0, air.Glow.Lighter(0.4), 0.16), new(0.6, air.Glow.Lighter(0.4), 0.1), new(1, air.Glow, 0)));
        }
    }
}
