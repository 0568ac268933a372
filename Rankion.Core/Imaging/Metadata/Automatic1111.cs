using System.Text.RegularExpressions;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>
/// The text that Automatic1111 and its many kin write: the prompt, a line "Negative prompt: …", and a last line
/// "Steps: 30, Sampler: Euler a, …, Model: …".
/// </summary>
internal static partial class Automatic1111
{
    private const string Negative = "\nNegative prompt:";

    public static AiMark? Read(string? text)
    {
        if (text is null || text.Length > AiMark.MaxPrompt * 4)
            return null;
        text = "\n" + text.Replace("\r\n", "\n", StringComparison.Ordinal);
        var steps = text.LastIndexOf("\nSteps: ", StringComparison.Ordinal);
        if (steps < 0)
            return null;
        var (said, settings) = (text[..steps], text[(steps + 1)..]);
        var negative = said.IndexOf(Negative, StringComparison.Ordinal);
        return new(
            "automatic1111", negative < 0 ? said : said[..negative], negative < 0 ? null : said[(negative + Negative.Length)..],
            Model().Match(settings) is { Success: true } model ? model.Groups[1].Value : null, settings);
    }

    [GeneratedRegex("(?:^|, )Model: (\"[^\"]*\"|[^,\\n]+)")]
    private static partial Regex Model();
}
