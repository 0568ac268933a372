using System.Globalization;
using System.Text;

namespace Rankion.Core;

/// <summary>A name as it stands in links: lower-case letters, digits, single dashes between them.</summary>
public static class Slug
{
    public static bool IsValid(string slug, int maxLength) =>
        slug.Length > 0 && slug.Length <= maxLength
        && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && slug[0] != '-' && slug[^1] != '-' && !slug.Contains("--", StringComparison.Ordinal);

    /// <summary>The slug a name suggests: <c>Mårten’s Studio</c> becomes <c>martens-studio</c>.</summary>
    /// <param name="otherwise">Where nothing of the name can stand in a slug.</param>
    public static string From(string name, int maxLength, string otherwise)
    {
        var slug = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                slug.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark || c is '\'' or '’')
                continue;
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        if (slug.Length > maxLength)
            slug.Length = maxLength;
        var text = slug.ToString().Trim('-');
        return text.Length > 0 ? text : otherwise;
    }

    /// <summary>The first of <c>harbour</c>, <c>harbour-2</c>, <c>harbour-3</c> that nobody has.</summary>
    /// <param name="taken">Every slug in use that begins with this one.</param>
    public static string Free(string slug, int maxLength, IReadOnlySet<string> taken)
    {
        var free = slug;
        for (var n = 2; taken.Contains(free); n++)
        {
            var end = string.Create(CultureInfo.InvariantCulture, $"-{n}");
            free = slug[..Math.Min(slug.Length, maxLength - end.Length)].TrimEnd('-') + end;
        }
        return free;
    }
}
