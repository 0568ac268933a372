using Rankion.Web.Components.Gallery;

namespace Rankion.Tests.Components.Gallery;

public sealed class GridLayoutTests
{
    private static readonly GridMetrics Metrics = new(Width: 1000, Row: 200, Gap: 10, Header: 40);

    [Fact]
    public void A_row_takes_what_fits_and_is_stretched_to_the_edge()
    {
        // 300 + 10 + 300 + 10 + 300 = 920 fits; a fourth does not
        var day = Lay(1.5, 1.5, 1.5, 1.5);
        Assert.Equal([3, 1], day.Rows.Select(r => r.Count));
        Assert.Equal(980 / 4.5, day.Rows[0].Height, 6);
        Assert.Equal(day.Rows[0].Height + 10, day.Rows[1].Top, 6);
    }

    [Fact]
    public void A_last_row_that_is_nearly_full_is_stretched_and_another_keeps_its_height()
    {
        Assert.Equal((true, 980 / 4.5), (Lay(1.5, 1.5, 1.5).Full, Lay(1.5, 1.5, 1.5).Rows[0].Height));
        Assert.Equal((false, 200.0), (Lay(1.5, 1.5).Full, Lay(1.5, 1.5).Rows[0].Height));
    }

    [Fact]
    public void A_tile_wider_than_the_page_shrinks_and_no_row_grows_beyond_all_measure()
    {
        var narrow = Metrics with { Width = 390 };
        Assert.Equal(130, GridLayout.Lay([Group(1)], _ => 3, narrow)[0].Rows[0].Height);
        // a lone tile before a panorama would fill the page
        var rows = GridLayout.Lay([Group(2)], i => i == 0 ? 0.5 : 3, narrow)[0].Rows;
        Assert.Equal(200 * 1.55, rows[0].Height);
    }

    [Fact]
    public void Days_follow_one_another()
    {
        var days = GridLayout.Lay([new(new(2026, 5, 15), 0, 4), new(new(2026, 5, 14), 4, 2)], _ => 1.5, Metrics);
        Assert.Equal(0, days[0].Top);
        Assert.Equal(days[0].Height, days[1].Top);
        Assert.Equal(40 + 200, days[1].Height);
        Assert.Equal(4, days[1].Rows[0].First);
    }

    [Fact]
    public void Whatever_is_looked_at_the_page_is_as_high_as_the_whole_gallery()
    {
        var random = new Random(7);
        var ratios = Enumerable.Range(0, 2000).Select(_ => Math.Round(0.5 + (random.NextDouble() * 1.5), 4)).ToArray();
        var groups = Enumerable.Range(0, 80).Select(i => new DayGroup(new DateOnly(2026, 5, 15).AddDays(-i), i * 25, 25)).ToList();
        var days = GridLayout.Lay(groups, i => ratios[i], Metrics);
        var height = days[^1].Top + days[^1].Height;
        for (var top = 0.0; top < height; top += 777)
        {
            var window = GridWindow.Of(days, top, 900);
            var shown = window.Days.Sum(v => Metrics.Header + v.Above + HeightOf(days, v) + v.Below);
            Assert.Equal(height, window.Above + shown + window.Below, 3);
            Assert.InRange(window.Days.Sum(d => d.Count), 1, GridWindow.MaxTiles);
            Assert.True(window.Days[0].Above + window.Above <= top + Metrics.Header, "what is on screen is in the page");
        }
    }

    [Fact]
    public void Small_tiles_on_a_large_screen_keep_to_the_limit()
    {
        var days = GridLayout.Lay([new(new(2026, 5, 15), 0, 5000)], _ => 1, Metrics with { Row = 96 });
        var window = GridWindow.Of(days, 3000, 1400);
        Assert.InRange(window.Days.Sum(d => d.Count), 100, GridWindow.MaxTiles);
    }

    [Fact]
    public void A_day_cut_off_below_still_ends_at_the_edge()
    {
        var days = GridLayout.Lay([new(new(2026, 5, 15), 0, 61)], _ => 1.5, Metrics);
        Assert.False(days[0].Full);
        Assert.True(GridWindow.Of(days, 0, 300).Days[0].Full);
        Assert.False(GridWindow.Of(days, days[0].Height - 300, 300).Days[^1].Full);
    }

    private static double HeightOf(IReadOnlyList<GridDay> days, VisibleDay visible)
    {
        var rows = days.Single(d => d.Group == visible.Group).Rows.Where(r => r.First >= visible.First && r.First < visible.First + visible.Count).ToList();
        return rows[^1].Top + rows[^1].Height - rows[0].Top;
    }

    private static GridDay Lay(params double[] ratios) => GridLayout.Lay([Group(ratios.Length)], i => ratios[i], Metrics)[0];

    private static DayGroup Group(int count) => new(new(2026, 5, 15), 0, count);
}
