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

/// <summary>Bytes in the unit a person reads.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    public static string Of(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        while (size >= 999.5 && unit < Units.Length - 1)
            (size, unit) = (size / 1000, unit + 1);
        return $"{size.ToString(size >= 99.5 || unit == 0 ? "0" : "0.#", CultureInfo.CurrentCulture)} {Units[unit]}";
    }
}
