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

    public static readonly GridWindow Empty = new([], 0, 0);

    /// <summary>The first tiles, with nothing left out between them: for the first frame, which knows no measures yet.</summary>
    public static GridWindow First(IReadOnlyList<DayGroup> groups, int tiles) =>
        new([.. groups.TakeWhile(g => g.First < tiles).Select(g => new VisibleDay(g, g.First, Math.Min(g.Count, tiles - g.First), 0, 0, false))], 0, 0);

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
        var rows = day.Rows;
        var top = day.Top + day.Header;
        // a day, or a list without days, may have thousands of rows
        var first = Half(rows.Count - 1, n => top + rows[n].Top + rows[n].Height <= from);
        var last = Math.Max(first, Half(rows.Count - 1, n => top + rows[n + 1].Top < to));
        var (start, end) = (day.Rows[first], day.Rows[last]);
        return new(
            day.Group, start.First, end.First + end.Count - start.First, start.Top,
            day.Rows[^1].Top + day.Rows[^1].Height - end.Top - end.Height,
            day.Full || last < day.Rows.Count - 1);
    }

    /// <summary>The first number that something is no longer true of, below a limit.</summary>
    private static int Half(int limit, Func<int, bool> isTrue)
    {
        var (low, high) = (0, limit);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isTrue(middle) ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
