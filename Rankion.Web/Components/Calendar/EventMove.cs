using Rankion.Core.Calendar;

namespace Rankion.Web.Components.Calendar;

/// <summary>Where somebody wants an event: at an instant, some days on at its time of day, or without a date.</summary>
public sealed record EventMove(EventLine Event)
{
    public DateTime? At { get; init; }

    public int Days { get; init; }

    public bool ToTray { get; init; }

    /// <summary>Onto a day: at a time of it, or at its own; what has no date begins in the morning.</summary>
    public static EventMove Onto(EventLine e, DateOnly day, TimeOnly? clock, TimeZoneInfo zone) => clock is null && e.ScheduledAt is { } at
        ? new(e) { Days = day.DayNumber - WallClock.Day(at, zone).DayNumber }
        : new(e) { At = WallClock.Instant(day.ToDateTime(clock ?? EventDraft.Morning), zone) };

    /// <summary>It stays where it is.</summary>
    public bool IsNothing => ToTray ? Event.ScheduledAt is null : At is { } at ? at == Event.ScheduledAt : Days == 0;

    /// <summary>The instant it comes to; null without a date.</summary>
    public DateTime? Target
    {
        get
        {
            if (ToTray || At is not null || Event.ScheduledAt is not { } now)
                return At;
            var zone = WallClock.Zone(Event.TimeZone);
            return WallClock.Instant(WallClock.Local(now, zone).AddDays(Days), zone);
        }
    }
}
