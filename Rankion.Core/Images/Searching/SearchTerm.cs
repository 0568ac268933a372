namespace Rankion.Core.Images.Searching;

/// <summary>A word or value in a search, and where it stands in the text, quotes included.</summary>
public readonly record struct SearchPiece(string Text, int Start, int End);

/// <summary>
/// One condition as it was typed: a word or phrase, or a key with its values, any of which will do.
/// </summary>
/// <param name="Key">Lower-case; null for a word or phrase.</param>
/// <param name="Pieces">One for a word; none where a key stands alone.</param>
/// <param name="IsExcluded">With a minus before it.</param>
/// <param name="Start">Where it stands in its text.</param>
public sealed record SearchTerm(string? Key, IReadOnlyList<SearchPiece> Pieces, bool IsExcluded, int Start, int End)
{
    public IEnumerable<string> Values => Pieces.Select(piece => piece.Text);

    /// <summary>What a word or phrase looks for; empty for a key.</summary>
    public string Word => Key is null ? Pieces[0].Text : "";

    /// <summary>A term that nobody typed yet.</summary>
    public static SearchTerm Of(string? key, params IEnumerable<string> values) => new(key, [.. values.Select(value => new SearchPiece(value, 0, 0))], false, 0, 0);

    /// <summary>As one would type it.</summary>
    public override string ToString() =>
        (IsExcluded ? "-" : "") + (Key is null ? SearchSyntax.PrintWord(Word) : $"{Key}:{string.Join(',', Values.Select(SearchSyntax.PrintValue))}");
}
