namespace Rankion.Core.Calendar;

/// <summary>
/// Instants, and what the clock on a wall shows then. An hour that a day skips is as much later as the clock jumps; of an hour
/// that comes twice the first one is meant (RFC 5545, 3.3.5).
/// </summary>
public static class WallClock
{
    public const string UtcId = "UTC";
    public const int MaxName = 64;

    /// <summary>The zone of that IANA name, UTC where there is none: a zone may go from one version of the tables to the next.</summary>
    public static TimeZoneInfo Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    public static bool IsZone(string id) => id.Length is > 0 and <= MaxName && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId;

    public static DateTime Local(DateTime instant, TimeZoneInfo zone) =>
        DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(instant, zone), DateTimeKind.Unspecified);

    public static DateTime Instant(DateTime local, TimeZoneInfo zone)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        var offset = zone.IsInvalidTime(wall) ? OffsetBefore(wall, zone)
            : zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max()
            : zone.GetUtcOffset(wall);
        return new(wall.Ticks - offset.Ticks, DateTimeKind.Utc);
    }

    /// <summary>The first instant of a day.</summary>
    public static DateTime Start(DateOnly day, TimeZoneInfo zone) => Instant(day.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>The day that an instant falls on.</summary>
    public static DateOnly Day(DateTime instant, TimeZoneInfo zone) => DateOnly.FromDateTime(Local(instant, zone));

    // no zone jumps by more than a day
    private static TimeSpan OffsetBefore(DateTime skipped, TimeZoneInfo zone)
    {
        var before = skipped;
        do
            before = before.AddMinutes(-15);
        while (zone.IsInvalidTime(before));
        return zone.GetUtcOffset(before);
    }
}
