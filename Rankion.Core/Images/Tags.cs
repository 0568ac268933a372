namespace Rankion.Core.Images;

/// <summary>The form in which tags are kept: trimmed, lower-case, each once, in the order given.</summary>
public static class Tags
{
    public const int MaxCount = 50;
    public const int MaxLength = 64;

    /// <exception cref="RefusalException">422 for too many, one too long, or one with a line break.</exception>
    public static IReadOnlyList<string> Normalize(IEnumerable<string?>? tags)
    {
        var normal = new List<string>();
        foreach (var tag in tags ?? [])
        {
            var text = tag?.Trim().ToLowerInvariant() ?? "";
            if (text.Length > MaxLength || text.Any(char.IsControl))
                throw Refusal.Invalid("tags", $"A tag has at most {MaxLength} characters, on one line.");
            if (text.Length > 0 && !normal.Contains(text))
                normal.Add(text);
        }
        return normal.Count <= MaxCount ? normal : throw Refusal.Invalid("tags", $"An image has at most {MaxCount} tags.");
    }
}
