using System.Text;

namespace Rankion.Core.Images;

/// <summary>What a search asks for: words and phrases, each of which must occur. Whatever they hold is text, never syntax.</summary>
internal sealed class SearchWords(IReadOnlyList<string> pieces)
{
    /// <summary>The text indexes hold sequences of three characters.</summary>
    private const int Indexed = 3;

    public IReadOnlyList<string> All { get; } = [.. pieces.Distinct(StringComparer.Ordinal)];

    /// <summary>Those that the index can find.</summary>
    public IEnumerable<string> Long => All.Where(IsLong);

    /// <summary>Those that have to be looked for in each text.</summary>
    public IEnumerable<string> Short => All.Where(word => !IsLong(word));

    /// <summary>The words of a text.</summary>
    public static string[] Of(string? text) => (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static bool IsLong(string word) => word.EnumerateRunes().Take(Indexed).Count() == Indexed;
}
