using System.Globalization;
using System.Text.RegularExpressions;

namespace Rankion.Core.Articles;

/// <summary>How a text names an image of the team: <c>![words](image:42)</c>.</summary>
public static partial class ImageReferences
{
    private const string Scheme = "image:";

    /// <summary>Which images a text shows, each once.</summary>
    public static IReadOnlySet<long> In(string markdown) =>
        Reference().Matches(markdown).Select(m => IdOf(m.Groups[1].Value)).OfType<long>().ToHashSet();

    /// <summary>The text with one image in the places of others.</summary>
    public static string Replace(string markdown, IReadOnlyCollection<long> others, long kept) => Reference().Replace(markdown, found =>
    {
        var named = found.Groups[1];
        return IdOf(named.Value) is { } id && others.Contains(id)
            ? string.Create(CultureInfo.InvariantCulture, $"{found.Value.AsSpan(0, named.Index - found.Index)}{Scheme}{kept}{found.Value.AsSpan(named.Index - found.Index + named.Length)}")
            : found.Value;
    });

    /// <summary>The image that a link of a text leads to; null where it leads elsewhere.</summary>
    public static long? IdOf(string address) =>
        address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && long.TryParse(address.AsSpan(Scheme.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The Markdown that shows an image.</summary>
    /// <param name="words">For who cannot see it.</param>
    public static string Markdown(long id, string words) =>
        string.Create(CultureInfo.InvariantCulture, $"![{Special().Replace(words.ReplaceLineEndings(" "), @"\$0")}]({Scheme}{id})");

    [GeneratedRegex(@"\]\(\s*<?(image:[0-9]{1,18})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    [GeneratedRegex(@"[\\\[\]`*_]")]
    private static partial Regex Special();
}
