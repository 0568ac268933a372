using System.Net;
using System.Net.Http.Headers;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;
using Rankion.Web.Media;

namespace Rankion.Tests.Media;

public sealed class MediaFilesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_link_needs_no_header_and_says_what_it_holds()
    {
        await using var app = await RankionApp.StartAsync();
        var (image, bytes) = await KeepAsync(app);
        using var answer = await app.Client().GetAsync(app.Get<MediaUrls>().Original(image), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(bytes.Length, answer.Content.Headers.ContentLength);
        Assert.Equal("private, max-age=31536000, immutable", answer.Header("Cache-Control"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Null(answer.Content.Headers.ContentDisposition);
    }

    [Theory]
    [InlineData(320)]
    [InlineData(640)]
    [InlineData(1280)]
    public async Task A_thumbnail_is_a_webp_of_that_width(int width)
    {
        await using var app = await RankionApp.StartAsync();
        var (image, _) = await KeepAsync(app);
        using var answer = await app.Client().GetAsync(app.Get<MediaUrls>().Thumbnail(image, width), Ct);
        Assert.Equal("image/webp", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(width, ImageInfo.Read(await answer.Content.ReadAsByteArrayAsync(Ct)).Width);
    }

    [Fact]
    public async Task A_download_is_named_by_the_title()
    {
        await using var app = await RankionApp.StartAsync();
        var (image, _) = await KeepAsync(app);
        image.Title = "Hafen im Morgenlicht – 港/../x\r\n\"";
        var link = app.Get<MediaUrls>().Download(image)!;
        using var answer = await app.Client().GetAsync(link, Ct);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Hafen im Morgenlicht – 港..x.png", answer.Content.Headers.ContentDisposition.FileNameStar);
        using var renamed = await app.Client().GetAsync(link[..link.IndexOf("&name=", StringComparison.Ordinal)] + "&name=invoice.html", Ct);
        Assert.Equal(HttpStatusCode.NotFound, renamed.StatusCode);
    }

    [Fact]
    public async Task A_range_is_served_and_one_beyond_the_end_refused()
    {
        await using var app = await RankionApp.StartAsync();
        var (image, bytes) = await KeepAsync(app);
        using var part = await GetAsync(app, image, r => r.Headers.Range = new RangeHeaderValue(10, 19));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[10..20], await part.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal($"bytes 10-19/{bytes.Length}", part.Content.Headers.ContentRange!.ToString());
        using var beyond = await GetAsync(app, image, r => r.Headers.Range = new RangeHeaderValue(bytes.Length, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task What_a_browser_has_is_not_sent_again()
    {
        await using var app = await RankionApp.StartAsync();
        var (image, _) = await KeepAsync(app);
        using var first = await GetAsync(app, image, r => r.Method = HttpMethod.Head);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Empty(await first.Content.ReadAsByteArrayAsync(Ct));
        Assert.True(first.Content.Headers.ContentLength > 0);
        using var again = await GetAsync(app, image, r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task A_link_that_was_changed_in_any_place_opens_nothing()
    {
        await using var app = await RankionApp.StartAsync();
        var (image, _) = await KeepAsync(app);
        var link = app.Get<MediaUrls>().Original(image)!;
        string[] changed =
        [
            link[..link.IndexOf('?', StringComparison.Ordinal)],
            link.Replace("expires=", "expires=9", StringComparison.Ordinal),
            link.Replace("expires=", "expires=-", StringComparison.Ordinal),
            link[..^1],
            link[..^3] + (link.EndsWith("AAA", StringComparison.Ordinal) ? "BBB" : "AAA"),
            link.Replace("signature=", "signature=%00", StringComparison.Ordinal),
            link.Replace(image.Sha256!, new string('0', 64), StringComparison.Ordinal),
            link.Replace("original.png", "original.jpeg", StringComparison.Ordinal),
            link.Replace("original.png", "original", StringComparison.Ordinal),
            link.Replace("original.png", "321.webp", StringComparison.Ordinal),
            link.Replace("original.png", "..%2f..%2frankion.db", StringComparison.Ordinal),
            link + "&name=x.png",
        ];
        foreach (var other in changed)
        {
            using var answer = await app.Client().GetAsync(other, Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, other);
            Assert.Equal("no-store", answer.Header("Cache-Control"));
        }
    }

    [Fact]
    public async Task A_link_is_the_same_all_day_and_good_for_a_day_at_least()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 5, 15, 0, 0, 0, TimeSpan.Zero));
        await using var app = await RankionApp.StartAsync(configure: setup => setup.Clock = clock);
        var (image, _) = await KeepAsync(app);
        var urls = app.Get<MediaUrls>();
        var morning = urls.Original(image);
        clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(morning, urls.Original(image));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.NotEqual(morning, urls.Original(image));
        using var lastSecond = await app.Client().GetAsync(morning, Ct);
        Assert.Equal(HttpStatusCode.OK, lastSecond.StatusCode);
        clock.Advance(TimeSpan.FromSeconds(1));
        using var over = await app.Client().GetAsync(morning, Ct);
        Assert.Equal(HttpStatusCode.NotFound, over.StatusCode);
    }

    [DatabaseTheory]
    public async Task The_key_is_made_once_for_all_servers(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var secrets = stage.Get<ServerSecrets>();
        var made = 0;
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => secrets.GetOrCreateAsync("k", () => $"key {Interlocked.Increment(ref made)}", Ct)));
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task An_image_that_is_not_ready_has_no_links()
    {
        await using var app = await RankionApp.StartAsync();
        var image = new Image { Title = "t", Prompt = "p", Model = "m", Provider = "p" };
        Assert.Null(app.Get<MediaUrls>().Original(image));
        Assert.Null(app.Get<MediaUrls>().Thumbnail(image, 320));
        Assert.Null(app.Get<MediaUrls>().Download(image));
    }

    private static async Task<(Image Image, byte[] Bytes)> KeepAsync(RankionApp app)
    {
        var bytes = Pictures.Make(1600, 900);
        var stored = await app.Get<ImageIngest>().StoreAsync(bytes, Ct);
        return (new Image { Title = "t", Prompt = "p", Model = "m", Provider = "p", Sha256 = stored.Sha256, Format = stored.Format }, bytes);
    }

    private static async Task<HttpResponseMessage> GetAsync(RankionApp app, Image image, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Get<MediaUrls>().Original(image));
        change(request);
        return await app.Client().SendAsync(request, Ct);
    }
}
