namespace Rankion.Core;

/// <summary>The injected clock, in the precision that both databases keep.</summary>
public static class Clock
{
    /// <summary>The current instant in UTC, cut to microseconds: PostgreSQL keeps no more.</summary>
    public static DateTime UtcNow(this TimeProvider time) => Truncate(time.GetUtcNow().UtcDateTime);

    public static DateTime Truncate(DateTime instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
