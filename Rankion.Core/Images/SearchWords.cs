using System.Text;

namespace Rankion.Core.Images;

/// <summary>What a search asks for: words, each of which must occur. Whatever they hold is text, never syntax.</summary>
internal sealed class SearchWords(string? text)
{
    /// <summary>The text indexes hold sequences of three characters.</summary>
    private const int Indexed = 3;

    public IReadOnlyList<string> All { get; } = [.. (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Those that the index can find.</summary>
    public IEnumerable<string> Long => All.Where(IsLong);

    /// <summary>Those that have to be looked for in each text.</summary>
    public IEnumerable<string> Short => All.Where(word => !IsLong(word));

    public override string ToString() => string.Join(' ', All);

    private static bool IsLong(string word) => word.EnumerateRunes().Take(Indexed).Count() == Indexed;
}
