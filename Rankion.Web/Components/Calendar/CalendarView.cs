using System.Globalization;
using Rankion.Core.Calendar;
using static Rankion.Web.Components.Calendar.CalendarWords;

namespace Rankion.Web.Components.Calendar;

public enum CalendarMode
{
    Month,
    Week,
    Day,
    List,
}

/// <summary>What of the calendar is looked at: its address.</summary>
/// <param name="Date">A day of the span that is shown.</param>
public sealed record CalendarView(CalendarMode Mode, DateOnly Date, CalendarFilter Filter)
{
    /// <summary>Six weeks are a month, wherever it begins.</summary>
    public const int MonthDays = 42;

    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2099, 12, 31);

    /// <summary>What an address asks for; what nobody can read in it is today, or as it was last.</summary>
    public static CalendarView Read(string? mode, string? date, CalendarFilter filter, CalendarMode last, DateOnly today) => new(
        ModeOf(mode) ?? last,
        DayOf(date) is { } day ? Within(day) : today,
        filter);

    /// <summary><c>2026-11-24</c>; null where it is no day.</summary>
    public static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static CalendarMode? ModeOf(string? name) => Enum.TryParse<CalendarMode>(name, ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode : null;

    /// <summary>The days that are shown.</summary>
    /// <param name="weekStart">With which day a week begins where the person lives.</param>
    public IReadOnlyList<DateOnly> Days(DayOfWeek weekStart) => Mode switch
    {
        CalendarMode.Month => Run(WeekOf(new(Date.Year, Date.Month, 1), weekStart), MonthDays),
        CalendarMode.List => Run(new(Date.Year, Date.Month, 1), DateTime.DaysInMonth(Date.Year, Date.Month)),
        CalendarMode.Week => Run(WeekOf(Date, weekStart), 7),
        _ => [Date],
    };

    /// <summary>The span before or after this one.</summary>
    public CalendarView Step(int by) => this with
    {
        Date = Within(Mode switch
        {
            CalendarMode.Week => Date.AddDays(7 * by),
            CalendarMode.Day => Date.AddDays(by),
            _ => new DateOnly(Date.Year, Date.Month, 1).AddMonths(by),
        }),
    };

    /// <summary><c>November 2026</c>, <c>23 – 29 November 2026</c>, <c>Tuesday 24 November 2026</c></summary>
    public string Title(DayOfWeek weekStart)
    {
        if (Mode is CalendarMode.Month or CalendarMode.List)
            return Date.ToString("MMMM yyyy", CultureInfo.CurrentCulture);
        if (Mode == CalendarMode.Day)
            return Date.ToString("dddd d MMMM yyyy", CultureInfo.CurrentCulture);
        var first = WeekOf(Date, weekStart);
        var last = first.AddDays(6);
        return Say["{0} – {1}", first.ToString(first.Month == last.Month ? "%d" : "d MMM", CultureInfo.CurrentCulture), last.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)];
    }

    public static DateOnly WeekOf(DateOnly day, DayOfWeek weekStart) => day.AddDays(-((day.DayOfWeek - weekStart + 7) % 7));

    private static DateOnly Within(DateOnly day) => day < Earliest ? Earliest : day > Latest ? Latest : day;

    private static DateOnly[] Run(DateOnly first, int count) => [.. Enumerable.Range(0, count).Select(first.AddDays)];
}
