using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>Decodes an image, upright and in sRGB, no larger than asked.</summary>
internal static class Shrink
{
    /// <summary>Decodes all of it into memory, at most this size, never enlarged.</summary>
    /// <exception cref="ImageRejectedException">Not one of the formats, beyond the limits, damaged or cut short.</exception>
    public static VipsImage Decode(ReadOnlySpan<byte> bytes, int maxWidth, int maxHeight = ImageLimits.MaxSide)
    {
        bool convert;
        using (var header = ImageInfo.Open(bytes, out _))
            convert = header.Has("icc-profile-data") || header.IsCmyk;
        try
        {
            // libvips ignores thumbnail_buffer's own fail-on (libvips issue 5195); the loader's is honoured.
            using var shrink = new VipsOperation("thumbnail_buffer").Set("buffer", bytes).Set("option-string", "[fail_on=error]");
            if (convert)
                shrink.ToSrgb(); // only then: the colour pass doubles the time
            using var lazy = shrink.Set("width", maxWidth).Set("height", maxHeight).Set("size", "down").RunImage();
            using var limit = lazy.StopAfter(ImageLimits.MaxDecoding);
            return lazy.InMemory();
        }
        catch (VipsException e)
        {
            throw ImageInfo.Damaged(e);
        }
    }

    /// <summary>At most this wide, and whatever height that makes; never enlarged.</summary>
    public static VipsImage ToWidth(VipsImage image, int width) =>
        new VipsOperation("thumbnail_image").Set("in", image).Set("width", width).Set("height", ImageLimits.MaxSide).Set("size", "down").RunImage();

    /// <summary>Exactly this size, stretched, without alpha, one byte a sample: for looking at, not for showing.</summary>
    public static byte[] Sample(VipsImage image, int width, int height, string space)
    {
        using var small = new VipsOperation("thumbnail_image").Set("in", image).Set("width", width).Set("height", height).Set("size", "force").RunImage();
        using var flat = small.HasAlpha
            ? new VipsOperation("flatten").Set("in", small).Set("background", [255.0]).RunImage()
            : new VipsOperation("copy").Set("in", small).RunImage();
        using var coloured = new VipsOperation("colourspace").Set("in", flat).Set("space", space).RunImage();
        using var bytes = new VipsOperation("cast").Set("in", coloured).Set("format", "uchar").RunImage();
        return bytes.ToPixels();
    }
}
