using System.Globalization;
using System.Text.RegularExpressions;

namespace Rankion.Core.Images.Searching;

/// <summary>Stretches of time as they are typed: <c>2026-05</c>, <c>2026-05-01..2026-05-07</c>, <c>..2025</c>, <c>today</c>, <c>&lt;7d</c>, <c>&gt;3m</c>.</summary>
internal static partial class SearchDates
{
    private const string Between = "..";

    /// <returns>From the first to the last instant, in UTC; null where it is no stretch of time.</returns>
    public static (DateTime? From, DateTime? To)? Read(string text, TimeZoneInfo zone, DateTime now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone));
        if (Age().Match(text) is { Success: true } age)
            return ReadAge(age, today, zone);
        if (text.IndexOf(Between, StringComparison.Ordinal) is var at and >= 0)
        {
            var (first, last) = (text[..at], text[(at + Between.Length)..]);
            var (from, to) = (Span(first, today, zone)?.From, Span(last, today, zone)?.To);
            return (first.Length > 0 && from is null) || (last.Length > 0 && to is null) || (from is null && to is null) || from > to ? null : (from, to);
        }
        return Span(text, today, zone) is { } span ? (span.From, span.To) : null;
    }

    /// <summary>The shortest way to type it.</summary>
    public static string Print(DateTime? from, DateTime? to, TimeZoneInfo zone)
    {
        var (first, last) = (from is { } f ? PrintEnd(f, zone, isEnd: false) : "", to is { } t ? PrintEnd(t, zone, isEnd: true) : "");
        if (from is null || to is null)
            return $"{first}{Between}{last}";
        foreach (var whole in new[] { first, first.Length == 10 ? first[..7] : first, first.Length == 10 ? first[..4] : first })
        {
            if (Span(whole, default, zone) is { } span && span.From == from && span.To == to)
                return whole;
        }
        return $"{first}{Between}{last}";
    }

    private static string PrintEnd(DateTime instant, TimeZoneInfo zone, bool isEnd)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(instant, zone));
        return instant == (isEnd ? End(day, zone) : Start(day, zone))
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
    }

    private static (DateTime? From, DateTime? To)? ReadAge(Match age, DateOnly today, TimeZoneInfo zone)
    {
        if (!int.TryParse(age.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n is 0 or > 3000)
            return null;
        var since = age.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "d" => today.AddDays(-n),
            "w" => today.AddDays(-7 * n),
            "m" => today.AddMonths(-n),
            _ when n < today.Year => today.AddYears(-n),
            _ => today,
        };
        // seven days are today and the six before it
        return age.Groups["sign"].Value == "<" ? (Start(since.AddDays(1), zone), null) : (null, End(since, zone));
    }

    private static (DateTime From, DateTime To)? Span(string text, DateOnly today, TimeZoneInfo zone)
    {
        (DateTime, DateTime) Days(DateOnly first, DateOnly last) => (Start(first, zone), End(last, zone));
        bool Is(string format, out DateOnly day) => DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        if (text.Equals("today", StringComparison.OrdinalIgnoreCase))
            return Days(today, today);
        if (text.Equals("yesterday", StringComparison.OrdinalIgnoreCase))
            return Days(today.AddDays(-1), today.AddDays(-1));
        if (Is("yyyy-MM-dd", out var day))
            return Days(day, day);
        if (Is("yyyy-MM", out var month))
            return Days(month, month.AddMonths(1).AddDays(-1));
        if (Is("yyyy", out var year) && year.Year < 9999)
            return Days(year, year.AddYears(1).AddDays(-1));
        return text.Contains('T', StringComparison.Ordinal) && QueryInstant.First(text) is { } instant ? (instant, instant) : null;
    }

    // where the clock skips midnight the day begins a little later
    private static DateTime Start(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        var start = TimeZoneInfo.ConvertTimeToUtc(local, zone);
        while (start < DateTime.MaxValue.AddDays(-1) && DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(start, zone)) < day)
            start = start.AddMinutes(15);
        return start;
    }

    private static DateTime End(DateOnly day, TimeZoneInfo zone) =>
        day == DateOnly.MaxValue ? QueryInstant.EndOf(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)) : Start(day.AddDays(1), zone).AddMicroseconds(-1);

    [GeneratedRegex("^(?<sign>[<>])(?<n>[0-9]+)(?<unit>[dwmy])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Age();
}
