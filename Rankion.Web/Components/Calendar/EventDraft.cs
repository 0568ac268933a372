using Rankion.Core.Calendar;

namespace Rankion.Web.Components.Calendar;

/// <summary>A new event as it is being thought out; it outlives its panel, so that nothing typed is lost.</summary>
public sealed class EventDraft
{
    /// <summary>When something without a time of its own is planned for.</summary>
    public static readonly TimeOnly Morning = new(9, 0);

    public string Title { get; set; } = "";

    public string Notes { get; set; } = "";

    public EventKind Kind { get; set; }

    /// <summary>Null: no date.</summary>
    public DateOnly? Day { get; set; }

    public TimeOnly Clock { get; set; } = Morning;

    public long? ProjectId { get; set; }

    public bool IsEmpty => Title.Length == 0 && Notes.Length == 0;

    public DateTime? At(TimeZoneInfo zone) => Day is { } day ? WallClock.Instant(day.ToDateTime(Clock), zone) : null;

    internal EventPatch ToPatch(TimeZoneInfo zone) => new()
    {
        Title = Title,
        Kind = Kind,
        ScheduledAt = new(At(zone)),
        TimeZone = zone.Id,
        Status = Day is null ? EventStatus.Idea : EventStatus.Draft,
        Notes = new(Notes),
    };
}
