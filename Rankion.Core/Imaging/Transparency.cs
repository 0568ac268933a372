using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>Looks through an image.</summary>
internal static class Transparency
{
    /// <summary>Whether no pixel lets anything through. Decodes the image.</summary>
    /// <exception cref="ImageRejectedException">It is damaged or incomplete.</exception>
    public static bool IsOpaque(ReadOnlySpan<byte> image)
    {
        using var decoded = Shrink.Decode(image, ImageLimits.MaxSide);
        if (!decoded.HasAlpha)
            return true;
        using var alpha = new VipsOperation("extract_band").Set("in", decoded).Set("band", decoded.Bands - 1).RunImage();
        return new VipsOperation("min").Set("in", alpha).RunDouble() >= byte.MaxValue;
    }
}
