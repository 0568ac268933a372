using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>A wall and a table in the light of a window to the left, where still lifes stand.</summary>
/// <param name="TableY">Where the wall meets the table.</param>
internal sealed record Room(Colour Wall, Colour Table, double TableY)
{
    private static readonly string[] Tones =
    [
        "#b6bb9c #e6dbc6", "#e2bfa6 #f1e3d3", "#b3c1c8 #ddd8cf", "#e9e1d2 #c9a881", "#c9a3a0 #efe2d8", "#8fa39a #d8c8ae", "#d9b98a #7a5238",
    ];

    /// <param name="taken">The named colours that belong to the things in it.</param>
    public static Room Paint(Canvas canvas, Brief brief, Dice dice, double tableAt, params ReadOnlySpan<Colour?> taken)
    {
        var tones = dice.Pick(Tones).Split(' ').Select(Colour.Hex).ToArray();
        foreach (var colour in brief.Colours)
        {
            if (taken.Contains(colour))
                continue;
            (tones[0], tones[1]) = (colour, colour.Lighter(0.55).Saturated(0.6));
            break;
        }
        if (brief.Light == Light.Night || brief.Says("dark dunkel* moody chiaroscuro dutch"))
            (tones[0], tones[1]) = (tones[0].Mix(Colour.Hex("#12140f"), 0.78), tones[1].Mix(Colour.Hex("#1c130c"), 0.62));
        if (brief.Says("wood wooden holz* rustic rustikal"))
            tones[1] = Colour.Hex("#a8764a");
        var room = new Room(tones[0], tones[1], canvas.Height * tableAt);
        room.PaintWall(canvas, dice);
        room.PaintTable(canvas, brief, dice);
        return room;
    }

    /// <summary>The soft shadow of a thing that stands on the table, thrown to the right.</summary>
    public void Shadow(Canvas canvas, double x, double foot, double width)
    {
        var dark = Table.Darker(0.72);
        canvas.Ellipse(x + width * 0.55, foot - width * 0.02, width * 1.25, width * 0.2, canvas.Soft(dark, 0.5));
        canvas.Ellipse(x + width * 0.12, foot, width * 0.66, width * 0.11, canvas.Soft(dark, 0.85));
    }

    /// <summary>The light on a round thing: lit from the left, a shade before its right edge, and some light back from the wall.</summary>
    public static string Round(Canvas canvas, double x, double half, Colour colour) => canvas.Across(x - half, x + half,
        new(0, colour.Darker(0.22)), new(0.12, colour.Darker(0.05)), new(0.34, colour.Lighter(0.34)), new(0.58, colour), new(0.88, colour.Darker(0.42)),
            new(1, colour.Darker(0.3)));

    private void PaintWall(Canvas canvas, Dice dice)
    {
        canvas.Fill(canvas.Line(0, 0, canvas.Width, TableY, new(0, Wall.Lighter(0.26)), new(0.5, Wall), new(1, Wall.Darker(0.2))));
        var light = Wall.Lighter(0.75);
        var (x, y, pane, lean) = (canvas.Width * dice.Between(0.05, 0.3), TableY * dice.Between(0.04, 0.14), dice.Between(140, 190), dice.Between(0.24, 0.42));
        using (canvas.Inside(new Outline().Move(0, 0).Line(canvas.Width, 0).Line(canvas.Width, TableY).Line(0, TableY).Close()))
        {
            for (var column = 0; column < 2; column++)
            {
                for (var row = 0; row < 2; row++)
                {
                    var (px, py, h) = (x + column * pane * 1.1, y + row * pane * 1.5 + column * pane * lean * 1.1, pane * 1.38);
                    for (var soft = 0; soft < 3; soft++)
                    {
                        var grow = soft * 5 - 4;
                        canvas.Path(new Outline().Move(px - grow, py - grow).Line(px + pane + grow, py + pane * lean - grow)
                            .Line(px + pane + grow, py + pane * lean + h + grow).Line(px - grow, py + h + grow).Close(), light, 0.085);
                    }
                }
            }
            canvas.Ellipse(canvas.Width * 0.2, 0, canvas.Width * 0.8, TableY, canvas.Soft(light, 0.35));
        }
    }

    private void PaintTable(Canvas canvas, Brief brief, Dice dice)
    {
        var depth = canvas.Height - TableY;
        canvas.Rectangle(-2, TableY, canvas.Width + 4, depth + 4, canvas.Down(TableY, canvas.Height, new(0, Table.Darker(0.14)), new(0.16, Table),
            new(1, Table.Darker(0.26))));
        canvas.Rectangle(-2, TableY - 26, canvas.Width + 4, 28, canvas.Down(TableY - 26, TableY, new(0, Wall.Darker(0.6), 0), new(1, Wall.Darker(0.6), 0.28)));
        if (brief.Says("wood wooden holz* rustic rustikal"))
        {
            var noise = new Noise(dice.For("grain"), 3);
            for (var i = 0; i < 46; i++)
            {
                var y = TableY + depth * Math.Pow(dice.Next(), 0.8);
                var points = Enumerable.Range(0, 12).Select(k => canvas.Width * k / 11.0).Select(px => (px, y + noise.At(px / 260 + i) * 7)).ToList();
                canvas.Stroke(new Outline().Through(points), Table.Darker(dice.Between(0.25, 0.6)), dice.Between(0.8, 2.2), dice.Between(0.1, 0.4));
            }
        }
        canvas.Ellipse(canvas.Width * 0.3, TableY + depth * 0.35, canvas.Width * 0.5, depth * 0.5, canvas.Soft(Table.Lighter(0.6), 0.35));
    }
}
