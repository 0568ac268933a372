using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Tests.Imaging;

/// <summary>Test pictures: red left half, blue right half, so that a turn or a flip shows.</summary>
internal static class Pictures
{
    public static byte[] Make(int width, int height, ImageFormat format = ImageFormat.Png)
    {
        using var image = Draw(width, height);
        return ImageEncoder.Encode(image, format);
    }

    /// <summary>A JPEG that a camera held turned: its EXIF says how to show it upright.</summary>
    public static byte[] MakeTurned(int width, int height, int orientation)
    {
        using var image = Draw(width, height);
        // "Exif\0\0", a big-endian TIFF header, and one entry: tag 0x0112 (orientation), type 3 (short), count 1.
        byte[] exif = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        using var marked = image.WithBlob("exif-data", exif);
        return new VipsOperation("jpegsave_buffer").Set("in", marked).RunBytes();
    }

    /// <summary>Clouds with grain: a picture with detail, that does not compress well.</summary>
    public static byte[] MakeNoise(int width, int height, int seed, ImageFormat format = ImageFormat.Png)
    {
        using var clouds = new VipsOperation("perlin").Set("width", width).Set("height", height).Set("seed", seed).Set("uchar", true).RunImage();
        using var grain = new VipsOperation("gaussnoise").Set("width", width).Set("height", height).Set("seed", seed).Set("mean", 0.0).Set("sigma", 8.0)
            .RunImage();
        using var sum = new VipsOperation("add").Set("left", clouds).Set("right", grain).RunImage();
        using var bytes = new VipsOperation("cast").Set("in", sum).Set("format", "uchar").RunImage();
        using var colour = new VipsOperation("colourspace").Set("in", bytes).Set("space", "srgb").Set("source-space", "b-w").RunImage();
        return ImageEncoder.Encode(colour, format);
    }

    /// <summary>A mask: black, with a clear rectangle in its middle.</summary>
    /// <param name="opacity">Of the rectangle; 0 is clear.</param>
    public static byte[] Mask(int width, int height, int clearWidth = 64, int clearHeight = 64, double opacity = 0)
    {
        var pixels = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = (i % width - (width - clearWidth) / 2, i / width - (height - clearHeight) / 2);
            pixels[(4 * i) + 3] = x >= 0 && x < clearWidth && y >= 0 && y < clearHeight ? (byte)(255 * opacity) : (byte)255;
        }
        using var raw = VipsImage.FromPixels(pixels, width, height, 4);
        using var image = new VipsOperation("copy").Set("in", raw).Set("interpretation", "srgb").RunImage();
        return ImageEncoder.Encode(image, ImageFormat.Png);
    }

    /// <summary>A JPEG with XMP, and with EXIF that names the camera.</summary>
    public static byte[] WithXmp(string xmp, string camera)
    {
        using var image = Draw(64, 32);
        using var marked = image.WithBlob("xmp-data", System.Text.Encoding.UTF8.GetBytes(xmp));
        byte[] exif = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x0F, 0, 2, 0, 0, 0, (byte)camera.Length, 0, 0, 0, 26, 0, 0, 0, 0,
            .. System.Text.Encoding.ASCII.GetBytes(camera)];
        using var both = marked.WithBlob("exif-data", exif);
        return new VipsOperation("jpegsave_buffer").Set("in", both).RunBytes();
    }

    /// <summary>Only a header: what it claims is not there.</summary>
    public static byte[] PngClaiming(uint width, uint height)
    {
        byte[] ihdr =
        [
            .. "IHDR"u8, (byte)(width >> 24), (byte)(width >> 16), (byte)(width >> 8), (byte)width,
            (byte)(height >> 24), (byte)(height >> 16), (byte)(height >> 8), (byte)height, 8, 2, 0, 0, 0,
        ];
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. ihdr, .. Crc32(ihdr)];
    }

    private static byte[] Crc32(byte[] bytes)
    {
        var crc = bytes.Aggregate(~0u, (crc, b) => Enumerable.Range(0, 8).Aggregate(crc ^ b, (c, _) => (c & 1) == 1 ? c >> 1 ^ 0xEDB88320 : c >> 1)) ^ ~0u;
        return [(byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc];
    }

    public static (byte R, byte G, byte B) PixelAt(ReadOnlySpan<byte> image, int x, int y)
    {
        using var decoded = Shrink.Decode(image, ImageLimits.MaxSide);
        var pixels = decoded.ToPixels();
        var i = (y * decoded.Width + x) * decoded.Bands;
        return (pixels[i], pixels[i + 1], pixels[i + 2]);
    }

    public static byte AlphaAt(ReadOnlySpan<byte> image, int x, int y)
    {
        using var decoded = Shrink.Decode(image, ImageLimits.MaxSide);
        return decoded.ToPixels()[(((y * decoded.Width) + x) * decoded.Bands) + decoded.Bands - 1];
    }

    /// <summary>64 pixels a side, of one colour.</summary>
    public static byte[] Filled(byte r, byte g, byte b)
    {
        using var image = VipsImage.FromPixels([.. Enumerable.Range(0, 64 * 64).SelectMany(_ => new[] { r, g, b })], 64, 64, 3);
        return ImageEncoder.Encode(image, ImageFormat.Png);
    }

    private static VipsImage Draw(int width, int height) => Svg.Render(
        $"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><rect width='100%' height='100%' fill='#c03020'/>" +
        $"<rect x='50%' width='50%' height='100%' fill='#2040c0'/></svg>");
}
