using System.Globalization;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>A picture on a larger canvas, and which part of that is still to be painted.</summary>
/// <param name="Canvas">A PNG.</param>
/// <param name="Mask">A PNG of the same size, transparent wherever the picture is not.</param>
internal sealed record WiderPicture(byte[] Canvas, byte[] Mask);

/// <summary>
/// Puts a picture in the middle of a canvas of another shape, as large as fits. Around it stand its own edges, mirrored, and more blurred
/// the further out: who paints on from there sees colours and light that fit.
/// </summary>
internal static class WiderCanvas
{
    /// <summary>How far out the mirrored edge is still seen, as a part of the picture's side.</summary>
    private const double Reach = 0.2;

    /// <summary>The blur is made on a picture so many times smaller: it is soft anyway.</summary>
    private const int Coarse = 8;

    /// <exception cref="ImageRejectedException">The bytes are no usable image.</exception>
    public static WiderPicture Make(ReadOnlySpan<byte> picture, int width, int height)
    {
        using var fitted = Fitted(picture, width, height);
        var (x, y) = ((width - fitted.Width) / 2, (height - fitted.Height) / 2);
        using var mirrored = new VipsOperation("embed").Set("in", fitted).Set("x", x).Set("y", y).Set("width", width).Set("height", height).Set("extend", "mirror").RunImage();
        using var whole = mirrored.InMemory();
        using var far = Blurred(whole);
        using var weight = Weight(width, height, x, fitted.Width, y, fitted.Height);
        using var canvas = Transform.Blend(weight, whole, far);
        using var mask = Svg.RenderLayer(Drawing(width, height, $"<rect x='{x}' y='{y}' width='{fitted.Width}' height='{fitted.Height}'/>"));
        return new(ImageEncoder.Encode(canvas, ImageFormat.Png), ImageEncoder.Encode(mask, ImageFormat.Png));
    }

    private static VipsImage Fitted(ReadOnlySpan<byte> picture, int width, int height)
    {
        using var decoded = Shrink.Decode(picture, ImageLimits.MaxSide);
        using var rgb = Transform.ToRgb(decoded);
        using var flat = rgb.HasAlpha ? new VipsOperation("flatten").Set("in", rgb).Set("background", [255.0]).RunImage() : rgb.InMemory();
        if (flat.Width <= width && flat.Height <= height && (flat.Width == width || flat.Height == height))
            return flat.InMemory();
        using var scaled = new VipsOperation("thumbnail_image").Set("in", flat).Set("width", width).Set("height", height).RunImage();
        return scaled.InMemory();
    }

    private static VipsImage Blurred(VipsImage whole)
    {
        using var small = Sized(whole, Math.Max(1, whole.Width / Coarse), Math.Max(1, whole.Height / Coarse));
        using var soft = Transform.Blur(small, 6);
        using var large = Sized(soft, whole.Width, whole.Height);
        return large.InMemory();
    }

    private static VipsImage Sized(VipsImage image, int width, int height) =>
        new VipsOperation("thumbnail_image").Set("in", image).Set("width", width).Set("height", height).Set("size", "force").RunImage();

    /// <summary>White where the picture is, falling off to black on the sides where the canvas goes on.</summary>
    private static VipsImage Weight(int width, int height, int x, int pictureWidth, int y, int pictureHeight)
    {
        var sideways = x >= y;
        var (start, size, all) = sideways ? (x, pictureWidth, width) : (y, pictureHeight, height);
        var fall = Math.Max(1, Math.Min(start, size * Reach));
        string At(double place, string colour) => string.Create(CultureInfo.InvariantCulture, $"<stop offset='{place / all:0.#####}' stop-color='{colour}'/>");
        var stops = At(start - fall, "#000") + At(start, "#fff") + At(start + size, "#fff") + At(start + size + fall, "#000");
        var gradient = $"<linearGradient id='g' x1='0' y1='0' {(sideways ? "x2='1' y2='0'" : "x2='0' y2='1'")}>{stops}</linearGradient>";
        // the gradient's own steps must not eat into the picture
        var drawing = $"{gradient}<rect width='{width}' height='{height}' fill='url(#g)'/><rect x='{x}' y='{y}' width='{pictureWidth}' height='{pictureHeight}' fill='#fff'/>";
        using var drawn = Svg.Render(Drawing(width, height, drawing));
        using var band = Transform.Bands(drawn, 0, 1);
        return band.InMemory();
    }

    private static string Drawing(int width, int height, string content) =>
        $"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>{content}</svg>";
}
