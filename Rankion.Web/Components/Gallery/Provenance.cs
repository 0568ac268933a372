using Rankion.Core.Images;
using Rankion.Core.Uploads;
using static Rankion.Web.Components.Gallery.GalleryWords;

namespace Rankion.Web.Components.Gallery;

/// <summary>Where a picture comes from, in the words people see. A sketch is never passed off as AI.</summary>
public static class Provenance
{
    public const string SketchProvider = "sketch";

    public static bool IsSketch(Image image) => image.Provider == SketchProvider;

    public static string Of(Image image) => Of(image.Source, image.Provider);

    public static string Of(ImageSource source, string provider) => source switch
    {
        ImageSource.Uploaded => Say["Uploaded"],
        _ when provider == SketchProvider => Say["Drawn by the built-in sketch engine, not AI"],
        ImageSource.Upscaled => provider == UploadedImages.Provider ? Say["Uploaded, then upscaled"] : Say["AI-generated, then upscaled"],
        ImageSource.Edited => Say["AI-edited"],
        _ => Say["AI-generated"],
    };
}
