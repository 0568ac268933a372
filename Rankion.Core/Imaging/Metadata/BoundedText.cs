namespace Rankion.Core.Imaging.Metadata;

/// <summary>Text out of a stranger's file, fit to be kept and shown.</summary>
internal static class BoundedText
{
    /// <summary>Without control characters but line breaks and tabs, without broken characters, trimmed and cut; null where nothing is left.</summary>
    public static string? Clean(string? text, int max)
    {
        if (text is null)
            return null;
        var clean = new string([.. text.Where(c => !char.IsControl(c) || c is '\n' or '\t')]).Trim();
        if (clean.Length > max)
            clean = clean[..(char.IsHighSurrogate(clean[max - 1]) ? max - 1 : max)];
        return clean.Length > 0 && Annotations.IsText(clean) ? clean : null;
    }

    /// <inheritdoc cref="Clean"/>
    public static string? Line(string? text, int max) => Clean(text?.Replace('\n', ' ').Replace('\t', ' '), max);
}
