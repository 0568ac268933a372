using System.Globalization;
using System.Text.RegularExpressions;
using Rankion.Core;
using Rankion.Core.Language;

namespace Rankion.Web.Components.Language;

/// <summary>
/// Why something was refused, in the language of the page. Core says it in English, to programs as well; here is every sentence of its
/// with its translation, where <c>{0}</c> stands for what is put in. What is not in the table is shown in English.
/// </summary>
public static partial class Reasons
{
    private static readonly Words Say = new(typeof(Reasons));

    public static string Of(RefusalException refusal) => Of(refusal.Message);

    public static string Of(string english)
    {
        var all = Say.All;
        if (all.Count == 0 || all.TryGetValue(english, out var exact))
            return all.GetValueOrDefault(english, english);
        // the longest first: "{0} takes no mask." says more than "{0} takes no {1}."
        foreach (var (template, translation) in all.OrderByDescending(t => t.Key.Length))
        {
            if (template.Contains('{', StringComparison.Ordinal) && Pattern(template).Match(english) is { Success: true } match)
                return string.Format(CultureInfo.InvariantCulture, translation, [.. match.Groups.Values.Skip(1).Select(g => g.Value)]);
        }
        return english;
    }

    private static Regex Pattern(string template) =>
        new("^" + Placeholder().Replace(Regex.Escape(template), "(.*)") + "$", RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // as Regex.Escape writes {0}
    [GeneratedRegex(@"\\\{\d+}")]
    private static partial Regex Placeholder();
}
