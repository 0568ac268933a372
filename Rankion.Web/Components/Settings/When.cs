using System.Globalization;
using static Rankion.Web.Components.Settings.SettingsWords;

namespace Rankion.Web.Components.Settings;

/// <summary>Days and distances in time, on the clock of who reads them.</summary>
internal static class When
{
    /// <summary>20 Feb 2027.</summary>
    public static string Day(DateTime utc, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone).ToString(Say["d MMM yyyy"], CultureInfo.CurrentCulture);

    /// <summary>Just now, 4 min ago, 3 h ago, Yesterday, 2 Nov 2026.</summary>
    public static string Ago(DateTime? utc, DateTime nowUtc, TimeZoneInfo zone)
    {
        if (utc is not { } instant)
            return Say["Never"];
        var ago = nowUtc - instant;
        var days = (TimeZoneInfo.ConvertTimeFromUtc(nowUtc, zone).Date - TimeZoneInfo.ConvertTimeFromUtc(instant, zone).Date).Days;
        return (days, ago.TotalMinutes) switch
        {
            (0, < 1) => Say["Just now"],
            (0, < 60) => Say["{0} min ago", (int)ago.TotalMinutes],
            (0, _) => Say["{0} h ago", (int)ago.TotalHours],
            (1, _) => Say["Yesterday"],
            _ => Day(instant, zone),
        };
    }

    /// <summary>Whole days from now, rounded up.</summary>
    public static int DaysUntil(DateTime utc, DateTime nowUtc) => (int)Math.Ceiling((utc - nowUtc).TotalDays);
}
