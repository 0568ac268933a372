using Rankion.Core.Images;
using Rankion.Web.Components.Composer;
using static Rankion.Web.Components.Compare.CompareWords;

namespace Rankion.Web.Components.Compare;

/// <summary>What images were asked for with beside their prompts.</summary>
internal static class CompareTraits
{
    /// <returns>Each in words, and whether it is another than that of one of the others.</returns>
    public static IEnumerable<(string Text, bool Differs)> Of(Image image, IReadOnlyList<Image> all) =>
        Traits.Select(trait => (Text: trait(image), Differs: all.Any(other => trait(other) != trait(image)))).Where(t => t.Text.Length > 0);

    private static readonly IReadOnlyList<Func<Image, string>> Traits =
    [
        image => image.Model,
        image => $"{image.Width} × {image.Height}",
        image => Word(image.Parameters.Quality),
        image => Word(image.Parameters.Background),
        image => image.Format?.ToUpperInvariant() ?? "",
        image => image.Source switch
        {
            ImageSource.Edited => Say["Edited"],
            ImageSource.Upscaled => Say["Upscaled"],
            ImageSource.Uploaded => Say["Uploaded"],
            _ => Say["Generated"],
        },
        image => image.MaskSha256 is null ? "" : Say["With a mask"],
        image => image.Parameters.ReferenceIds is { Count: > 0 } references ? Say.Count(references.Count, "1 reference", "{0} references") : "",
    ];

    private static string Word(string? value) => value is { Length: > 0 } ? ComposerMenus.Capital(value) : "";
}
