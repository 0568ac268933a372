using System.Globalization;
using static Rankion.Web.Components.Gallery.GalleryWords;

namespace Rankion.Web.Components.Gallery;

/// <summary>Days as people call them.</summary>
public static class DayNames
{
    public static string Of(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        0 => Say["Today"],
        1 => Say["Yesterday"],
        _ when day.Year == today.Year => day.ToString(Say["dddd, d MMMM"], CultureInfo.CurrentCulture),
        _ => day.ToString(Say["d MMMM yyyy"], CultureInfo.CurrentCulture),
    };
}

/// <summary>When a queued image's turn comes.</summary>
public static class PlaceInLine
{
    /// <param name="ahead">How many jobs come before it.</param>
    public static string Of(int ahead) => ahead <= 0 ? Say["Next in line"] : Say["{0} in line", Ordinal(ahead + 1)];

    private static string Ordinal(int number) => string.Create(CultureInfo.CurrentCulture, $"{number:N0}{(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "de" ? "." : Ending(number))}");

    private static string Ending(int number) => (number % 100, number % 10) switch
    {
        ( >= 11 and <= 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
}
