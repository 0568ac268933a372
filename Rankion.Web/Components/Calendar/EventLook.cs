using System.Globalization;
using Rankion.Core.Calendar;
using static Rankion.Web.Components.Calendar.CalendarWords;

namespace Rankion.Web.Components.Calendar;

/// <summary>How events are shown: words and icons beside every colour, times as the person has them on the wall.</summary>
public static class EventLook
{
    public static string Icon(EventStatus status) => status switch
    {
        EventStatus.Idea => "lightbulb",
        EventStatus.Draft => "edit",
        EventStatus.Scheduled => "schedule",
        EventStatus.Published => "check_circle",
        _ => "block",
    };

    public static string Icon(EventKind kind) => kind switch
    {
        EventKind.Article => "article",
        EventKind.SocialPost => "campaign",
        EventKind.Newsletter => "mail",
        _ => "label",
    };

    /// <summary>The class that gives it its colours.</summary>
    public static string Class(EventStatus status) => status.ToString().ToLowerInvariant();

    public static string Word(EventStatus status) => status switch
    {
        EventStatus.Idea => Say["Idea"],
        EventStatus.Draft => Say["Draft"],
        EventStatus.Scheduled => Say["Scheduled"],
        EventStatus.Published => Say["Published"],
        _ => Say["Cancelled"],
    };

    public static string Word(EventKind kind) => kind switch
    {
        EventKind.Article => Say["Article"],
        EventKind.SocialPost => Say["Post"],
        EventKind.Newsletter => Say["Newsletter"],
        _ => Say["Other"],
    };

    public static string Time(DateTime utc, TimeZoneInfo zone) => WallClock.Local(utc, zone).ToString("t", CultureInfo.CurrentCulture);

    /// <summary><c>Thu 26 Nov, 09:00</c></summary>
    public static string Moment(DateTime utc, TimeZoneInfo zone) => WallClock.Local(utc, zone).ToString("ddd d MMM, ", CultureInfo.CurrentCulture) + Time(utc, zone);

    /// <summary><c>Thursday 26 November</c>, with the year where it is not this one.</summary>
    public static string Day(DateOnly day, DateOnly today) => day.ToString(day.Year == today.Year ? "dddd d MMMM" : "dddd d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary><c>Berlin (UTC+1)</c></summary>
    public static string Zone(TimeZoneInfo zone, DateTime at)
    {
        var city = zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');
        var offset = Offset(zone.GetUtcOffset(at));
        return zone.Id == WallClock.UtcId ? offset : $"{city} ({offset})";
    }

    /// <summary><c>UTC+1</c></summary>
    public static string Offset(TimeSpan offset) => offset == TimeSpan.Zero
        ? "UTC"
        : $"UTC{(offset < TimeSpan.Zero ? "−" : "+")}{offset.ToString(offset.Minutes == 0 ? "%h" : @"h\:mm", CultureInfo.InvariantCulture)}";

    /// <summary>What follows a card's title, for who cannot see it.</summary>
    public static string Rest(EventLine e, TimeZoneInfo zone, string? project) => string.Join(", ", new[]
    {
        "",
        Word(e.Kind),
        Word(e.Status),
        e.ScheduledAt is { } at ? Moment(at, zone) : Say["no date"],
        project,
        e.DueAt is not null && e.Status == EventStatus.Scheduled ? Say["is due"] : null,
        e.ImageId is null ? Say["no image yet"] : null,
    }.OfType<string>());
}
