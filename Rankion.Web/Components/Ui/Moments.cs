using System.Globalization;
using static Rankion.Web.Components.Ui.UiWords;

namespace Rankion.Web.Components.Ui;

/// <summary>Instants as the person who looks at them has them on the wall, with their zone.</summary>
public static class Moments
{
    /// <summary><c>Today 09:41 UTC+1</c>, <c>18 Nov 09:41 UTC+1</c>, <c>18 Nov 2025 09:41 UTC+1</c></summary>
    public static string Of(DateTime utc, DateTime nowUtc, TimeZoneInfo zone)
    {
        var (local, now) = (TimeZoneInfo.ConvertTimeFromUtc(utc, zone), TimeZoneInfo.ConvertTimeFromUtc(nowUtc, zone));
        var day = (now.Date - local.Date).Days switch
        {
            0 => Say["Today"],
            1 => Say["Yesterday"],
            _ => local.ToString(Say[local.Year == now.Year ? "d MMM" : "d MMM yyyy"], CultureInfo.CurrentCulture),
        };
        return $"{day} {local.ToString("HH:mm", CultureInfo.CurrentCulture)} {Offset(zone.GetUtcOffset(utc))}";
    }

    /// <summary><c>18 Nov 2025</c>, of an instant or a day.</summary>
    public static string Day(DateTimeOffset day) => day.ToString(Say["d MMM yyyy"], CultureInfo.CurrentCulture);

    /// <summary><c>18 Nov</c>, where the year goes without saying.</summary>
    public static string ShortDay(DateTime day) => day.ToString(Say["d MMM"], CultureInfo.CurrentCulture);

    private static string Offset(TimeSpan offset) => offset == TimeSpan.Zero
        ? "UTC"
        : $"UTC{(offset < TimeSpan.Zero ? "−" : "+")}{offset.ToString(offset.Minutes == 0 ? "%h" : @"h\:mm", CultureInfo.InvariantCulture)}";
}
