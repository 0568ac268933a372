using Rankion.Core.Generation;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>Looks through an image.</summary>
internal static class Transparency
{
    /// <summary>How many shades the alpha of a mask may be left with, the most first: the ends, wholly clear and wholly opaque, stay what they are.</summary>
    private static readonly int[] Shades = [256, 16, 2];

    /// <summary>The share of the pixels that let something through, 0 to 1. Decodes the image.</summary>
    /// <exception cref="ImageRejectedException">It is damaged or incomplete.</exception>
    public static double ShareOf(ReadOnlySpan<byte> image)
    {
        using var alpha = AlphaOf(image);
        if (alpha is null)
            return 0;
        using var clear = new VipsOperation("relational_const").Set("in", alpha).Set("relational", "less").Set("c", [255.0]).RunImage();
        return new VipsOperation("avg").Set("in", clear).RunDouble() / 255;
    }

    /// <summary>Its alpha over black, of exactly this size, as a PNG of at most so many bytes; null where it does not come to that.</summary>
    /// <exception cref="ImageRejectedException">It is damaged or incomplete.</exception>
    public static byte[]? Alone(ReadOnlySpan<byte> image, PixelSize size, int maxBytes)
    {
        using var own = AlphaOf(image) ?? throw new ImageRejectedException("The image has no transparency.");
        using var alpha = Sized(own, size);
        foreach (var shades in Shades)
        {
            using var fewer = Posterized(alpha, 255.0 / (shades - 1));
            using var black = new VipsOperation("linear").Set("in", fewer).Set("a", [0.0]).Set("b", [0.0]).Set("uchar", true).RunImage();
            using var both = Transform.Join(black, fewer);
            using var grey = new VipsOperation("copy").Set("in", both).Set("interpretation", "b-w").RunImage();
            var png = new VipsOperation("pngsave_buffer").Set("in", grey).Set("compression", 9).Set("filter", "all").Keep("none").RunBytes();
            if (png.Length <= maxBytes)
                return png;
        }
        return null;
    }

    private static VipsImage? AlphaOf(ReadOnlySpan<byte> image)
    {
        using var decoded = Shrink.Decode(image, ImageLimits.MaxSide);
        if (!decoded.HasAlpha)
            return null;
        using var rgb = Transform.ToRgb(decoded); // also from 16 bits and from grey
        using var alpha = Transform.Bands(rgb, rgb.Bands - 1, 1);
        return alpha.InMemory();
    }

    private static VipsImage Sized(VipsImage alpha, PixelSize size)
    {
        if (alpha.Width == size.Width && alpha.Height == size.Height)
            return alpha.InMemory();
        using var sized = new VipsOperation("resize").Set("in", alpha).Set("scale", (double)size.Width / alpha.Width)
            .Set("vscale", (double)size.Height / alpha.Height).Set("kernel", "linear").RunImage();
        return sized.InMemory();
    }

    private static VipsImage Posterized(VipsImage alpha, double step)
    {
        using var steps = new VipsOperation("linear").Set("in", alpha).Set("a", [1 / step]).Set("b", [0.0]).RunImage();
        using var whole = new VipsOperation("round").Set("in", steps).Set("round", "rint").RunImage();
        return new VipsOperation("linear").Set("in", whole).Set("a", [step]).Set("b", [0.0]).Set("uchar", true).RunImage();
    }
}
