using System.Globalization;
using Rankion.Core.Calendar;
using Rankion.Web;
using Rankion.Web.Components.Calendar;

namespace Rankion.Tests.Components.Calendar;

public sealed class CalendarViewTests
{
    private static readonly DateOnly Friday = new(2026, 11, 20);

    [Theory]
    [InlineData("2026-11-20", DayOfWeek.Monday, "2026-10-26", "2026-12-06")]
    [InlineData("2026-11-20", DayOfWeek.Sunday, "2026-11-01", "2026-12-12")]
    [InlineData("2027-02-01", DayOfWeek.Monday, "2027-02-01", "2027-03-14")]
    [InlineData("2028-02-29", DayOfWeek.Saturday, "2028-01-29", "2028-03-10")]
    public void A_month_is_six_whole_weeks(string day, DayOfWeek weekStart, string first, string last)
    {
        var days = new CalendarView(CalendarMode.Month, DateOnly.Parse(day, CultureInfo.InvariantCulture), new()).Days(weekStart);
        Assert.Equal(42, days.Count);
        Assert.Equal((first, last), (days[0].ToString("O", CultureInfo.InvariantCulture), days[^1].ToString("O", CultureInfo.InvariantCulture)));
        Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(pair.First.AddDays(1), pair.Second));
    }

    [Theory]
    [InlineData(CalendarMode.Week, DayOfWeek.Monday, "2026-11-16", 7)]
    [InlineData(CalendarMode.Week, DayOfWeek.Sunday, "2026-11-15", 7)]
    [InlineData(CalendarMode.Day, DayOfWeek.Monday, "2026-11-20", 1)]
    [InlineData(CalendarMode.List, DayOfWeek.Monday, "2026-11-01", 30)]
    public void Each_view_has_its_days(CalendarMode mode, DayOfWeek weekStart, string first, int count)
    {
        var days = new CalendarView(mode, Friday, new()).Days(weekStart);
        Assert.Equal((DateOnly.Parse(first, CultureInfo.InvariantCulture), count), (days[0], days.Count));
    }

    [Fact]
    public void One_steps_from_span_to_span_and_not_off_the_calendar()
    {
        Assert.Equal(new DateOnly(2026, 12, 1), new CalendarView(CalendarMode.Month, new(2026, 11, 30), new()).Step(1).Date);
        Assert.Equal(new DateOnly(2026, 11, 13), new CalendarView(CalendarMode.Week, Friday, new()).Step(-1).Date);
        Assert.Equal(new DateOnly(2026, 11, 21), new CalendarView(CalendarMode.Day, Friday, new()).Step(1).Date);
        Assert.Equal(new DateOnly(2099, 12, 31), new CalendarView(CalendarMode.Day, new(2099, 12, 31), new()).Step(1).Date);
    }

    [Fact]
    public void An_address_says_what_is_looked_at()
    {
        var view = new CalendarView(CalendarMode.Week, Friday, new() { ProjectIds = [3, 7], Kinds = [EventKind.SocialPost], WithoutImage = true });
        Assert.Equal("/calendar?view=week&date=2026-11-20&event=42&project=3,7&kind=social_post&without_image=true", Urls.Calendar(view, 42));
        Assert.Equal(view, CalendarView.Read("week", "2026-11-20", CalendarFilter.Parse("project=3,7&kind=social_post&without_image=true"), CalendarMode.Month, default));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("year", "2026-13-01")]
    [InlineData("7", "yesterday")]
    public void What_nobody_can_read_is_today_as_it_was_last(string? mode, string? date) =>
        Assert.Equal(new CalendarView(CalendarMode.List, Friday, new()), CalendarView.Read(mode, date, new(), CalendarMode.List, Friday));

    [Fact]
    public void A_date_beyond_the_calendar_is_its_edge() => Assert.Equal(new DateOnly(2000, 1, 1), CalendarView.Read("day", "0001-01-01", new(), CalendarMode.Month, Friday).Date);
}
