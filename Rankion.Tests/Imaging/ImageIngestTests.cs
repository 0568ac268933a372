using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;

namespace Rankion.Tests.Imaging;

public sealed class ImageIngestTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rankion-").FullName;
    private readonly PixelGate gate = new(NullLogger<PixelGate>.Instance, TimeProvider.System);
    private readonly DiskBlobStore store;
    private readonly ImageIngest ingest;

    public ImageIngestTests()
    {
        store = new(Options.Create(new StorageOptions { DataPath = folder }), TimeProvider.System);
        ingest = new(store, gate);
    }

    public void Dispose()
    {
        gate.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_original_is_kept_untouched_under_its_hash()
    {
        var bytes = Pictures.Make(1536, 1024);

        var image = await ingest.StoreAsync(bytes, TestContext.Current.CancellationToken);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), image.Sha256);
        Assert.Equal(("png", 1536, 1024, bytes.Length), (image.Format, image.Width, image.Height, image.SizeBytes));
        Assert.Equal(bytes, await ReadAsync(BlobNames.Original(image.Sha256, "png")));
    }

    [Theory]
    [InlineData(1536, 1024, "320x213 640x427 1280x853")]
    [InlineData(1024, 1536, "320x480 640x960 1024x1536")]
    [InlineData(500, 300, "320x192 500x300 500x300")]
    [InlineData(1, 1, "1x1 1x1 1x1")]
    public async Task Thumbnails_are_webp_of_three_widths_and_never_enlarged(int width, int height, string expected)
    {
        var image = await ingest.StoreAsync(Pictures.Make(width, height), TestContext.Current.CancellationToken);

        var thumbnails = await ThumbnailsAsync(image);
        Assert.All(thumbnails, t => Assert.Equal(ImageFormat.Webp, ImageInfo.Read(t).Format));
        Assert.Equal(expected, string.Join(' ', thumbnails.Select(t => ImageInfo.Read(t)).Select(i => $"{i.Width}x{i.Height}")));
    }

    [Theory]
    [InlineData(3, 10, 10)]
    [InlineData(6, 10, 190)]
    [InlineData(8, 10, 10)]
    public async Task Thumbnails_stand_upright(int orientation, int blueX, int blueY)
    {
        var image = await ingest.StoreAsync(Pictures.MakeTurned(200, 120, orientation), TestContext.Current.CancellationToken);

        var thumbnail = (await ThumbnailsAsync(image))[0];
        var (red, _, blue) = Pictures.PixelAt(thumbnail, blueX, blueY);
        Assert.True(blue > red);
        Assert.Equal((image.Width, image.Height), (ImageInfo.Read(thumbnail).Width, ImageInfo.Read(thumbnail).Height));
    }

    [Fact]
    public async Task Placeholder_and_colour_come_from_the_picture()
    {
        var image = await ingest.StoreAsync(Pictures.Make(600, 400), TestContext.Current.CancellationToken);

        Assert.StartsWith("data:image/webp;base64,UklGR", image.Placeholder, StringComparison.Ordinal);
        Assert.InRange(image.Placeholder.Length, 60, 300);
        Assert.Matches("^#(c03020|2040c0)$", image.DominantColor);
    }

    [Fact]
    public async Task Other_encodings_of_a_picture_look_alike_and_other_pictures_do_not()
    {
        var ct = TestContext.Current.CancellationToken;
        var png = await ingest.StoreAsync(Pictures.MakeNoise(600, 400, seed: 1), ct);
        var converted = await new ImageConverter(gate).ConvertAsync(Pictures.MakeNoise(600, 400, seed: 1), ImageFormat.Jpeg, ct);
        var jpeg = await ingest.StoreAsync(converted, ct);
        var other = await ingest.StoreAsync(Pictures.MakeNoise(600, 400, seed: 2), ct);

        Assert.InRange(PerceptualHash.Distance(png.PerceptualHash!.Value, jpeg.PerceptualHash!.Value), 0, 6);
        Assert.InRange(PerceptualHash.Distance(png.PerceptualHash!.Value, other.PerceptualHash!.Value), 16, 64);
    }

    [Theory]
    [InlineData(ImageFormat.Png, 0.02)]
    [InlineData(ImageFormat.Png, 0.5)]
    [InlineData(ImageFormat.Png, 0.95)]
    [InlineData(ImageFormat.Jpeg, 0.5)]
    [InlineData(ImageFormat.Jpeg, 0.95)]
    [InlineData(ImageFormat.Webp, 0.5)]
    [InlineData(ImageFormat.Webp, 0.95)]
    [InlineData(ImageFormat.Avif, 0.5)]
    public async Task A_picture_that_is_cut_short_is_refused_and_leaves_nothing(ImageFormat format, double part)
    {
        var whole = Pictures.MakeNoise(400, 300, seed: 1, format);
        var half = whole.AsMemory(0, (int)(whole.Length * part));

        await Assert.ThrowsAsync<ImageRejectedException>(() => ingest.StoreAsync(half, TestContext.Current.CancellationToken));

        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_hangs_behind_a_picture_does_not_reach_its_thumbnails()
    {
        byte[] polyglot = [.. Pictures.Make(64, 64, ImageFormat.Jpeg), .. "<script>alert(1)</script>"u8];

        var image = await ingest.StoreAsync(polyglot, TestContext.Current.CancellationToken);

        Assert.All(await ThumbnailsAsync(image), t => Assert.Equal(-1, t.AsSpan().IndexOf("<script"u8)));
    }

    private async Task<byte[][]> ThumbnailsAsync(StoredImage image) =>
        await Task.WhenAll(BlobNames.ThumbnailWidths.Select(width => ReadAsync(BlobNames.Thumbnail(image.Sha256, width))));

    private async Task<byte[]> ReadAsync(string name)
    {
        await using var file = await store.OpenAsync(name, TestContext.Current.CancellationToken);
        using var memory = new MemoryStream();
        await file!.CopyToAsync(memory, TestContext.Current.CancellationToken);
        return memory.ToArray();
    }
}
