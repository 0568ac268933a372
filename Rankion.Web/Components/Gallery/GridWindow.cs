namespace Rankion.Web.Components.Gallery;

/// <summary>The part of a day that is in the page.</summary>
/// <param name="First">Index in the list of its first tile.</param>
/// <param name="Above">Pixels of rows left out above.</param>
/// <param name="Below">Pixels of rows left out below.</param>
/// <param name="Full">Its last row reaches the edge.</param>
public sealed record VisibleDay(DayGroup Group, int First, int Count, double Above, double Below, bool Full);

/// <summary>What of the gallery is in the page; the rest is blank space of the right height.</summary>
public sealed record GridWindow(IReadOnlyList<VisibleDay> Days, double Above, double Below)
{
    /// <summary>At most this many tiles are in the page, unless the screen itself shows more.</summary>
    public const int MaxTiles = 300;

    /// <summary>Everything, with nothing left out: for the first frame, which knows no measures yet.</summary>
    public static GridWindow Whole(IReadOnlyList<DayGroup> groups) => new([.. groups.Select(g => new VisibleDay(g, g.First, g.Count, 0, 0, false))], 0, 0);

    /// <summary>The rows on screen, and about a screen more on either side.</summary>
    public static GridWindow Of(IReadOnlyList<GridDay> days, double scrollTop, double screen)
    {
        for (var margin = screen; ; margin /= 2)
        {
            var window = Cut(days, scrollTop - margin, scrollTop + screen + margin);
            if (margin < 1 || window.Days.Sum(d => d.Count) <= MaxTiles)
                return window;
        }
    }

    private static GridWindow Cut(IReadOnlyList<GridDay> days, double from, double to)
    {
        var visible = new List<VisibleDay>();
        var (above, below) = (0.0, 0.0);
        foreach (var day in days)
        {
            if (day.Top + day.Height <= from)
                above = day.Top + day.Height;
            else if (day.Top >= to)
                below += day.Height;
            else
                visible.Add(CutDay(day, from, to));
        }
        return new(visible, above, below);
    }

    private static VisibleDay CutDay(GridDay day, double from, double to)
    {
        var header = day.Height - day.Rows[^1].Top - day.Rows[^1].Height;
        var (first, last) = (0, day.Rows.Count - 1);
        while (first < last && day.Top + header + day.Rows[first].Top + day.Rows[first].Height <= from)
            first++;
        while (last > first && day.Top + header + day.Rows[last].Top >= to)
            last--;
        var (start, end) = (day.Rows[first], day.Rows[last]);
        return new(
            day.Group, start.First, end.First + end.Count - start.First, start.Top,
            day.Rows[^1].Top + day.Rows[^1].Height - end.Top - end.Height,
            day.Full || last < day.Rows.Count - 1);
    }
}
