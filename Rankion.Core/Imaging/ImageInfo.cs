using System.Globalization;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>What the header of an image says.</summary>
/// <param name="Width">Pixels, as a viewer shows it: turned upright.</param>
/// <param name="Height">Pixels, as a viewer shows it: turned upright.</param>
/// <param name="Pages">1, or the frames of an animation.</param>
public sealed record ImageInfo(ImageFormat Format, int Width, int Height, int Pages, bool HasAlpha)
{
    /// <summary>Reads the header only; the pixels behind it may still be damaged.</summary>
    /// <exception cref="ImageRejectedException">Not one of the formats, or beyond <see cref="ImageLimits"/>.</exception>
    public static ImageInfo Read(ReadOnlySpan<byte> bytes)
    {
        using var image = Open(bytes, out var info);
        return info;
    }

    /// <summary>Opens lazily: pixels are decoded, once and from top to bottom, when they are asked for.</summary>
    internal static VipsImage Open(ReadOnlySpan<byte> bytes, out ImageInfo info)
    {
        if (bytes.Length > ImageLimits.MaxBytes)
            throw new ImageRejectedException($"The file is larger than {ImageLimits.MaxBytes >> 20} MB.");
        var format = ImageFormats.Sniff(bytes) ?? throw new ImageRejectedException("This is not a PNG, JPEG, WebP, AVIF or GIF.");
        VipsImage? image = null;
        try
        {
            image = new VipsOperation(Loader(format)).Set("buffer", bytes).Set("access", "sequential").Set("fail-on", "error").RunImage();
            var turned = image.Orientation >= 5;
            info = new(format, turned ? image.Height : image.Width, turned ? image.Width : image.Height, image.Pages, image.HasAlpha);
            info.CheckLimits();
            return image;
        }
        catch (Exception e)
        {
            image?.Dispose();
            if (e is VipsException)
                throw Damaged(e);
            throw;
        }
    }

    internal static ImageRejectedException Damaged(Exception inner) => new("The image is damaged or incomplete.", inner);

    private static string Loader(ImageFormat format) => format switch
    {
        ImageFormat.Png => "pngload_buffer",
        ImageFormat.Jpeg => "jpegload_buffer",
        ImageFormat.Webp => "webpload_buffer",
        ImageFormat.Gif => "gifload_buffer",
        _ => "heifload_buffer",
    };

    private void CheckLimits()
    {
        var maxPixels = Format == ImageFormat.Avif ? ImageLimits.MaxAvifPixels : ImageLimits.MaxPixels;
        if (Width > ImageLimits.MaxSide || Height > ImageLimits.MaxSide || (long)Width * Height > maxPixels)
            throw new ImageRejectedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The image has {Width}x{Height} pixels; at most {maxPixels / 1_000_000} million are taken, {ImageLimits.MaxSide} a side."));
        if (Pages > ImageLimits.MaxPages)
            throw new ImageRejectedException($"The animation has more than {ImageLimits.MaxPages} frames.");
    }
}
