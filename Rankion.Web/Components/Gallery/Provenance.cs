using Rankion.Core.Images;

namespace Rankion.Web.Components.Gallery;

/// <summary>Where a picture comes from, in the words people see. A sketch is never passed off as AI.</summary>
public static class Provenance
{
    public const string SketchProvider = "sketch";

    public static bool IsSketch(Image image) => image.Provider == SketchProvider;

    public static string Of(Image image) => image.Source switch
    {
        ImageSource.Uploaded => "Uploaded",
        _ when IsSketch(image) => "Drawn by the built-in sketch engine, not AI",
        ImageSource.Edited or ImageSource.Upscaled => "AI-edited",
        _ => "AI-generated",
    };
}
