using System.Globalization;
using System.Text;

namespace Rankion.Core.Exports;

/// <summary>How a file in an archive is called: readable, unique by its id, and taken by every system, Windows included.</summary>
internal static class ExportFileName
{
    /// <summary>Of the title; with four bytes each, and the id, it stays within the 255 bytes that file systems take.</summary>
    private const int MaxRunes = 50;

    /// <summary><c>harbour-at-dawn-17.png</c></summary>
    /// <param name="format">As an image's format is called.</param>
    public static string Of(string title, long id, string format) =>
        string.Create(CultureInfo.InvariantCulture, $"{Slug(title)}-{id}.{(format == "jpeg" ? "jpg" : format)}");

    /// <summary>Letters and digits of any script in lower case; whatever stands between them becomes one dash.</summary>
    private static string Slug(string title)
    {
        var slug = new StringBuilder();
        var runes = 0;
        foreach (var rune in title.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (runes == MaxRunes)
                break;
            var dash = !IsKept(rune);
            if (dash && (slug.Length == 0 || slug[^1] == '-'))
                continue;
            slug.Append(dash ? "-" : Rune.ToLowerInvariant(rune).ToString());
            runes++;
        }
        var text = slug.ToString().TrimEnd('-');
        return text.Length == 0 ? "image" : text;
    }

    private static bool IsKept(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
