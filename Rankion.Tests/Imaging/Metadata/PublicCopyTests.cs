using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Metadata;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Tests.Imaging.Metadata;

public sealed class PublicCopyTests : IDisposable
{
    private const string Secret = "Serial-4711";
    private readonly PixelGate gate = new(NullLogger<PixelGate>.Instance, TimeProvider.System);

    public void Dispose() => gate.Dispose();

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Webp)]
    [InlineData(ImageFormat.Avif)]
    public async Task Strangers_get_the_picture_upright_and_nothing_else(ImageFormat format)
    {
        var xmp = MarkedPictures.Xmp($"<exif:GPSLatitude>52,30N</exif:GPSLatitude><dc:description>{Secret}</dc:description>");
        byte[] original = [.. MarkedPictures.WithExif(format, camera: Secret, comment: "see " + Secret, place: true, orientation: 6, xmp: xmp), .. "behind it "u8, .. Encoding.ASCII.GetBytes(Secret)];

        var copy = await MakeAsync(original);

        Assert.Equal(-1, copy.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)));
        Assert.Equal(-1, copy.AsSpan().IndexOf(Encoding.BigEndianUnicode.GetBytes(Secret)));
        var metadata = FileMetadata.Read(copy);
        Assert.Equal((false, null, null), (metadata.HasLocation, metadata.Camera, metadata.Description));
        Assert.Equal(ImageInfo.Read(original), ImageInfo.Read(copy));
        if (format != ImageFormat.Avif)
            Assert.Equal(Pixels(original), Pixels(copy));
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Webp)]
    [InlineData(ImageFormat.Avif)]
    public async Task A_picture_of_AI_goes_on_saying_so(ImageFormat format)
    {
        var xmp = MarkedPictures.Xmp($"<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType><dc:title>{Secret}</dc:title>");

        var copy = FileMetadata.Read(await MakeAsync(MarkedPictures.WithExif(format, xmp: xmp)));

        Assert.Equal(("trainedAlgorithmicMedia", null), (copy.DigitalSourceType, copy.Title));
    }

    [Fact]
    public async Task A_simple_WebP_with_a_mark_becomes_an_extended_one()
    {
        var simple = Pictures.Make(65, 33, ImageFormat.Webp);
        byte[] credentials = [.. "C2PA"u8, 28, 0, 0, 0, .. "....trainedAlgorithmicMedia."u8];
        byte[] marked = [.. simple, .. credentials];
        BitConverter.TryWriteBytes(marked.AsSpan(4), marked.Length - 8);

        var copy = await MakeAsync(marked);

        Assert.Equal("trainedAlgorithmicMedia", FileMetadata.Read(copy).DigitalSourceType);
        Assert.Equal(Pixels(simple), Pixels(copy));
    }

    [Fact]
    public async Task Texts_of_a_PNG_stay_at_home()
    {
        var copy = await MakeAsync(MarkedPictures.Png("tEXt", ("parameters", $"{Secret}\nSteps: 1, Sampler: x"), ("Author", Secret)));

        Assert.Equal(-1, copy.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)));
        Assert.Equal("trainedAlgorithmicMedia", FileMetadata.Read(copy).DigitalSourceType);
    }

    [Fact]
    public async Task An_animation_still_moves()
    {
        var gif = Gif();

        var copy = await MakeAsync(gif);

        Assert.Equal(-1, copy.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)));
        Assert.Equal((ImageFormat.Gif, 2), (ImageInfo.Read(copy).Format, ImageInfo.Read(copy).Pages));
    }

    private Task<byte[]> MakeAsync(byte[] image) => new PublicCopy(gate).MakeAsync(image, TestContext.Current.CancellationToken);

    private static byte[] Pixels(byte[] image)
    {
        using var decoded = Shrink.Decode(image, ImageLimits.MaxSide);
        return decoded.ToPixels();
    }

    /// <summary>Two frames of one pixel, a comment, and how often it repeats.</summary>
    private static byte[] Gif()
    {
        byte[] frame = [0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0];
        return [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0,
            0x21, 0xFE, (byte)Secret.Length, .. Encoding.ASCII.GetBytes(Secret), 0, .. frame, .. frame, 0x3B];
    }
}
