using System.Globalization;
using System.Text;

namespace Rankion.Core.Generation.Sketch.Drawing;

/// <summary>The data of an SVG path.</summary>
internal sealed class Outline
{
    private readonly StringBuilder data = new();

    /// <summary>A tenth of a unit is finer than a pixel.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    public Outline Move(double x, double y) => Add('M', x, y);

    public Outline Line(double x, double y) => Add('L', x, y);

    public Outline Quad(double cx, double cy, double x, double y) => Add('Q', cx, cy, x, y);

    public Outline Curve(double ax, double ay, double bx, double by, double x, double y) => Add('C', ax, ay, bx, by, x, y);

    /// <summary>The shorter arc of a circle, clockwise where so told.</summary>
    public Outline Arc(double radius, double x, double y, bool clockwise = true) => ArcOf(radius, radius, x, y, clockwise);

    public Outline ArcOf(double rx, double ry, double x, double y, bool clockwise = true)
    {
        data.Append('A').Append(Number(rx)).Append(' ').Append(Number(ry)).Append(clockwise ? " 0 0 1 " : " 0 0 0 ");
        data.Append(Number(x)).Append(' ').Append(Number(y));
        return this;
    }

    public Outline Close()
    {
        data.Append('Z');
        return this;
    }

    /// <summary>A soft line through the points (Catmull-Rom); continues from the last point where there is one.</summary>
    public Outline Through(IReadOnlyList<(double X, double Y)> points)
    {
        if (data.Length == 0)
            Move(points[0].X, points[0].Y);
        else
            Line(points[0].X, points[0].Y);
        for (var i = 0; i < points.Count - 1; i++)
        {
            var (before, from, to, after) = (points[Math.Max(0, i - 1)], points[i], points[i + 1], points[Math.Min(points.Count - 1, i + 2)]);
            Curve(
                from.X + (to.X - before.X) / 6, from.Y + (to.Y - before.Y) / 6,
                to.X - (after.X - from.X) / 6, to.Y - (after.Y - from.Y) / 6, to.X, to.Y);
        }
        return this;
    }

    public override string ToString() => data.ToString();

    private Outline Add(char command, params ReadOnlySpan<double> numbers)
    {
        data.Append(command);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i > 0)
                data.Append(' ');
            data.Append(Number(numbers[i]));
        }
        return this;
    }
}
