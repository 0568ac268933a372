using System.Net;
using AngleSharp.Html.Parser;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Metadata;
using Rankion.Core.Sharing;
using Rankion.Core.Uploads;
using Rankion.Tests.Imaging;
using Rankion.Tests.Imaging.Metadata;
using Rankion.Web.Sharing;

namespace Rankion.Tests.Sharing;

/// <summary>An uploaded photo in the hands of strangers.</summary>
public sealed class ShareUploadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_a_public_link_serves_tells_where_a_photo_was_taken_or_with_what()
    {
        await using var house = await ShareHouse.OpenAsync();
        var bytes = MarkedPictures.WithExif(ImageFormat.Jpeg, camera: "Serial-4711", place: true, orientation: 6);
        var share = await UploadAsync(house, bytes);

        foreach (var path in new[] { "/image", "/download", "/download" })
        {
            using var answer = await house.GetAsync(share, path);
            var served = await answer.Content.ReadAsByteArrayAsync(Ct);
            Assert.Equal((HttpStatusCode.OK, false), (answer.StatusCode, FileMetadata.Read(served).HasLocation));
            Assert.Equal(-1, served.AsSpan().IndexOf("Serial-4711"u8));
            Assert.Equal((48, 64), (ImageInfo.Read(served).Width, ImageInfo.Read(served).Height));
        }
        var page = new HtmlParser().ParseDocument(await house.Client.GetStringAsync(SharePaths.Page(share.Token), Ct));
        Assert.Null(page.QuerySelector("figcaption"));
        Assert.DoesNotContain("secret-client", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_hangs_behind_an_upload_or_is_signed_into_it_stays_at_home()
    {
        await using var house = await ShareHouse.OpenAsync();
        byte[] two = [.. Pictures.Make(64, 48, ImageFormat.Jpeg), .. MarkedPictures.WithExif(ImageFormat.Jpeg, camera: "Serial-4711", place: true)];
        var signed = MarkedPictures.WithChunk(Pictures.Make(64, 48), "caBX", [.. "jumb c2pa Serial-4711"u8]);

        foreach (var bytes in new[] { two, signed })
        {
            using var answer = await house.GetAsync(await UploadAsync(house, bytes), "/download");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(-1, (await answer.Content.ReadAsByteArrayAsync(Ct)).AsSpan().IndexOf("Serial-4711"u8));
        }
    }

    [Fact]
    public async Task An_upload_with_an_AIs_mark_is_labelled_as_such()
    {
        await using var house = await ShareHouse.OpenAsync();
        var share = await UploadAsync(house, MarkedPictures.Png("tEXt", ("parameters", "an unspeakable prompt\nSteps: 3, Sampler: x")));

        var html = await house.Client.GetStringAsync(SharePaths.Page(share.Token), Ct);

        Assert.Equal("AI-generated", new HtmlParser().ParseDocument(html).QuerySelector("figcaption")!.TextContent);
        Assert.DoesNotContain("unspeakable", html, StringComparison.Ordinal);
        using var download = await house.GetAsync(share, "/download");
        Assert.Equal(-1, (await download.Content.ReadAsByteArrayAsync(Ct)).AsSpan().IndexOf("unspeakable"u8));
    }

    private static async Task<Share> UploadAsync(ShareHouse house, byte[] bytes)
    {
        var uploaded = await house.App.Get<Uploader>().UploadAsync(house.Owner, bytes, new() { FileName = "secret-client.jpg" }, Ct);
        return (await house.App.Get<Shares>().CreateAsync(house.Owner, uploaded.Image.Id, new(), Ct))!.Value.Share;
    }
}
