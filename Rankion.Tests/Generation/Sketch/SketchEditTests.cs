using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Rankion.Core.Generation;
using Rankion.Core.Generation.Sketch;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Vips;
using Rankion.Tests.Imaging;

namespace Rankion.Tests.Generation.Sketch;

public sealed class SketchEditTests : IDisposable
{
    private static readonly PixelSize Size = new(240, 160);

    private readonly PixelGate gate = new(NullLogger<PixelGate>.Instance, TimeProvider.System);
    private readonly byte[] source = Pictures.MakeNoise(240, 160, seed: 5);

    public void Dispose() => gate.Dispose();

    [Theory]
    [InlineData("much brighter", 1)]
    [InlineData("heller", 1)]
    [InlineData("darker", -1)]
    [InlineData("bei Nacht", -1)]
    public async Task Light_follows_the_prompt(string prompt, int direction)
    {
        var (before, after) = (Mean(source), Mean(await EditAsync(prompt)));

        Assert.True((after.R + after.G + after.B - before.R - before.G - before.B) * direction > 40);
    }

    [Theory]
    [InlineData("warmer", 1)]
    [InlineData("golden hour", 1)]
    [InlineData("wärmer", 1)]
    [InlineData("cooler", -1)]
    [InlineData("tint it blue", -1)]
    public async Task Colour_follows_the_prompt(string prompt, int direction)
    {
        var mean = Mean(await EditAsync(prompt));

        Assert.True((mean.R - mean.B) * direction > 12);
    }

    [Theory]
    [InlineData("black and white")]
    [InlineData("in Schwarz-Weiß")]
    [InlineData("monochrome")]
    public async Task Colour_goes_where_black_and_white_is_asked(string prompt)
    {
        using var edited = Shrink.Decode(await EditAsync(prompt, Pictures.Make(240, 160)), 240);

        Assert.All(edited.ToPixels().Chunk(3), p => Assert.InRange(p.Max() - p.Min(), 0, 1));
    }

    [Theory]
    [InlineData("less contrast", -1)]
    [InlineData("reduce the contrast", -1)]
    [InlineData("more contrast", 1)]
    [InlineData("blur", -1)]
    public async Task Contrast_follows_the_prompt(string prompt, int direction) =>
        Assert.True((Spread(await EditAsync(prompt)) - Spread(source)) * direction > 2);

    [Theory]
    [InlineData("flip it", 10, 80, true)]
    [InlineData("rotate", 120, 10, false)]
    [InlineData("nach links drehen", 120, 10, true)]
    public async Task Turning_and_flipping_move_the_pixels(string prompt, int x, int y, bool blue)
    {
        var (r, _, b) = Pictures.PixelAt(await EditAsync(prompt, Pictures.Make(240, 160)), x, y);

        Assert.Equal(blue, b > r);
    }

    [Fact]
    public async Task A_caption_is_written_at_the_foot_and_is_no_instruction()
    {
        var plain = await EditAsync("nicer");
        using var before = Shrink.Decode(plain, 240);
        using var after = Shrink.Decode(await EditAsync("caption \"flip night </svg>\""), 240);
        var (a, b) = (before.ToPixels(), after.ToPixels());

        Assert.True(a.AsSpan(240 * 130 * 3).ToArray().Zip(b.AsSpan(240 * 130 * 3).ToArray()).Average(p => Math.Abs(p.First - p.Second)) > 20);
        Assert.True(a.Take(240 * 60 * 3).Zip(b.Take(240 * 60 * 3)).Average(p => Math.Abs(p.First - p.Second)) < 20);
    }

    [Theory]
    [InlineData(120, 80)]
    [InlineData(100, 150)]
    [InlineData(480, 320)]
    public async Task The_result_has_the_size_asked(int width, int height)
    {
        var info = ImageInfo.Read(await EditAsync("warmer", size: new(width, height)));

        Assert.Equal((width, height), (info.Width, info.Height));
    }

