namespace Rankion.Core.Generation.Sketch;

/// <summary>The capability table of the embedded provider.</summary>
public static class SketchModels
{
    public const string Id = "rankion-sketch";

    /// <summary>What its images have for their provider.</summary>
    public const string Provider = "sketch";

    public static readonly IReadOnlyList<ImageModel> All =
    [
        new()
        {
            Id = Id,
            AnySize = true,
            SizeMultiple = 1,
            MinPixels = 64 * 64,
            MaxSide = 4096,
            MaxRatio = 4,
            Qualities = ["standard"],
            Backgrounds = ["opaque"],
            Formats = ["png", "jpeg", "webp"],
            MaxInputs = 4,
            MaxInputBytes = int.MaxValue, // it stays in the house
            Masks = true,
            Upscales = [2, 4],
        },
    ];
}
