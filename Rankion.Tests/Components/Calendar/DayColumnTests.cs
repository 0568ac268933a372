using Rankion.Core.Calendar;
using Rankion.Web.Components.Calendar;

namespace Rankion.Tests.Components.Calendar;

public sealed class DayColumnTests
{
    private static readonly TimeZoneInfo Berlin = WallClock.Zone("Europe/Berlin");

    [Fact]
    public void Those_that_overlap_share_the_width_and_the_others_have_it_all()
    {
        var column = DayColumn.Of([At(1, 9, 0, 60), At(2, 9, 30, 60), At(3, 10, 0, 30), At(4, 12, 0, null)], TimeZoneInfo.Utc, 3);
        Assert.Equal([(1L, 540, 60, 0, 2), (2, 570, 60, 1, 2), (3, 600, 30, 0, 2), (4, 720, 30, 0, 1)], column.Blocks.Select(b => (b.Event.Id, b.Start, b.Minutes, b.Lane, b.Lanes)));
        Assert.Empty(column.More);
    }

    [Fact]
    public void Where_there_is_no_room_the_last_lane_says_how_many_more()
    {
        var column = DayColumn.Of(Enumerable.Range(1, 170).Select(id => At(id, 9, 0, 30)), TimeZoneInfo.Utc, 3);
        Assert.Equal([1L, 2], column.Blocks.Select(b => b.Event.Id));
        Assert.Equal(new Overflow(540, 168, 3), Assert.Single(column.More));
    }

    [Fact]
    public void The_last_minutes_of_a_day_are_high_enough_to_be_read_within_it()
    {
        var block = Assert.Single(DayColumn.Of([At(1, 23, 55, 600)], TimeZoneInfo.Utc, 3).Blocks);
        Assert.Equal((1410, 30), (block.Start, block.Minutes));
    }

    [Theory]
    // the day on which the clock jumps, and the one on which an hour comes twice
    [InlineData("2026-03-29T00:59:00Z", 119)]
    [InlineData("2026-03-29T01:00:00Z", 180)]
    [InlineData("2026-10-25T00:30:00Z", 150)]
    [InlineData("2026-10-25T01:30:00Z", 150)]
    [InlineData("2026-10-25T02:30:00Z", 210)]
    public void A_card_stands_where_the_clock_on_the_wall_stands(string instant, int minute) =>
        Assert.Equal(minute, DayColumn.MinuteOf(Line(1, DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, null), Berlin));

    [Theory]
    [InlineData(118, 2)]
    [InlineData(400, 9)]
    [InlineData(60, 0)]
    public void As_many_cards_are_in_a_cell_as_fit_with_the_line_that_counts_the_others(int height, int shown) =>
        Assert.Equal(shown, CellStack.Fit([.. Enumerable.Range(1, 5000).Select(id => At(id, 9, 0, null))], _ => false, height));

    [Fact]
    public void All_are_shown_where_all_fit() => Assert.Equal(2, CellStack.Fit([At(1, 9, 0, null), At(2, 10, 0, null)], e => e.Id == 1, 118));

    [Fact]
    public void A_move_onto_a_day_keeps_the_time_of_day_where_clocks_change_and_in_hours_means_the_hour()
    {
        // 09:00 in Berlin on the last Saturday of summer time
        var card = Line(1, new(2026, 10, 24, 7, 0, 0, DateTimeKind.Utc), null) with { TimeZone = "Europe/Berlin" };
        var onto = EventMove.Onto(card, new(2026, 10, 26), null, Berlin);
        Assert.Equal((2, new DateTime(2026, 10, 26, 8, 0, 0, DateTimeKind.Utc)), (onto.Days, onto.Target));
        Assert.Equal(new DateTime(2026, 10, 26, 13, 15, 0, DateTimeKind.Utc), EventMove.Onto(card, new(2026, 10, 26), new(14, 15), Berlin).At);
        Assert.Equal(new DateTime(2026, 10, 26, 8, 0, 0, DateTimeKind.Utc), EventMove.Onto(card with { ScheduledAt = null }, new(2026, 10, 26), null, Berlin).At);
        Assert.True(EventMove.Onto(card, new(2026, 10, 24), null, Berlin).IsNothing);
        Assert.True(new EventMove(card with { ScheduledAt = null }) { ToTray = true }.IsNothing);
    }

    private static EventLine At(long id, int hour, int minute, int? duration) => Line(id, new(2026, 11, 24, hour, minute, 0, DateTimeKind.Utc), duration);

    private static EventLine Line(long id, DateTime at, int? duration) =>
        new(id, 1, "Title", EventKind.Article, EventStatus.Scheduled, at, WallClock.UtcId, duration, null, null, null, 1);
}
