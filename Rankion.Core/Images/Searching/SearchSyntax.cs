using System.Text;

namespace Rankion.Core.Images.Searching;

/// <summary>
/// How a search is written: <c>word "a phrase" -word key:value key:a,"b c"</c>. Every text can be read; what it means is
/// <see cref="SearchMeaning"/>'s matter.
/// </summary>
internal static class SearchSyntax
{
    private const char Quote = '"';

    public static List<SearchTerm> Read(string text)
    {
        var terms = new List<SearchTerm>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
                at++;
            else
            {
                var term = ReadTerm(text, at);
                at = term.End;
                if (term.Key is not null || term.Word.Length > 0)
                    terms.Add(term);
            }
        }
        return terms;
    }

    public static string PrintWord(string word) =>
        word.Length == 0 || word[0] is '-' or Quote || word.Any(char.IsWhiteSpace) || KeyAt(word, 0) is not null ? Quoted(word) : word;

    public static string PrintValue(string value) =>
        value.Length == 0 || value.StartsWith("//", StringComparison.Ordinal) || value.Any(c => c is ',' or Quote || char.IsWhiteSpace(c)) ? Quoted(value) : value;

    private static string Quoted(string text) =>
        Quote + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + Quote;

    private static SearchTerm ReadTerm(string text, int start)
    {
        var at = start;
        var isExcluded = text[at] == '-' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
        if (isExcluded)
            at++;
        if (KeyAt(text, at) is { } key)
        {
            var pieces = ReadValues(text, at + key.Length + 1, out var end);
            return new(key.ToLowerInvariant(), pieces, isExcluded, start, end);
        }
        var word = text[at] == Quote ? ReadQuoted(text, at) : ReadBare(text, at, char.IsWhiteSpace);
        return new(null, [word], isExcluded, start, word.End);
    }

    /// <summary>Letters up to a colon; an address such as <c>https://…</c> has none.</summary>
    private static string? KeyAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        return end > start && end < text.Length && text[end] == ':' && string.CompareOrdinal(text, end + 1, "//", 0, 2) != 0 ? text[start..end] : null;
    }

    private static List<SearchPiece> ReadValues(string text, int start, out int end)
    {
        var pieces = new List<SearchPiece>();
        for (end = start; end < text.Length && !char.IsWhiteSpace(text[end]);)
        {
            if (text[end] == ',')
            {
                end++;
                continue;
            }
            // a quote that closes a value also ends the term, unless a comma follows
            if (pieces.Count > 0 && text[end - 1] != ',')
                break;
            var piece = text[end] == Quote ? ReadQuoted(text, end) : ReadBare(text, end, c => c == ',' || char.IsWhiteSpace(c));
            end = piece.End;
            if (piece.Text.Length > 0)
                pieces.Add(piece);
        }
        return pieces;
    }

    private static SearchPiece ReadBare(string text, int start, Func<char, bool> ends)
    {
        var end = start;
        while (end < text.Length && !ends(text[end]))
            end++;
        return new(text[start..end], start, end);
    }

    /// <summary>A quote that is never closed reaches to the end: its phrase is still being typed.</summary>
    private static SearchPiece ReadQuoted(string text, int start)
    {
        var inner = new StringBuilder();
        var at = start + 1;
        for (; at < text.Length && text[at] != Quote; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is Quote or '\\')
                at++;
            inner.Append(text[at]);
        }
        return new(inner.ToString(), start, Math.Min(at + 1, text.Length));
    }
}
