using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>Single operations on decoded images. Each gives a new image, computed when it is read.</summary>
internal static class Transform
{
    /// <summary>Three or four bands of one byte in sRGB, whatever it was.</summary>
    public static VipsImage ToRgb(VipsImage image)
    {
        using var srgb = new VipsOperation("colourspace").Set("in", image).Set("space", "srgb").RunImage();
        return new VipsOperation("cast").Set("in", srgb).Set("format", "uchar").RunImage();
    }

    public static VipsImage Bands(VipsImage image, int first, int count) =>
        new VipsOperation("extract_band").Set("in", image).Set("band", first).Set("n", count).RunImage();

    public static VipsImage Join(VipsImage first, VipsImage second) => new VipsOperation("bandjoin").Set("in", first, second).RunImage();

    public static VipsImage Mirror(VipsImage image, bool upsideDown) =>
        new VipsOperation("flip").Set("in", image).Set("direction", upsideDown ? "vertical" : "horizontal").RunImage();

    /// <param name="degrees">90, 180 or 270, clockwise.</param>
    public static VipsImage Turn(VipsImage image, int degrees) => new VipsOperation("rot").Set("in", image).Set("angle", $"d{degrees}").RunImage();

    public static VipsImage Crop(VipsImage image, int x, int y, int width, int height) =>
        new VipsOperation("extract_area").Set("input", image).Set("left", x).Set("top", y).Set("width", width).Set("height", height).RunImage();

    /// <summary>Exactly this size: filled, and what hangs over is cut off equally on both sides.</summary>
    public static VipsImage Cover(VipsImage image, int width, int height) =>
        new VipsOperation("thumbnail_image").Set("in", image).Set("width", width).Set("height", height).Set("crop", "centre").RunImage();

    /// <param name="deviation">Pixels.</param>
    public static VipsImage Blur(VipsImage image, double deviation) => new VipsOperation("gaussblur").Set("in", image).Set("sigma", deviation).RunImage();

    public static VipsImage Sharpen(VipsImage image, double strength)
    {
        using var sharp = new VipsOperation("sharpen").Set("in", image).Set("sigma", 1.0).Set("m2", 3.0 * strength).RunImage();
        return ToRgb(sharp);
    }

    /// <summary>Lays a transparent picture of the same size over an opaque one.</summary>
    public static VipsImage Over(VipsImage below, VipsImage above)
    {
        using var both = new VipsOperation("composite2").Set("base", below).Set("overlay", above).Set("mode", "over").RunImage();
        using var opaque = Bands(both, 0, 3);
        return new VipsOperation("cast").Set("in", opaque).Set("format", "uchar").RunImage();
    }

    /// <summary>Where the weight is 255 exactly the first, where it is 0 exactly the second, between them a blend.</summary>
    /// <param name="weight">One band of the same size.</param>
    public static VipsImage Blend(VipsImage weight, VipsImage first, VipsImage second) =>
        new VipsOperation("ifthenelse").Set("cond", weight).Set("in1", first).Set("in2", second).Set("blend", true).RunImage();
}
