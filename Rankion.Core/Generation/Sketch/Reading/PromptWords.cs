using System.Text.RegularExpressions;

namespace Rankion.Core.Generation.Sketch.Reading;

/// <summary>
/// The words of a prompt, looked up against word lists such as <c>"sea ocean* *meer hafen"</c>: a plain entry also takes English
/// and German endings, one with an exclamation mark none, a star stands for any letters before or behind. What follows "no" or "ohne" was never said; articles
/// are left out.
/// </summary>
internal sealed partial class PromptWords
{
    private const int Most = 400;

    private static readonly string[] Endings = ["s", "es", "n", "en", "e", "er", "ern", "em", "y"];
    private static readonly string[] Negations = ["no", "not", "without", "ohne", "kein", "keine", "keinen", "nicht"];
    private static readonly string[] Articles = ["a", "an", "the", "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer"];

    private readonly List<string> words = [];

    public PromptWords(string prompt)
    {
        var negated = false;
        foreach (var match in Word().EnumerateMatches(prompt))
        {
            var word = prompt.AsSpan(match.Index, match.Length).ToString().ToLowerInvariant();
            if (Articles.Contains(word))
                continue;
            if (!negated)
                words.Add(word);
            negated = Negations.Contains(word);
            if (words.Count == Most)
                break;
        }
    }

    public bool Say(string list) => First(list) >= 0;

    /// <summary>How many words of the prompt are on the list.</summary>
    public int Count(string list)
    {
        var entries = list.Split(' ');
        return words.Count(word => entries.Any(entry => Matches(word, entry)));
    }

    /// <summary>The place of the first word that is on the list; -1 where there is none.</summary>
    public int First(string list)
    {
        var entries = list.Split(' ');
        return words.FindIndex(word => entries.Any(entry => Matches(word, entry)));
    }

    /// <summary>True where a word of the first list stands shortly before one of the second.</summary>
    /// <param name="distance">How many words before at most.</param>
    public bool SayBefore(string list, string thing, int distance = 2)
    {
        var (entries, things) = (list.Split(' '), thing.Split(' '));
        return Enumerable.Range(0, words.Count).Any(i =>
            things.Any(t => Matches(words[i], t)) && words[Math.Max(0, i - distance)..i].Exists(word => entries.Any(entry => Matches(word, entry))));
    }

    /// <summary>The words that are on none of the lists.</summary>
    public IEnumerable<string> Except(string list)
    {
        var entries = list.Split(' ');
        return words.Where(word => !entries.Any(entry => Matches(word, entry)));
    }

    private static bool Matches(string word, string entry)
    {
        if (entry[^1] == '!')
            return word.AsSpan().SequenceEqual(entry.AsSpan(0, entry.Length - 1));
        var (open, openEnd) = (entry[0] == '*', entry[^1] == '*');
        var core = entry.Trim('*');
        return (open, openEnd) switch
        {
            (true, true) => word.Contains(core, StringComparison.Ordinal),
            (true, false) => word.EndsWith(core, StringComparison.Ordinal) || Endings.Any(e => word.EndsWith(core + e, StringComparison.Ordinal)),
            (false, true) => word.StartsWith(core, StringComparison.Ordinal),
            _ => word.StartsWith(core, StringComparison.Ordinal) && (word.Length == core.Length || Endings.Contains(word[core.Length..])),
        };
    }

    [GeneratedRegex(@"\p{L}[\p{L}\p{Mn}]*")]
    private static partial Regex Word();
}
