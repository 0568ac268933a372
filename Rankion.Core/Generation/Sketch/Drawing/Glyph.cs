namespace Rankion.Core.Generation.Sketch.Drawing;

/// <summary>A letter's outline: closed contours of points that are on the line or pull it (TrueType's quadratic curves).</summary>
/// <param name="Advance">How far the pen moves, of the em.</param>
internal sealed record Glyph(double Advance, IReadOnlyList<IReadOnlyList<(double X, double Y, bool OnLine)>> Contours)
{
    /// <summary>The highest point above the base line, of the em.</summary>
    public double Top => Contours.SelectMany(c => c).Select(p => p.Y).DefaultIfEmpty(0).Max();

    public void AddTo(Outline outline, double x, double y, double size)
    {
        foreach (var points in Contours)
        {
            (double X, double Y, bool OnLine) At(int i) => points[i % points.Count];
            static (double X, double Y) Middle((double X, double Y, bool) a, (double X, double Y, bool) b) => ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
            // Two pulling points in a row have an unwritten point on the line between them, and a contour may begin with one.
            var from = At(0).OnLine ? (At(0).X, At(0).Y) : At(points.Count - 1).OnLine ? (At(points.Count - 1).X, At(points.Count - 1).Y)
                : Middle(At(0), At(points.Count - 1));
            outline.Move(x + from.Item1 * size, y - from.Item2 * size);
            for (var i = At(0).OnLine ? 1 : 0; i < points.Count + (At(0).OnLine ? 1 : 0); i++)
            {
                var point = At(i);
                if (point.OnLine)
                {
                    outline.Line(x + point.X * size, y - point.Y * size);
                    continue;
                }
                var next = At(i + 1);
                var to = next.OnLine ? (next.X, next.Y) : Middle(point, next);
                outline.Quad(x + point.X * size, y - point.Y * size, x + to.Item1 * size, y - to.Item2 * size);
                if (next.OnLine)
                    i++;
            }
            outline.Close();
        }
    }
}
