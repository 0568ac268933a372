using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Rankion.Core.Generation;
using Rankion.Core.Generation.Sketch;
using Rankion.Core.Imaging;

namespace Rankion.Tests.Generation.Sketch;

public sealed class SketchProviderTests : IDisposable
{
    private static readonly PixelSize Small = new(300, 200);

    private readonly PixelGate gate = new(NullLogger<PixelGate>.Instance, TimeProvider.System);

    public void Dispose() => gate.Dispose();

    public static TheoryData<string> Subjects =>
    [
        "Misty mountains at dawn with a cabin by a lake", "Quiet harbour at golden hour with sailing boats", "A lighthouse in a storm",
            "Tropical beach with palm trees", "Sand dunes, a lone traveller",
        "Foggy pine forest", "Autumn forest", "City skyline by the river at night", "Synthwave city", "Tulip field with a windmill", "Aurora over a lake",
            "Milky Way", "A ringed planet",
        "Vase with a red rose on a wooden table", "Lemons on a pink background", "Avocado, strawberries, cherries, apples, pears, plums",
            "Perfume bottle \"SOLENNE\"", "Wine bottle", "Cream jar", "A steaming cup of tea",
        "Monstera in a white pot", "Cactus", "Jungle leaves", "Arch with stairs", "Layered paper waves", "Bauhaus pattern", "Glass bubbles", "Soft gradient",
            "Jazz festival poster", "Winter morning",
        "no idea", "🎉🎉", "漢字", "\"",
    ];

    [Theory]
    [MemberData(nameof(Subjects))]
    public async Task Every_subject_is_drawn_at_the_size_asked(string prompt)
    {
        var bytes = await DrawAsync(new("rankion-sketch", prompt, Small));

        var info = ImageInfo.Read(bytes);
        Assert.Equal((ImageFormat.Png, 300, 200), (info.Format, info.Width, info.Height));
        Assert.True(Distinct(bytes) > 60, "It is nearly empty.");
    }

    [Theory]
    [InlineData(1024, 1024)]
    [InlineData(1536, 1024)]
    [InlineData(1024, 1536)]
    [InlineData(1200, 630)]
    [InlineData(64, 256)]
    [InlineData(333, 97)]
    public async Task Any_size_is_met_to_the_pixel(int width, int height)
    {
        var info = ImageInfo.Read(await DrawAsync(new("rankion-sketch", "Harbour at dusk", new(width, height))));

        Assert.Equal((width, height), (info.Width, info.Height));
    }

    [Fact]
    public async Task The_same_request_gives_the_same_bytes()
    {
        var request = new ImageRequest("rankion-sketch", "Quiet harbour at dawn", Small, Index: 2) { Quality = "standard" };

        Assert.Equal(await DrawAsync(request), await DrawAsync(request));
    }

    [Fact]
    public async Task Images_of_one_request_differ_and_so_do_prompts()
    {
        var request = new ImageRequest("rankion-sketch", "Abstract geometric pattern", Small);
        var first = await HashAsync(request);

        Assert.InRange(PerceptualHash.Distance(first, await HashAsync(request with { Index = 1 })), 8, 64);
        Assert.InRange(PerceptualHash.Distance(first, await HashAsync(request with { Prompt = "Sand dunes" })), 8, 64);
    }

    [Theory]
    [InlineData("Lemons on a blue background", "Lemons on a red background")]
    [InlineData("Mountains at night", "Mountains at noon")]
    [InlineData("Wald im Nebel", "Wald bei Nacht")]
    public async Task Colours_and_light_come_from_the_prompt(string blue, string red)
    {
        var (a, b) = (Mean(await DrawAsync(new("rankion-sketch", blue, Small))), Mean(await DrawAsync(new("rankion-sketch", red, Small))));

        Assert.True(Math.Abs(a.R - b.R) + Math.Abs(a.G - b.G) + Math.Abs(a.B - b.B) > 60);
    }

    [Theory]
    [InlineData("png", ImageFormat.Png)]
    [InlineData("jpeg", ImageFormat.Jpeg)]
    [InlineData("webp", ImageFormat.Webp)]
    public async Task It_says_in_the_file_that_it_is_a_sketch_and_not_made_by_a_trained_model(string name, ImageFormat format)
    {
        var bytes = await DrawAsync(new("rankion-sketch", "Forest", Small) { OutputFormat = name });

        using var image = ImageInfo.Open(bytes, out var info);
        var xmp = Encoding.UTF8.GetString(image.GetBlob("xmp-data")!);
        Assert.Equal(format, info.Format);
        Assert.Contains("digitalsourcetype/algorithmicMedia", xmp, StringComparison.Ordinal);
        Assert.Contains("Rankion sketch", xmp, StringComparison.Ordinal);
        Assert.DoesNotContain("trained", xmp, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("poster \"</path></svg><svg><script>alert(1)</script>\"")]
    [InlineData("poster \"&xxe; <!ENTITY xxe SYSTEM 'file:///etc/passwd'>\"")]
    [InlineData("bottle with the label \"]]>--><image href='file:///etc/passwd'/>\"")]
    public async Task Nothing_of_a_prompt_becomes_markup(string prompt) =>
        Assert.Equal(300, ImageInfo.Read(await DrawAsync(new("rankion-sketch", prompt, Small))).Width);

    [Fact]
    public async Task The_longest_prompt_is_read()
    {
        var prompt = string.Concat(Enumerable.Repeat("a red boat on the blue sea, ", 1143))[..32_000];

        Assert.Equal(300, ImageInfo.Read(await DrawAsync(new("rankion-sketch", prompt, Small))).Width);
    }

    [Fact]
    public async Task A_format_that_it_cannot_write_is_refused()
    {
        var request = new ImageRequest("rankion-sketch", "Forest", Small) { OutputFormat = "bmp" };

        Assert.Equal(ProviderFault.Rejected, (await Assert.ThrowsAsync<ImageProviderException>(() => DrawAsync(request))).Fault);
    }

    private async Task<byte[]> DrawAsync(ImageRequest request) =>
        (await new SketchProvider(gate).DrawAsync(request, TestContext.Current.CancellationToken)).Bytes.ToArray();

    private async Task<long> HashAsync(ImageRequest request)
    {
        using var image = Shrink.Decode(await DrawAsync(request), 320);
        return PerceptualHash.Of(image);
    }

    private static int Distinct(byte[] bytes)
    {
        using var image = Shrink.Decode(bytes, 300);
        return Shrink.Sample(image, 32, 32, "srgb").Chunk(3).Select(p => (p[0], p[1], p[2])).Distinct().Count();
    }

    private static (double R, double G, double B) Mean(byte[] bytes)
    {
        using var image = Shrink.Decode(bytes, 300);
        var pixels = Shrink.Sample(image, 16, 16, "srgb").Chunk(3).ToList();
        return (pixels.Average(p => p[0]), pixels.Average(p => p[1]), pixels.Average(p => p[2]));
    }
}
