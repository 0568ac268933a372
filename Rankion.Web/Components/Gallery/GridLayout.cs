namespace Rankion.Web.Components.Gallery;

/// <summary>The gallery's measures, in CSS pixels, as the browser reports them.</summary>
/// <param name="Width">Of a day's tiles.</param>
/// <param name="Row">Height that a row has before it is stretched to the edge.</param>
/// <param name="Gap">Between tiles, both ways.</param>
/// <param name="Header">Height of a day's heading.</param>
public sealed record GridMetrics(double Width, double Row, double Gap, double Header);

/// <summary>A day of the gallery: a run of its list.</summary>
public readonly record struct DayGroup(DateOnly Day, int First, int Count);

/// <summary>A row of tiles.</summary>
/// <param name="First">Index in the list.</param>
/// <param name="Top">From the top of its day's tiles.</param>
public readonly record struct GridRow(int First, int Count, double Top, double Height);

/// <summary>A day with its rows.</summary>
/// <param name="Top">From the top of the list, heading included.</param>
/// <param name="Full">The last row is stretched to the edge too.</param>
public sealed record GridDay(DayGroup Group, double Top, double Height, IReadOnlyList<GridRow> Rows, bool Full)
{
    /// <summary>Height of its heading.</summary>
    public double Header => Height - Rows[^1].Top - Rows[^1].Height;
}

/// <summary>
/// Where rows break and how high they are: the arithmetic of the browser's flex-wrap with <c>flex: r 1 calc(r * row)</c>, done
/// here as well, so that a row can be left out of the page and leave a gap of exactly its height.
/// </summary>
public static class GridLayout
{
    /// <summary>A row grows at most to this multiple of its height (max-inline-size in Tile.razor.css).</summary>
    internal const double MaxStretch = 1.55;

    /// <summary>A day's last row is stretched to the edge when it is at least this full.</summary>
    internal const double FullFrom = 0.85;

    public static IReadOnlyList<GridDay> Lay(IReadOnlyList<DayGroup> groups, Func<int, double> ratio, GridMetrics metrics)
    {
        var days = new List<GridDay>(groups.Count);
        var top = 0.0;
        foreach (var group in groups)
        {
            var (rows, full) = Break(group, ratio, metrics);
            var height = metrics.Header + rows[^1].Top + rows[^1].Height;
            days.Add(new(group, top, height, rows, full));
            top += height;
        }
        return days;
    }

    private static (List<GridRow> Rows, bool Full) Break(DayGroup group, Func<int, double> ratio, GridMetrics metrics)
    {
        var rows = new List<GridRow>();
        var (first, used, ratios, top) = (group.First, 0.0, 0.0, 0.0);
        for (var i = group.First; i < group.First + group.Count; i++)
        {
            var basis = Snap(ratio(i) * metrics.Row);
            if (i > first && used + metrics.Gap + basis > metrics.Width)
            {
                top = Close(rows, first, i - first, top, Stretched(i - first, ratios, metrics), metrics);
                (first, used, ratios) = (i, 0, 0);
            }
            used += basis + (i > first ? metrics.Gap : 0);
            ratios += ratio(i);
        }
        var full = used >= FullFrom * metrics.Width;
        var count = group.First + group.Count - first;
        Close(rows, first, count, top, full ? Stretched(count, ratios, metrics) : metrics.Row, metrics);
        return (rows, full);
    }

    private static double Close(List<GridRow> rows, int first, int count, double top, double height, GridMetrics metrics)
    {
        rows.Add(new(first, count, top, height));
        return top + height + metrics.Gap;
    }

    private static double Stretched(int count, double ratios, GridMetrics metrics) =>
        Math.Min((metrics.Width - ((count - 1) * metrics.Gap)) / ratios, metrics.Row * MaxStretch);

    // Browsers lay out in 1/64 pixel.
    private static double Snap(double pixels) => Math.Floor(pixels * 64) / 64;
}
