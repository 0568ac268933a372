using System.Globalization;
using System.Text;

namespace Rankion.Core.Teams;

/// <summary>A team's name in commands and links: lower-case letters, digits, single dashes between them, at most 60.</summary>
public static class TeamSlug
{
    public const int MaxLength = 60;

    public static bool IsValid(string slug) =>
        slug.Length is > 0 and <= MaxLength
        && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && slug[0] != '-' && slug[^1] != '-' && !slug.Contains("--", StringComparison.Ordinal);

    /// <summary>The slug a name suggests: <c>Mårten’s Studio</c> becomes <c>martens-studio</c>.</summary>
    public static string From(string name)
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
        if (slug.Length > MaxLength)
            slug.Length = MaxLength;
        var text = slug.ToString().Trim('-');
        return text.Length > 0 ? text : "team";
    }
}
