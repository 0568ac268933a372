using System.Globalization;

namespace Rankion.Core.Images;

/// <summary>How an image is called where nobody has named it.</summary>
public static class ImageTitle
{
    public const int MaxLength = 200;
    private const int Start = 80;

    /// <summary>The first line of the prompt, cut at a word near 80 characters, never inside a character.</summary>
    public static string FromPrompt(string prompt)
    {
        var line = prompt.Trim().Split('\n', 2)[0].Trim();
        if (line.Length <= Start)
            return line;
        var whole = StringInfo.ParseCombiningCharacters(line).TakeWhile(i => i <= Start).Last();
        var cut = line[..whole];
        var space = cut.LastIndexOf(' ');
        return (space > Start / 2 ? cut[..space] : cut).TrimEnd(',', '.', ';', ' ') + "…";
    }

    /// <exception cref="RefusalException">422 for an empty or too long one.</exception>
    public static string Checked(string title)
    {
        var trimmed = title.Trim();
        if (trimmed.Length is 0 or > MaxLength || !Annotations.IsText(trimmed))
            throw Refusal.Invalid("title", $"A title has 1 to {MaxLength} characters.");
        return trimmed;
    }
}