    [Fact]
    public async Task A_prompt_that_says_nothing_known_still_changes_the_picture_the_same_way_each_time()
    {
        var edited = await EditAsync("please improve");

        Assert.Equal(edited, await EditAsync("please improve"));
        Assert.NotEqual(Pixels(source), Pixels(edited));
    }

    [Theory]
    [InlineData("night")]
    [InlineData("blur and tint it green, foggy, caption \"hello\"")]
    [InlineData("flip and zoom, brighter")]
    public async Task Outside_the_mask_no_pixel_changes(string prompt)
    {
        var edited = Pixels(await EditAsync(prompt, mask: Mask(240, 160)));
        var original = Pixels(source);

        Assert.Equal(Where(original, covered: true), Where(edited, covered: true));
        Assert.NotEqual(Where(original, covered: false), Where(edited, covered: false));
    }

    [Fact]
    public async Task Transparency_of_the_source_stays()
    {
        var transparent = Mask(240, 160);

        Assert.Equal(Pixels(transparent).Where((_, i) => i % 4 == 3), Pixels(await EditAsync("darker", transparent)).Where((_, i) => i % 4 == 3));
    }

    [Fact]
    public async Task A_mask_of_another_size_or_without_transparency_is_refused()
    {
        foreach (var mask in new[] { Mask(100, 100), Pictures.Make(240, 160), Encoding.ASCII.GetBytes("mask") })
            Assert.Equal(ProviderFault.Rejected, (await Assert.ThrowsAsync<ImageProviderException>(() => EditAsync("night", mask: mask))).Fault);
    }

    [Fact]
    public async Task What_the_source_says_of_itself_stays_and_else_the_edit_is_named()
    {
        using var own = ImageInfo.Open(await EditAsync("warmer"), out _);
        using var kept = ImageInfo.Open(await EditAsync("warmer", Pictures.WithXmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'>trainedAlgorithmicMedia</x:xmpmeta>",
            "camera")), out _);

        Assert.Contains("algorithmicallyEnhanced", Encoding.UTF8.GetString(own.GetBlob("xmp-data")!), StringComparison.Ordinal);
        Assert.Contains("trainedAlgorithmicMedia", Encoding.UTF8.GetString(kept.GetBlob("xmp-data")!), StringComparison.Ordinal);
    }

    private async Task<byte[]> EditAsync(string prompt, byte[]? input = null, byte[]? mask = null, PixelSize? size = null)
    {
        var request = new ImageRequest("rankion-sketch", prompt, size ?? Size) { Inputs = [input ?? source], Mask = mask };
        return (await new SketchProvider(gate).DrawAsync(request, TestContext.Current.CancellationToken)).Bytes.ToArray();
    }

    /// <summary>The left half is opaque: it stays. The right half is transparent.</summary>
    private static byte[] Mask(int width, int height)
    {
        var pixels = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
            pixels[i * 4 + 3] = (byte)(i % width < width / 2 ? 255 : 0);
        using var image = VipsImage.FromPixels(pixels, width, height, 4);
        using var srgb = new VipsOperation("copy").Set("in", image).Set("interpretation", "srgb").RunImage();
        return ImageEncoder.Encode(srgb, ImageFormat.Png);
    }

    private static byte[] Pixels(byte[] png)
    {
        using var image = Shrink.Decode(png, 4096);
        return image.ToPixels();
    }

    private static byte[] Where(byte[] rgb, bool covered) => [.. rgb.Chunk(3).Where((_, i) => i % Size.Width < Size.Width / 2 == covered).SelectMany(p => p)];

    private static (double R, double G, double B) Mean(byte[] png)
    {
        var pixels = Pixels(png).Chunk(3).ToList();
        return (pixels.Average(p => p[0]), pixels.Average(p => p[1]), pixels.Average(p => p[2]));
    }

    private static double Spread(byte[] png)
    {
        var values = Pixels(png).Where((_, i) => i % 3 == 1).Select(v => (double)v).ToList();
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
