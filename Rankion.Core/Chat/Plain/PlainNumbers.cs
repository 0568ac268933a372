using System.Globalization;
using System.Text.RegularExpressions;

namespace Rankion.Core.Chat.Plain;

/// <summary>Numbers as people write them, in English and German.</summary>
internal static class PlainNumbers
{
    /// <summary>A part of a pattern that matches one.</summary>
    public const string Pattern = @"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|thirty|eine?[rnms]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|dreißig|dreissig|(?:a )?few|some|several|(?:ein )?paar|einige|mehrere";

    private static readonly string[][] Words =
    [
        [], ["one", "ein", "eine"], ["two", "zwei"], ["three", "drei"], ["four", "vier"], ["five", "fünf"], ["six", "sechs"], ["seven", "sieben"], ["eight", "acht"], ["nine", "neun"], ["ten", "zehn"],
    ];

    public static int Read(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        if (Regex.IsMatch(word, "few|some|several|paar|einige|mehrere", RegexOptions.CultureInvariant))
            return 3;
        if (word is "thirty" or "dreißig" or "dreissig")
            return 30;
        return Math.Max(1, Array.FindIndex(Words, names => names.Contains(word)));
    }
}
