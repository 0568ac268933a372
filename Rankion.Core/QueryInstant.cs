using System.Globalization;

namespace Rankion.Core;

/// <summary>An end of a span of time as it stands in a query: a date, which means its whole day in UTC, or an ISO 8601 instant.</summary>
public static class QueryInstant
{
    public const string Fault = "This must be a date or an ISO 8601 instant.";

    internal const string DateFormat = "yyyy-MM-dd";

    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>The first instant that is meant; null where it is neither of the two.</summary>
    public static DateTime? First(string text) => Date(text) ?? Instant(text);

    /// <summary>The last instant that is meant; null where it is neither of the two.</summary>
    public static DateTime? Last(string text) => Date(text) is { } date ? EndOf(date) : Instant(text);

    /// <summary>The last instant of a day that the databases can hold.</summary>
    internal static DateTime EndOf(DateTime date) => date.AddTicks(TimeSpan.TicksPerDay - TimeSpan.TicksPerMicrosecond);

    private static DateTime? Date(string text) =>
        DateTime.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;

    // a plus sign that nobody escaped has become a space
    private static DateTime? Instant(string text) =>
        DateTimeOffset.TryParseExact(text.Replace(' ', '+'), InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? Clock.Truncate(instant.UtcDateTime)
            : null;
}
