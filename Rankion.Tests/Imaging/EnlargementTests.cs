using System.Text;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Metadata;
using Rankion.Core.Imaging.Vips;
using Rankion.Tests.Imaging.Metadata;

namespace Rankion.Tests.Imaging;

public sealed class EnlargementTests
{
    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Webp)]
    [InlineData(ImageFormat.Avif)]
    public void The_larger_picture_shows_the_same_in_the_same_format(ImageFormat format)
    {
        var larger = Enlargement.Of(Pictures.Make(60, 40, format), 4, byModel: false);

        Assert.Equal(new(format, 240, 160, 1, false), ImageInfo.Read(larger));
        var (left, right) = (Pictures.PixelAt(larger, 20, 80), Pictures.PixelAt(larger, 220, 80));
        Assert.True(left.R > left.B + 80 && right.B > right.R + 80, $"{left} {right}");
    }

    [Fact]
    public void A_picture_that_lies_on_its_side_is_made_upright()
    {
        var larger = Enlargement.Of(Pictures.MakeTurned(40, 20, orientation: 6), 2, byModel: false);

        Assert.Equal((40, 80), (ImageInfo.Read(larger) is var info ? (info.Width, info.Height) : default));
        Assert.Equal(1, FileMetadata.Read(larger).Orientation);
    }

    [Fact]
    public void What_is_transparent_stays_so_and_bleeds_into_nothing()
    {
        // clear green beside solid red
        var pixels = Enumerable.Range(0, 40 * 40).SelectMany(i => i % 40 < 20 ? new byte[] { 0, 255, 0, 0 } : [255, 0, 0, 255]).ToArray();
        var larger = Enlargement.Of(Png(pixels, 40, 40, 4), 2, byModel: false);

        using var decoded = Shrink.Decode(larger, ImageLimits.MaxSide);
        var at = decoded.ToPixels();
        (byte R, byte G, byte B, byte A) Pixel(int x) => (at[(3200 + x) * 4 % at.Length], at[((3200 + x) * 4) + 1], at[((3200 + x) * 4) + 2], at[((3200 + x) * 4) + 3]);
        Assert.Equal((80, 80, true), (decoded.Width, decoded.Height, decoded.HasAlpha));
        Assert.Equal((0, 255), (Pixel(2).A, Pixel(77).A));
        Assert.All(Enumerable.Range(0, 80).Select(Pixel).Where(p => p.A > 32), p => Assert.True(p.G < 80, $"{p}"));
    }

    [Fact]
    public void The_colour_profile_and_the_depth_of_16_bits_are_kept()
    {
        using var image = Decoded(Pictures.Make(32, 32));
        using var deep = new VipsOperation("colourspace").Set("in", image).Set("space", "rgb16").RunImage();
        using var profiled = deep.WithBlob("icc-profile-data", Profile("p3"));
        var larger = Enlargement.Of(new VipsOperation("pngsave_buffer").Set("in", profiled).RunBytes(), 2, byModel: false);

        using var header = ImageInfo.Open(larger, out var info);
        Assert.Equal((64, true), (info.Width, header.Is16Bit));
        Assert.Equal(Profile("p3"), header.GetBlob("icc-profile-data"));
    }

    [Theory]
    [InlineData(true, "trainedAlgorithmicMedia")]
    [InlineData(false, "algorithmicallyEnhanced")]
    public void A_file_that_does_not_say_how_its_picture_came_to_be_says_it_now(bool byModel, string expected) =>
        Assert.Equal(expected, FileMetadata.Read(Enlargement.Of(Pictures.Make(32, 32), 2, byModel)).DigitalSourceType);

    [Fact]
    public void An_uploaded_picture_of_an_AI_stays_marked_and_keeps_every_other_word()
    {
        var marked = Pictures.WithXmp(Encoding.UTF8.GetString(ProvenanceMark.Write("compositeWithTrainedAlgorithmicMedia")), "Camera");
        var titled = Pictures.WithXmp(
            """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Harbour</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>""",
            "Camera");

        Assert.Equal("compositeWithTrainedAlgorithmicMedia", FileMetadata.Read(Enlargement.Of(marked, 2, byModel: true)).DigitalSourceType);
        var kept = FileMetadata.Read(Enlargement.Of(titled, 2, byModel: true));
        Assert.Equal(("Harbour", "trainedAlgorithmicMedia", "Camera"), (kept.Title, kept.DigitalSourceType, kept.Camera));
    }

    [Fact]
    public void The_prompt_that_a_tool_left_in_a_PNG_is_kept()
    {
        var told = MarkedPictures.Png("tEXt", ("parameters", "a red harbour\nSteps: 20, Sampler: Euler a, Model: dreamer"));

        var ai = FileMetadata.Read(Enlargement.Of(told, 2, byModel: false));

        Assert.Equal(("a red harbour", "dreamer", "trainedAlgorithmicMedia"), (ai.Ai?.Prompt, ai.Ai?.Model, ai.DigitalSourceType));
    }

    [Fact]
    public void What_is_cut_short_or_no_picture_is_refused()
    {
        foreach (var bad in new[] { [], "hello"u8.ToArray(), Pictures.MakeNoise(64, 64, 1)[..500], Pictures.PngClaiming(60_000, 60_000) })
            Assert.Throws<ImageRejectedException>(() => Enlargement.Of(bad, 2, byModel: false));
    }

    private static VipsImage Decoded(byte[] bytes) => Shrink.Decode(bytes, ImageLimits.MaxSide);

    private static byte[] Png(byte[] pixels, int width, int height, int bands)
    {
        using var raw = VipsImage.FromPixels(pixels, width, height, bands);
        using var image = new VipsOperation("copy").Set("in", raw).Set("interpretation", "srgb").RunImage();
        return ImageEncoder.Encode(image, ImageFormat.Png);
    }

    private static byte[] Profile(string name)
    {
        using var image = Decoded(Pictures.Make(8, 8));
        using var converted = new VipsOperation("icc_transform").Set("in", image).Set("output-profile", name).RunImage();
        return converted.GetBlob("icc-profile-data")!;
    }
}
