using Rankion.Core.Generation;
using Rankion.Core.Language;
using static Rankion.Web.Components.Editing.EditingWords;

namespace Rankion.Web.Components.Editing;

/// <summary>
/// An instruction that is often given. Its words go into the box, to be changed like anything typed; they are English whatever the page
/// speaks, because models know that best.
/// </summary>
/// <param name="Phrase">What is put into the box.</param>
internal sealed record QuickAction(Word Name, string Phrase)
{
    public static readonly IReadOnlyList<QuickAction> Lights =
    [
        new(Say.Later("Golden hour"), "Relight it as at golden hour: a low warm sun, long soft shadows"),
        new(Say.Later("Soft daylight"), "Relight it with soft, bright daylight"),
        new(Say.Later("Studio"), "Relight it like a studio shot: bright and even, with more contrast"),
        new(Say.Later("Dramatic"), "Give it dramatic light from one side"),
        new(Say.Later("Night"), "Make it night, moonlit"),
    ];

    public static readonly IReadOnlyList<QuickAction> Moods =
    [
        new(Say.Later("Warmer"), "Make the colours warmer"),
        new(Say.Later("Cooler"), "Make the colours cooler"),
        new(Say.Later("Muted"), "Make the colours muted, like pastel"),
        new(Say.Later("Vivid"), "Make the colours vivid"),
        new(Say.Later("Black and white"), "Make it black and white"),
        new(Say.Later("Vintage film"), "Give it the colours of vintage film"),
    ];

    public static readonly QuickAction RemoveBackground = new(Say.Later("Remove background"), "Remove the background and keep the subject exactly as it is");

    /// <summary>Shapes that a picture is extended to.</summary>
    public static readonly IReadOnlyList<string> Shapes = ["1:1", "4:3", "3:2", "16:9", "2:1", "3:4", "2:3", "9:16"];

    public static string Extension(string shape) => $"Extend the picture to {shape}, going on with what is there";

    /// <summary>Shapes that this picture does not have, and the model can draw.</summary>
    public static IEnumerable<string> ShapesFor(PixelSize size, ImageModel model) =>
        Shapes.Where(shape => RatioOf(shape) is var ratio && Math.Abs((ratio * size.Height / size.Width) - 1) >= 0.01 && Math.Max(ratio, 1 / ratio) <= model.MaxRatio);

    public static double RatioOf(string shape) =>
        shape.Split(':') is [var wide, var high] ? double.Parse(wide, System.Globalization.CultureInfo.InvariantCulture) / double.Parse(high, System.Globalization.CultureInfo.InvariantCulture) : 1;
}
