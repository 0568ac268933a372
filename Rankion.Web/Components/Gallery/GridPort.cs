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

/// <summary>The opening through which the gallery is seen: knows the measures, decides which rows are in the page.</summary>
public sealed class GridPort
{
    // Before the browser has reported its measures only a first screen is drawn, whole.
    private const int FirstTiles = 60;

    private GridReport? report;
    private IReadOnlyList<GridDay> days = [];
    private int read;

    public GridWindow Window { get; private set; } = new([], 0, 0);

    public IReadOnlyList<DayGroup> Groups { get; private set; } = [];

    /// <summary>Height, as good as it can be guessed, of what has not been read yet; so that the scrollbar is about right.</summary>
    public double Unread { get; private set; }

    /// <summary>New images may come in at the top without moving what is looked at.</summary>
    public bool AtTop => report is null || report.Top < report.Header;

    private double Height => days.Count == 0 ? 0 : days[^1].Top + days[^1].Height;

    /// <summary>The person comes near the end of what has been read.</summary>
    public bool IsShort => report is not null && Height < report.Top + (3 * report.Screen);

    /// <summary>Takes the measures.</summary>
    /// <returns>True when they are others, so that the place on screen has to be found again.</returns>
    public bool Measure(GridReport now)
    {
        var changed = report is not null && report.Metrics != now.Metrics;
        report = now;
        return changed;
    }

    /// <summary>Lays out the list as it stands.</summary>
    public void Lay(IReadOnlyList<Tile> tiles, int total, TimeZoneInfo zone)
    {
        Groups = DayGroups.Of(tiles, zone);
        read = tiles.Count;
        if (report is null || report.Width <= 0)
        {
            Window = GridWindow.Whole(DayGroups.Of([.. tiles.Take(FirstTiles)], zone));
            return;
        }
        days = GridLayout.Lay(Groups, i => tiles[i].Ratio, report.Metrics);
        Unread = read == 0 ? 0 : Height / read * Math.Max(0, total - read);
        Look();
    }

    /// <summary>Moves the opening to where the person is now.</summary>
    public void Look()
    {
        if (report is not null && report.Width > 0)
            Window = GridWindow.Of(days, report.Top, report.Screen);
    }

    /// <summary>Where a tile's row begins; null for one that is not read.</summary>
    public double? TopOf(int index)
    {
        foreach (var day in days)
        {
            if (index < day.Group.First || index >= day.Group.First + day.Group.Count)
                continue;
            var header = day.Height - day.Rows[^1].Top - day.Rows[^1].Height;
            return day.Top + header + day.Rows.First(r => index < r.First + r.Count).Top;
        }
        return null;
    }
}
