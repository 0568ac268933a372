using System.Text;
using Rankion.Core.Imaging;

namespace Rankion.Tests.Imaging;

public class ImageInfoTests
{
    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Webp)]
    [InlineData(ImageFormat.Avif)]
    public void A_header_tells_format_and_size(ImageFormat format)
    {
        var info = ImageInfo.Read(Pictures.Make(64, 32, format));

        Assert.Equal((format, 64, 32, 1), (info.Format, info.Width, info.Height, info.Pages));
    }

    [Theory]
    [InlineData(1, 64, 32)]
    [InlineData(3, 64, 32)]
    [InlineData(6, 32, 64)]
    [InlineData(8, 32, 64)]
    public void The_size_is_that_of_the_upright_picture(int orientation, int width, int height)
    {
        var info = ImageInfo.Read(Pictures.MakeTurned(64, 32, orientation));

        Assert.Equal((width, height), (info.Width, info.Height));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("<!doctype html><title>502 Bad Gateway</title>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")]
    [InlineData("%PDF-1.7")]
    [InlineData("GIF89a/*<script>alert(1)</script>*/")]
    [InlineData("\u0089PNG")]
    public void What_is_no_picture_is_refused(string content) =>
        Assert.Throws<ImageRejectedException>(() => ImageInfo.Read(Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(16_384, 16)]
    [InlineData(16, 16_384)]
    [InlineData(10_000, 5_001)]
    [InlineData(0, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_bomb_is_refused_by_its_header(int width, int height) =>
        Assert.Throws<ImageRejectedException>(() => ImageInfo.Read(Pictures.PngClaiming((uint)width, (uint)height)));

    [Fact]
    public void Fifty_megapixels_are_taken()
    {
        var info = ImageInfo.Read([.. Pictures.PngClaiming(10_000, 5_000), 0, 0, 0, 0, .. "IDAT"u8, 0x35, 0xAF, 0x06, 0x1E]);

        Assert.Equal(50_000_000, info.Width * info.Height);
    }

    [Fact]
    public void More_bytes_than_the_limit_are_refused()
    {
        var bytes = new byte[ImageLimits.MaxBytes + 1];
        Pictures.Make(8, 8).CopyTo(bytes, 0);

        Assert.Contains("50 MB", Assert.Throws<ImageRejectedException>(() => ImageInfo.Read(bytes)).Message, StringComparison.Ordinal);
    }
}
