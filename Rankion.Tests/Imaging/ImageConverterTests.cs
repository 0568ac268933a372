using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Rankion.Core.Imaging;

namespace Rankion.Tests.Imaging;

public sealed class ImageConverterTests : IDisposable
{
    private readonly PixelGate gate = new(NullLogger<PixelGate>.Instance, TimeProvider.System);

    public void Dispose() => gate.Dispose();

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Webp)]
    public async Task A_picture_changes_format_and_stands_upright(ImageFormat to)
    {
        var turned = Pictures.MakeTurned(200, 100, orientation: 6);

        var converted = await new ImageConverter(gate).ConvertAsync(turned, to, TestContext.Current.CancellationToken);

        var info = ImageInfo.Read(converted);
        Assert.Equal((to, 100, 200), (info.Format, info.Width, info.Height));
    }

    [Fact]
    public async Task The_mark_of_how_it_was_made_survives_and_the_camera_does_not()
    {
        var marked = Pictures.WithXmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'>algorithmicMedia</x:xmpmeta>", "a camera");

        var converted = await new ImageConverter(gate).ConvertAsync(marked, ImageFormat.Webp, TestContext.Current.CancellationToken);

        var text = Encoding.Latin1.GetString(converted);
        Assert.Contains("algorithmicMedia", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a camera", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_for_editing_fits_its_bytes_by_getting_smaller()
    {
        var noise = Pictures.MakeNoise(800, 600, seed: 3);

        var png = await new ImageConverter(gate).PngUnderAsync(noise, TestContext.Current.CancellationToken, maxBytes: 100_000);

        Assert.InRange(png.Bytes.Length, 30_000, 100_000);
        Assert.Equal((png.Width, png.Height), (ImageInfo.Read(png.Bytes).Width, ImageInfo.Read(png.Bytes).Height));
        Assert.Equal(800.0 / 600, (double)png.Width / png.Height, tolerance: 0.02);
    }

    [Fact]
    public async Task A_picture_that_fits_keeps_its_size()
    {
        var png = await new ImageConverter(gate).PngUnderAsync(Pictures.Make(800, 600, ImageFormat.Jpeg), TestContext.Current.CancellationToken);

        Assert.Equal((800, 600), (png.Width, png.Height));
    }
}
