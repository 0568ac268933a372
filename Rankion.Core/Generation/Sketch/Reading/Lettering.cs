using System.Text.RegularExpressions;

namespace Rankion.Core.Generation.Sketch.Reading;

/// <summary>The words that a prompt wants to see written.</summary>
internal static partial class Lettering
{
    private const int Longest = 60;

    private const string Filler =
        "a an the and or of for with in on at to by from into over under that this is it its as der die das ein eine einen einem einer des dem den und " +
            "oder von für mit im in am " +
        "auf zu zum zur aus über unter poster* plakat* title titel* *typograph* typografi* cover* headline* flyer* banner* lettering* schrift* text* word* " +
            "quote* slogan* design* " +
        "create make draw please image picture photo bild foto illustration* style stil minimal* modern* retro vintage bold bauhaus swiss";

    /// <summary>
    /// What stands in quotation marks, in one line, and the rest. Null where nothing does, and where everything does: then
    /// somebody quoted the whole prompt.
    /// </summary>
    public static (string? Text, string Others) Split(string prompt)
    {
        var quoted = Quoted().Match(prompt);
        var rest = quoted.Success ? prompt.Remove(quoted.Index, quoted.Length) : prompt;
        var text = string.Join(' ', quoted.Groups["text"].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length is > 0 and <= Longest && rest.Any(char.IsLetter) ? (text, rest) : (null, prompt);
    }

    /// <summary>Three words of the prompt that make a title.</summary>
    public static string TitleOf(PromptWords words)
    {
        var title = string.Join(' ', words.Except($"{Filler} {ColourWords.Names}").Where(w => w.Length is > 1 and < 15).Distinct().Take(3));
        return title.Length > 0 ? title : "rankion";
    }

    [GeneratedRegex(
        """["“„«»](?<text>[^"“”„«»]{1,200})["”“«»]|(?<!\p{L})['‘‚](?<text>[^'‘’‚]{1,200})['’‘](?!\p{L})""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
