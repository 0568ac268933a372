using Rankion.Core.Language;
using static Rankion.Web.Components.Composer.ComposerWords;

namespace Rankion.Web.Components.Composer;

/// <summary>
/// A manner of drawing, as words that are put behind the prompt: visible, to be changed like anything typed, and understood by
/// every model. They are English whatever the page speaks, because models know that best.
/// </summary>
internal sealed record Style(Word Name, string Phrase)
{
    public static readonly IReadOnlyList<Style> All =
    [
        new(Say.Later("Product photo"), "product photo, soft studio light, seamless background"),
        new(Say.Later("Editorial photo"), "editorial photograph, natural light, shallow depth of field"),
        new(Say.Later("Cinematic"), "cinematic still, wide shot, dramatic light, film grain"),
        new(Say.Later("Flat illustration"), "flat vector illustration, bold shapes, few colours"),
        new(Say.Later("Watercolour"), "watercolour on rough paper, loose brushwork, soft edges"),
        new(Say.Later("Line drawing"), "single-weight line drawing, black ink on white"),
        new(Say.Later("Isometric"), "isometric view, clean 3D render, soft shadows"),
        new(Say.Later("Paper cut-out"), "layered paper cut-out, soft shadows between the layers"),
        new(Say.Later("Screen print poster"), "screen print poster, limited palette, visible grain"),
    ];
}
