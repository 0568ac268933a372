namespace Rankion.Core.Images;

/// <summary>The form in which tags are kept: trimmed, lower-case, each once, in the order given.</summary>
public static class Tags
{
    public const int MaxCount = 50;
    public const int MaxLength = 64;

    /// <summary>How they stand in their column: a line each.</summary>
    internal static string Join(IReadOnlyList<string> tags) => string.Join('\n', tags);

    internal static IReadOnlyList<string> Split(string column) => column.Length == 0 ? [] : column.Split('\n');

    /// <exception cref="RefusalException">422 for too many, one too long, or one with a line break.</exception>
    /// <param name="field">What they were sent as.</param>
    public static IReadOnlyList<string> Normalize(IEnumerable<string?>? tags, string field = "tags")
    {
        var normal = new List<string>();
        foreach (var tag in tags ?? [])
        {
            var text = tag?.Trim().ToLowerInvariant() ?? "";
            if (text.Length > MaxLength || text.Any(char.IsControl) || !Annotations.IsText(text))
                throw Refusal.Invalid(field, $"A tag has at most {MaxLength} characters, on one line.");
            if (text.Length > 0 && !normal.Contains(text))
                normal.Add(text);
        }
        return normal.Count <= MaxCount ? normal : throw Refusal.Invalid(field, $"An image has at most {MaxCount} tags.");
    }
}
