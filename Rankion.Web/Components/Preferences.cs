using Rankion.Core.Accounts;

namespace Rankion.Web.Components;

/// <summary>
/// What this browser told us about itself or was told to keep, in cookies that js/page.js writes, so that the first frame
/// already has the right theme, clock and tile size. Handed to the circuit as a parameter: it has no request to ask.
/// </summary>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or null to follow the system.</param>
/// <param name="TimeZone">IANA name of the browser's zone.</param>
/// <param name="Shortcuts">Whether keys of a single character do something.</param>
/// <param name="TileRow">Height of a gallery row in pixels.</param>
/// <param name="Calendar">How the calendar was looked at last; null: the first time.</param>
/// <param name="Tray">Whether ideas are shown beside the calendar.</param>
public sealed record Preferences(
    string? Theme = null, string TimeZone = "UTC", bool Shortcuts = true, int TileRow = Preferences.DefaultTileRow, string? Calendar = null, bool Tray = true)
{
    public const int DefaultTileRow = 178;
    public const int MinTileRow = 96;
    public const int MaxTileRow = 400;

    /// <param name="person">What the person wants in every browser; it goes before what this one says.</param>
    public static Preferences Read(IRequestCookieCollection cookies, PersonPreferences person) => new(
        cookies["rk_theme"] is "light" or "dark" ? cookies["rk_theme"] : null,
        Zone(person.TimeZone ?? cookies["rk_tz"]).Id,
        person.Shortcuts,
        int.TryParse(cookies["rk_row"], out var row) ? Math.Clamp(row, MinTileRow, MaxTileRow) : DefaultTileRow,
        cookies["rk_cal"],
        cookies["rk_tray"] != "off");

    /// <summary>The zone of that name, UTC when there is none.</summary>
    public static TimeZoneInfo Zone(string? name) =>
        name is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(Uri.UnescapeDataString(name), out var zone) ? zone : TimeZoneInfo.Utc;
}
