namespace Rankion.Core.Images.Searching;

/// <summary>What the caret is in: the key, as far as one is there, what stands there now, and from where to where.</summary>
public readonly record struct SearchSpot(string? Key, string Typed, int Start, int End);

/// <summary>A search as a person types it. It can always be read, and says itself again as it would best be typed.</summary>
public sealed class SearchText(IReadOnlyList<SearchTerm> terms)
{
    /// <summary>Longer ones are cut here.</summary>
    public const int MaxLength = 2000;

    public IReadOnlyList<SearchTerm> Terms => terms;

    public static SearchText Parse(string? text) => new(SearchSyntax.Read(text is null ? "" : text.Length > MaxLength ? text[..MaxLength] : text));

    /// <summary>Where completion would go in, at the caret of the text that this was read from.</summary>
    public SearchSpot At(int caret)
    {
        if (terms.FirstOrDefault(t => t.Start < caret && caret <= t.End) is not { } term)
            return new(null, "", caret, caret);
        if (term.Pieces.Where(p => p.Start <= caret && caret <= p.End).Select(p => (SearchPiece?)p).FirstOrDefault() is { } piece)
            return new(term.Key, piece.Text, piece.Start, piece.End);
        return term.Key is null ? new(null, "", caret, caret) : new(term.Key, "", caret, caret);
    }

    public SearchText Without(SearchTerm term) => new([.. terms.Where(t => !ReferenceEquals(t, term))]);

    public SearchText With(SearchTerm term) => new([.. terms, term]);

    public override string ToString() => string.Join(' ', terms);
}
