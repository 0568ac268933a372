using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>Leaves upon leaves, darker the deeper.</summary>
internal static class Leaves
{
    public const string Words = "leaf leaves botanical foliage jungle tropical greenery fern monstera blatt blätter blattwerk dschungel botanisch* farn " +
        "tropisch* urwald organic bio nature pattern";

    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        Colour[] greens = brief.Colours.Count > 0 ? [.. brief.Colours, brief.Colours[0].Darker(0.3), brief.Colours[^1].Lighter(0.25)]
            : brief.Says("autumn* herbst* fall") ? [.. "#b5532a #d98f2f #8a3b28 #c9762f #6f4a2a".Split(' ').Select(Colour.Hex)]
            : [.. "#1f6f5a #3f8f58 #7fa84f #2f7f78 #a9b866".Split(' ').Select(Colour.Hex)];
        var deep = greens[0].Darker(0.78);
        canvas.Fill(deep);
        for (var layer = 0; layer < 4; layer++)
        {
            var own = dice.For($"layer {layer}");
            var (t, count) = (layer / 3.0, (int)(canvas.Width * canvas.Height / 1e6 * (24 - 3 * layer)));
            for (var i = 0; i < count; i++)
            {
                var (x, y, length) = (own.Between(-0.1, 1.1) * canvas.Width, own.Between(-0.1, 1.1) * canvas.Height, own.Between(210, 350) * (0.72 + 0.4 * t));
                using (canvas.At(x, y, own.Between(0, 360)))
                using (canvas.At(-length / 2, 0))
                {
                    canvas.Ellipse(length * 0.52, length * 0.06, length * 0.58, length * 0.3, canvas.Soft(Colour.Hex("#030806"), 0.7));
                    var green = own.Pick(greens).Mix(deep, 0.72 * (1 - t));
                    if (own.Chance(brief.Says("monstera fern farn tropical tropisch* jungle dschungel palm*") ? 0.6 : 0.22))
                        Frond(canvas, length, green);
                    else
                        Fruits.Leaf(canvas, 0, 0, length, 0, green);
                }
            }
        }
        canvas.Fill(canvas.Radial(canvas.Width * 0.4, canvas.Height * 0.35, Math.Max(canvas.Width, canvas.Height) * 0.8,
            new(0, Colour.Hex("#fff6cf"), 0.22), new(0.45, Colour.Hex("#fff6cf"), 0), new(1, Colour.Hex("#020604"), 0.5)));
    }

    private static void Frond(Canvas canvas, double length, Colour green)
    {
        for (var leaf = 0; leaf < 22; leaf++)
        {
            var (t, side) = (leaf / 22.0, leaf % 2 == 0 ? 1 : -1);
            var reach = length * 0.42 * Math.Sin(Math.PI * (0.16 + 0.8 * t));
            using (canvas.At(length * t, 0, side * (62 - 34 * t)))
            {
                canvas.Path(new Outline().Move(0, 0).Quad(reach * 0.45, -reach * 0.13, reach, 0).Quad(reach * 0.45, reach * 0.13, 0, 0).Close(),
                    side > 0 ? green.Darker(0.14) : green.Lighter(0.14));
            }
        }
        canvas.Stroke(new Outline().Move(0, 0).Line(length, 0), green.Lighter(0.4), length * 0.014, 0.8);
    }
}
