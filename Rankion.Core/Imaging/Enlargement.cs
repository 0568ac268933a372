using Rankion.Core.Imaging.Metadata;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>
/// Makes a picture larger by Lanczos, and a little sharper, since no method by rules finds detail that is not there. Colours, their
/// profile and transparency stay as they are, and so does all that the file says of itself; where it does not say how its picture
/// came to be, the larger one does.
/// </summary>
internal static class Enlargement
{
    /// <summary>Of formats that lose something: little, since it comes on top of what was lost before.</summary>
    private const int Quality = 95;

    /// <summary>The most pixels that are made; a side has at most <see cref="ImageLimits.MaxSide"/>.</summary>
    public const long MaxPixels = ImageLimits.MaxPixels;

    /// <summary>Of an animation, the first frame. In the file's own format, or in WebP where that would be too large to be taken in.</summary>
    /// <param name="byModel">A trained model made it.</param>
    /// <exception cref="ImageRejectedException">The bytes are no usable image.</exception>
    public static byte[] Of(ReadOnlySpan<byte> bytes, int factor, bool byModel)
    {
        var metadata = FileMetadata.Read(bytes);
        using var lazy = ImageInfo.Open(bytes, out var info);
        try
        {
            using var limit = lazy.StopAfter(ImageLimits.MaxDecoding);
            using var source = lazy.InMemory();
            using var upright = new VipsOperation("autorot").Set("in", source).RunImage();
            using var larger = Larger(upright, factor);
            using var sharper = new VipsOperation("sharpen").Set("in", larger).Set("sigma", 0.5 * factor).Set("m2", 2.0).RunImage();
            using var marked = Marked(sharper, metadata, byModel);
            // computed as it is written, a few rows at a time: the larger picture as a whole is never in memory
            return Encode(marked, info);
        }
        catch (VipsException e)
        {
            throw ImageInfo.Damaged(e);
        }
    }

    private static VipsImage Larger(VipsImage image, int factor)
    {
        if (!image.HasAlpha)
            return Resize(image, factor);
        // what cannot be seen must not bleed into what can
        using var weighted = new VipsOperation("premultiply").Set("in", image).RunImage();
        using var larger = Resize(weighted, factor);
        using var plain = new VipsOperation("unpremultiply").Set("in", larger).RunImage();
        return new VipsOperation("cast").Set("in", plain).Set("format", image.Is16Bit ? "ushort" : "uchar").RunImage();
    }

    private static VipsImage Resize(VipsImage image, int factor) =>
        new VipsOperation("resize").Set("in", image).Set("scale", (double)factor).Set("kernel", "lanczos3").RunImage();

    private static VipsImage Marked(VipsImage image, FileMetadata metadata, bool byModel)
    {
        const string field = "xmp-data";
        var xmp = image.GetBlob(field);
        if (Xmp.Read(xmp).DigitalSourceType is not null)
            return image.WithBlob(field, xmp);
        var mark = metadata.DigitalSourceType ?? (byModel || metadata.Ai is not null ? ProvenanceMark.TrainedModel : ProvenanceMark.Enhanced);
        return image.WithBlob(field, ProvenanceMark.Write(mark, xmp));
    }

    private static byte[] Encode(VipsImage image, ImageInfo source)
    {
        var format = source.Format switch
        {
            ImageFormat.Gif => ImageFormat.Png,
            ImageFormat.Avif when (long)image.Width * image.Height > ImageLimits.MaxAvifPixels => ImageFormat.Webp,
            var own => own,
        };
        var bytes = ImageEncoder.EncodeWhole(image, format, Quality);
        return bytes.Length <= ImageLimits.MaxBytes ? bytes : ImageEncoder.EncodeWhole(image, ImageFormat.Webp, Quality);
    }
}
