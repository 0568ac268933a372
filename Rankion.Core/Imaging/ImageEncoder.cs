using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>Writes images, the same settings everywhere.</summary>
internal static class ImageEncoder
{
    public const int DefaultQuality = 85;

    /// <summary>Without metadata but, where asked, XMP: it says how a picture came to be.</summary>
    /// <param name="quality">1 to 100; PNG is lossless and knows none.</param>
    public static byte[] Encode(VipsImage image, ImageFormat format, int quality = DefaultQuality, bool keepXmp = false) =>
        Encode(image, format, quality, keepXmp ? "xmp" : "none");

    /// <summary>With its colour profile and all its metadata.</summary>
    public static byte[] EncodeWhole(VipsImage image, ImageFormat format, int quality) => Encode(image, format, quality, "all");

    private static byte[] Encode(VipsImage image, ImageFormat format, int quality, string keep)
    {
        using var save = format switch
        {
            ImageFormat.Webp => new VipsOperation("webpsave_buffer").Set("Q", quality).Set("effort", 4),
            ImageFormat.Avif => new VipsOperation("heifsave_buffer").Set("compression", "av1").Set("Q", quality).Set("effort", 2).Set("bitdepth", 8),
            ImageFormat.Jpeg => new VipsOperation("jpegsave_buffer").Set("Q", quality).Set("optimize-coding", true).Set("interlace", true)
                .Set("background", [255.0, 255, 255]),
            // Without a filter a photo is a quarter larger; a higher level is slower and no smaller.
            ImageFormat.Png => new VipsOperation("pngsave_buffer").Set("compression", 6).Set("filter", "all"),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Rankion does not write this format."),
        };
        return save.Set("in", image).Keep(keep).RunBytes();
    }
}
