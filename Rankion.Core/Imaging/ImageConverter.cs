using Rankion.Core.Imaging.Metadata;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>A PNG and its size in pixels.</summary>
public sealed record PngImage(byte[] Bytes, int Width, int Height);

/// <summary>Makes one format from another: upright, sRGB, without place or camera, but with XMP, which holds the provenance mark.</summary>
public sealed class ImageConverter(PixelGate gate)
{
    /// <summary>What editing models take at most.</summary>
    public const int MaxEditBytes = 4_000_000;

    /// <summary>More than a provenance mark needs is left out where bytes count.</summary>
    private const int MaxXmpBytes = 64 << 10;

    /// <summary>The whole image in another format. Of an animation, the first frame.</summary>
    /// <param name="maxWidth">Pixels; wider ones are made smaller, narrower ones stay as they are.</param>
    /// <param name="quality">1 to 100; PNG knows none.</param>
    /// <exception cref="ImageRejectedException">The bytes are no usable image.</exception>
    public Task<byte[]> ConvertAsync(
        ReadOnlyMemory<byte> image, ImageFormat to, CancellationToken ct, int maxWidth = ImageLimits.MaxSide, int quality = ImageEncoder.DefaultQuality) =>
        gate.RunAsync(() =>
        {
            using var decoded = Shrink.Decode(image.Span, maxWidth);
            return ImageEncoder.Encode(decoded, to, quality, keepXmp: true);
        }, ct);

    /// <summary>The image for people outside: with the mark of how it was made, and no other word.</summary>
    /// <param name="byModel">A trained model made it: it is said where the file itself does not say how it was made.</param>
    /// <exception cref="ImageRejectedException">The bytes are no usable image.</exception>
    public Task<byte[]> PublishAsync(ReadOnlyMemory<byte> image, ImageFormat to, int maxWidth, bool byModel, CancellationToken ct) =>
        gate.RunAsync(() =>
        {
            var metadata = FileMetadata.Read(image.Span);
            using var decoded = Shrink.Decode(image.Span, maxWidth);
            if ((metadata.DigitalSourceType ?? (byModel || metadata.Ai is not null ? ProvenanceMark.TrainedModel : null)) is not { } mark)
                return ImageEncoder.Encode(decoded, to);
            using var marked = decoded.WithBlob("xmp-data", ProvenanceMark.Write(mark));
            return ImageEncoder.Encode(marked, to, keepXmp: true);
        }, ct);

    /// <summary>The image as a PNG of at most so many bytes: as it is where that fits, else smaller in pixels, never in colours.</summary>
    /// <param name="maxSide">Pixels of the longer side.</param>
    /// <exception cref="ImageRejectedException">The bytes are no usable image.</exception>
    public Task<PngImage> PngUnderAsync(ReadOnlyMemory<byte> image, CancellationToken ct, int maxBytes = MaxEditBytes, int maxSide = 3840) =>
        gate.RunAsync(() => PngUnder(image.Span, maxBytes, maxSide), ct);

    /// <summary>The image as a PNG of exactly this size, stretched where its shape is another.</summary>
    /// <exception cref="ImageRejectedException">The bytes are no usable image.</exception>
    public Task<byte[]> PngOfSizeAsync(ReadOnlyMemory<byte> image, int width, int height, CancellationToken ct) =>
        gate.RunAsync(() =>
        {
            using var decoded = Shrink.Decode(image.Span, ImageLimits.MaxSide);
            using var sized = new VipsOperation("thumbnail_image").Set("in", decoded).Set("width", width).Set("height", height).Set("size", "force").RunImage();
            return ImageEncoder.Encode(sized, ImageFormat.Png);
        }, ct);

    /// <summary>The image in the middle of a canvas of this size, as large as fits.</summary>
    /// <exception cref="ImageRejectedException">The bytes are no usable image.</exception>
    internal Task<WiderPicture> WidenAsync(ReadOnlyMemory<byte> image, int width, int height, CancellationToken ct) =>
        gate.RunAsync(() => WiderCanvas.Make(image.Span, width, height), ct);

    private static PngImage PngUnder(ReadOnlySpan<byte> bytes, int maxBytes, int maxSide)
    {
        using var whole = Shrink.Decode(bytes, maxSide, maxSide);
        var keepXmp = whole.GetBlob("xmp-data") is { Length: <= MaxXmpBytes };
        var png = Encode(whole);
        for (var scale = 1.0; png.Bytes.Length > maxBytes;)
        {
            scale *= Math.Min(0.95, Math.Sqrt((double)maxBytes / png.Bytes.Length) * 0.98);
            using var smaller = new VipsOperation("resize").Set("in", whole).Set("scale", scale).RunImage();
            png = Encode(smaller);
        }
        return png;

        PngImage Encode(VipsImage image) => new(ImageEncoder.Encode(image, ImageFormat.Png, keepXmp: keepXmp), image.Width, image.Height);
    }
}
