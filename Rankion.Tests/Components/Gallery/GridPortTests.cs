using System.Globalization;
using Rankion.Core.Images;
using Rankion.Web.Components.Gallery;

namespace Rankion.Tests.Components.Gallery;

public sealed class GridPortTests
{
    private static readonly DateTime Noon = new(2026, 5, 15, 12, 0, 0, DateTimeKind.Utc);

    private TileIndex index = new();

    [Fact]
    public void The_page_is_as_high_as_all_images_and_knows_where_each_is()
    {
        var port = Port(5000, hoursApart: 1);
        Look(port, top: 0);
        var last = port.TopOf(4999)!.Value;
        Assert.InRange(port.Height - last, 100, 320);
        Look(port, last - 400);
        Assert.Contains(port.Window.Days, d => d.First <= 4999 && d.First + d.Count > 4999);
        Assert.InRange(port.Span.Count, 10, GridWindow.MaxTiles);
        Assert.Null(port.TopOf(5000));
    }

    [Fact]
    public void A_list_without_days_is_one_run_without_headings()
    {
        var port = Port(100, hoursApart: 10);
        Look(port, 0);
        var byDay = port.Height;
        port.Lay(TimeZoneInfo.Utc, new(ByDay: false));
        Assert.Single(port.Window.Days);
        Assert.Equal(0, port.TopOf(0));
        Assert.True(port.Height < byDay);
    }

    [Fact]
    public void Squares_stand_in_rows_of_as_many_whatever_the_pictures_shapes()
    {
        var port = Port(100, hoursApart: 0, ratio: 3);
        port.Measure(new(1000, 200, 10, 40, 0, 800, null, 0));
        port.Lay(TimeZoneInfo.Utc, new(Squares: true));
        Assert.Equal((1.0, 40.0, 40 + 252.5), (port.RatioOf(0), port.TopOf(3), port.TopOf(4)));
        Assert.Equal([1], port.Within(new(260, 50, 270, 60)));

        port.Lay(TimeZoneInfo.Utc, GridView.Usual);
        Assert.Equal(3, port.RatioOf(0));
        Assert.NotEqual(40, port.TopOf(3));
    }

    [Fact]
    public void A_band_takes_every_tile_it_touches_in_the_page_or_not()
    {
        // four squares of 242.5 pixels to a row of 1000
        var port = Port(4000, hoursApart: 0, ratio: 1);
        port.Measure(new(1000, 200, 10, 40, 0, 800, null, 0));
        port.Lay(TimeZoneInfo.Utc, GridView.Usual);
        Assert.Equal([0], port.Within(new(0, 50, 20, 60)));
        Assert.Equal([0, 1, 4, 5], port.Within(new(240, 50, 260, 300)));
        Assert.Equal([], port.Within(new(243, 50, 251, 60)));
        Assert.Equal(400, port.Within(new(-50, 0, 2000, 40 + (99.5 * 252.5))).Count());
    }

    [Fact]
    public void What_would_move_what_is_looked_at_is_known()
    {
        var port = Port(500, hoursApart: 1);
        Look(port, 0);
        Assert.False(port.IsAbove(0));
        Look(port, 3000);
        Assert.True(port.IsAbove(0));
        Assert.False(port.IsAbove(499));
    }

    [Fact]
    public void Months_stand_beside_the_list_at_their_places()
    {
        var port = Port(800, hoursApart: 24);
        Look(port, 0);
        var marks = RailMark.Of(index, port, TimeZoneInfo.Utc, shown: false);
        Assert.Equal("May 2026", marks[0].Name);
        Assert.InRange(marks[0].At, 0, 0.001);
        Assert.Equal(marks.OrderBy(m => m.At), marks);
        Assert.Contains(marks, m => m.Look == "year" && m.Label == "2025");
        Assert.Equal(port.TopOf(15)!.Value, marks[1].Top, 3);
        Assert.Empty(RailMark.Of(Marks.Newest(Noon), Seen(new GridPort(Marks.Newest(Noon))), TimeZoneInfo.Utc, shown: false));
    }

    private GridPort Port(int count, double hoursApart, double ratio = 1.5)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-GB");
        index = Marks.Index(ImageSort.Newest, [.. Enumerable.Range(0, count).Select(i => Marks.At(count - i, Noon.AddHours(-i * hoursApart), ratio))]);
        return new(index);
    }

    private static GridPort Seen(GridPort port)
    {
        Look(port, 0);
        return port;
    }

    private static void Look(GridPort port, double top)
    {
        port.Measure(new(1000, 178, 10, 42, top, 800, null, 0));
        port.Lay(TimeZoneInfo.Utc, GridView.Usual);
    }
}
