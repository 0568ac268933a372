namespace Rankion.Web.Components.Gallery;

/// <summary>What the browser reports of the grid: its measures in CSS pixels, and where the person is in it.</summary>
/// <param name="Top">Pixels scrolled.</param>
/// <param name="Screen">Height of what is visible.</param>
/// <param name="AnchorId">The first tile on screen.</param>
/// <param name="AnchorOffset">Its distance from the top of the screen.</param>
public sealed record GridReport(double Width, double Row, double Gap, double Header, double Top, double Screen, long? AnchorId, double AnchorOffset)
{
    public GridMetrics Metrics => new(Width, Row, Gap, Header);
}

/// <summary>A rectangle over the grid, in CSS pixels from the first tile's left and the list's top.</summary>
public readonly record struct GridBand(double Left, double Top, double Right, double Bottom);

/// <summary>The opening through which the gallery is seen: knows the measures, decides which rows are in the page.</summary>
public sealed class GridPort(TileIndex index)
{
    private GridReport? report;
    private (int Version, GridMetrics? Metrics, GridView View) laid = (-1, null, GridView.Usual);
    private IReadOnlyList<GridDay> days = [];

    public GridWindow Window { get; private set; } = GridWindow.Empty;

    /// <summary>New images may come in at the top without moving what is looked at.</summary>
    public bool AtTop => report is null || report.Top < Math.Max(report.Header, report.Gap);

    public double Height => days.Count == 0 ? 0 : days[^1].Top + days[^1].Height;

    /// <summary>Height of what is visible; 0 before the first report.</summary>
    public double Screen => report?.Screen ?? 0;

    /// <summary>The part of the list that is in the page.</summary>
    public (int First, int Count) Span => Window.Days.Count == 0 ? (0, 0) : (Window.Days[0].First, Window.Days[^1].First + Window.Days[^1].Count - Window.Days[0].First);

    /// <summary>Takes the measures.</summary>
    /// <returns>True when they are others, so that the place on screen has to be found again.</returns>
    public bool Measure(GridReport now)
    {
        var changed = report is not null && report.Metrics != now.Metrics;
        report = now;
        return changed;
    }

    /// <summary>Lays out the list as it stands. Before the browser has reported its measures only a first screen is drawn, whole.</summary>
    public void Lay(TimeZoneInfo zone, GridView view)
    {
        if (report is null || report.Width <= 0)
        {
            laid = (-1, null, view);
            Window = GridWindow.First(view.ByDay ? DayGroups.Of(index, zone) : DayGroups.None(index), TileList.FirstTiles);
            return;
        }
        var metrics = view.ByDay ? report.Metrics : report.Metrics with { Header = 0 };
        var before = laid;
        laid = (index.Version, metrics, view);
        if (laid != before)
            days = GridLayout.Lay(view.ByDay ? DayGroups.Of(index, zone) : DayGroups.None(index), RatioOf, metrics);
        Look();
    }

    /// <summary>Moves the opening to where the person is now.</summary>
    public void Look()
    {
        if (report is not null && report.Width > 0)
            Window = GridWindow.Of(days, report.Top, report.Screen);
    }

    /// <summary>An image that comes in there moves what is looked at.</summary>
    public bool IsAbove(int place) => !AtTop && RowAt(report!.Top) is { } row && place <= row.First;

    /// <summary>Where a tile's row begins; null for one that is not in the list.</summary>
    public double? TopOf(int tile) => DayOf(tile) is { } day ? day.Top + day.Header + RowOf(day, tile).Top : null;

    /// <summary>The images whose tiles a rectangle touches.</summary>
    public IEnumerable<int> Within(GridBand band)
    {
        foreach (var day in days.Where(d => d.Top < band.Bottom && d.Top + d.Height > band.Top))
        {
            foreach (var row in day.Rows.Where(r => day.Top + day.Header + r.Top < band.Bottom && day.Top + day.Header + r.Top + r.Height > band.Top))
            {
                var left = 0.0;
                for (var i = row.First; i < row.First + row.Count; i++)
                {
                    var right = left + (RatioOf(i) * row.Height);
                    if (left < band.Right && right > band.Left)
                        yield return i;
                    left = right + report!.Gap;
                }
            }
        }
    }

    /// <summary>The shape of a tile, width by height.</summary>
    public double RatioOf(int tile) => laid.View.Squares ? 1 : index.RatioOf(tile);

    private GridRow? RowAt(double top)
    {
        foreach (var day in days)
        {
            if (day.Top + day.Height > top)
                return day.Rows.FirstOrDefault(r => day.Top + day.Header + r.Top + r.Height > top, day.Rows[^1]);
        }
        return null;
    }

    private GridDay? DayOf(int tile)
    {
        var (low, high) = (0, days.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = days[middle].Group;
            if (tile >= group.First && tile < group.First + group.Count)
                return days[middle];
            (low, high) = tile < group.First ? (low, middle - 1) : (middle + 1, high);
        }
        return null;
    }

    private static GridRow RowOf(GridDay day, int tile)
    {
        var (low, high) = (0, day.Rows.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = day.Rows[middle].First <= tile ? (middle, high) : (low, middle - 1);
        }
        return day.Rows[low];
    }
}
