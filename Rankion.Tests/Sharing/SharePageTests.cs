using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Sharing;
using Rankion.Tests.Imaging.Metadata;
using Rankion.Tests.Support;
using Rankion.Web.Sharing;

namespace Rankion.Tests.Sharing;

/// <summary>The public page, as somebody without an account meets it.</summary>
public sealed class SharePageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_viewer_sees_the_image_and_may_take_it_along(DatabaseProvider provider)
    {
        await using var house = await ShareHouse.OpenAsync(provider);
        var share = await house.ShareAsync(new() { ExpiresAt = new(house.Clock.UtcNow.AddDays(7)) });

        using var answer = await house.GetAsync(share);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("noindex, nofollow", answer.Header("X-Robots-Tag"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Equal("no-store, private", answer.Headers.CacheControl!.ToString());
        Assert.StartsWith(
            "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Null(answer.Header("Set-Cookie"));
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", html, StringComparison.OrdinalIgnoreCase);
        var page = new HtmlParser().ParseDocument(html);
        Assert.Equal("noindex, nofollow", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal(("Boats & <b>light</b>", "Shared until 22 May 2036", "Sketch"), (
            page.QuerySelector("h1")!.TextContent, page.QuerySelector(".under p")!.TextContent, page.QuerySelector("figcaption")!.TextContent));
        var picture = page.QuerySelector("main img")!;
        Assert.Equal(("1280", "960", "Boats & <b>light</b>"), (picture.GetAttribute("width"), picture.GetAttribute("height"), picture.GetAttribute("alt")));
        using var bytes = await house.Client.GetAsync(picture.GetAttribute("src"), Ct);
        Assert.Equal((HttpStatusCode.OK, "image/webp", "noindex, nofollow", "no-store, private"), (
            bytes.StatusCode, bytes.Content.Headers.ContentType!.MediaType, bytes.Header("X-Robots-Tag"), bytes.Headers.CacheControl!.ToString()));
        using var download = await house.Client.GetAsync(page.QuerySelector("a.button")!.GetAttribute("href"), Ct);
        Assert.Equal(house.Original, await download.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(("attachment", "image/png"), (
            download.Content.Headers.ContentDisposition!.DispositionType, download.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task The_page_is_light()
    {
        await using var house = await ShareHouse.OpenAsync();
        var html = await house.Client.GetStringAsync(SharePaths.Page((await house.ShareAsync(new())).Token), Ct);
        var page = new HtmlParser().ParseDocument(html);
        var size = Encoding.UTF8.GetByteCount(html);
        foreach (var link in page.QuerySelectorAll("link[href]"))
            size += (await house.Client.GetByteArrayAsync(link.GetAttribute("href"), Ct)).Length;
        Assert.InRange(size, 1, 50_000);
    }

    [Fact]
    public async Task A_preview_finds_one_set_of_tags_with_an_image_it_can_load()
    {
        await using var house = await ShareHouse.OpenAsync();
        var share = await house.ShareAsync(new());
        var tags = await house.TagsAsync(share);
        Assert.Equal(tags.Count, tags.Select(t => t.Name).Distinct().Count());
        var byName = tags.ToDictionary(t => t.Name, t => t.Content);
        Assert.Equal(("Boats & <b>light</b>", "summary_large_image", $"http://localhost/s/{share.Token}"), (
            byName["og:title"], byName["twitter:card"], byName["og:url"]));
        Assert.Equal($"http://localhost/s/{share.Token}/image", byName["og:image"]);

        await house.ChangeAsync(new() { Password = new("open sesame") });
        byName = (await house.TagsAsync(share)).ToDictionary(t => t.Name, t => t.Content);
        Assert.Equal(("This picture is protected", "http://localhost/pics/share-card.png"), (byName["og:title"], byName["og:image"]));
        using var card = await house.Client.GetAsync(byName["og:image"], Ct);
        Assert.Equal("image/png", card.Content.Headers.ContentType!.MediaType);
    }

    [DatabaseTheory]
    public async Task A_link_that_is_over_says_so_and_nothing_else(DatabaseProvider provider)
    {
        await using var house = await ShareHouse.OpenAsync(provider);
        var share = await house.ShareAsync(new() { ExpiresIn = "1h" });
        house.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await house.StatusAsync(share));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var expired = await house.GoneAsync(share);

        share = await house.ShareAsync(new());
        await house.TrashAsync(house.Clock.UtcNow);
        var trashed = await house.GoneAsync(share);
        await house.TrashAsync(null);
        Assert.Equal(HttpStatusCode.OK, await house.StatusAsync(share));
        await house.App.Get<Shares>().RevokeAsync(house.Owner, house.Image.Id, Ct);
        Assert.Equal((expired, expired), (trashed, await house.GoneAsync(share)));
        Assert.DoesNotContain("og:", expired, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_never_was_finds_nothing()
    {
        await using var house = await ShareHouse.OpenAsync();
        var token = (await house.ShareAsync(new())).Token;
        string[] others = [token[..39], token + "a", token[..39] + (token[39] == 'a' ? 'b' : 'a'),
            token[..39] + "%C3%A4", token[..39] + "'", token[..39] + "%20"];
        foreach (var path in others.SelectMany(other => new[] { other, other + "/image", other + "/download" }))
        {
            using var answer = await house.Client.GetAsync($"/s/{path}", Ct);
            Assert.Equal((path, HttpStatusCode.NotFound, "noindex, nofollow"), (path, answer.StatusCode, answer.Header("X-Robots-Tag")));
            Assert.Contains("There is nothing here", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_the_download_there_is_no_original()
    {
        await using var house = await ShareHouse.OpenAsync();
        var share = await house.ShareAsync(new() { AllowDownload = false });
        using var page = await house.GetAsync(share);
        Assert.DoesNotContain("download", await page.Content.ReadAsStringAsync(Ct), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotFound, await house.StatusAsync(share, "/download"));
        Assert.Equal(HttpStatusCode.OK, await house.StatusAsync(share, "/image"));
    }

    [Fact]
    public async Task The_download_for_the_web_is_a_smaller_JPEG_that_says_how_it_was_made()
    {
        await using var house = await ShareHouse.OpenAsync();
        await house.MadeByAsync("openai");
        var share = await house.ShareAsync(new() { DownloadSize = ShareDownload.Web });
        foreach (var (path, type, width) in new[] { ("/download", "image/jpeg", 1600), ("/image", "image/webp", 1280) })
        {
            using var answer = await house.GetAsync(share, path);
            var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
            Assert.Equal((type, width), (answer.Content.Headers.ContentType!.MediaType, ImageInfo.Read(bytes).Width));
            Assert.Contains("digitalsourcetype/trainedAlgorithmicMedia", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_prompt_in_the_file_itself_is_for_viewers_who_may_know_it()
    {
        await using var house = await ShareHouse.OpenAsync(original: PrivateMetadataTests.WithChunk("tEXt", "parameters\0an unspeakable prompt"u8));
        var share = await house.ShareAsync(new());
        async Task<byte[]> Bytes()
        {
            using var answer = await house.GetAsync(share, "/download");
            return await answer.Content.ReadAsByteArrayAsync(Ct);
        }
        var clean = await Bytes();
        Assert.Equal((ImageFormat.Png, 64), (ImageInfo.Read(clean).Format, ImageInfo.Read(clean).Width));
        Assert.DoesNotContain("unspeakable", Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
        await house.ChangeAsync(new() { ShowPrompt = true });
        Assert.Equal(house.Original, await Bytes());
    }

    [Fact]
    public async Task Note_and_prompt_are_told_where_the_sharer_says_so_and_the_label_can_go()
    {
        await using var house = await ShareHouse.OpenAsync();
        var share = await house.ShareAsync(new() { Note = new("Choose <one>\nby Friday"), ShowPrompt = true, ShowLabel = false });
        using var answer = await house.GetAsync(share);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(("Choose <one>\nby Friday", "An unspeakable prompt", null), (
            page.QuerySelector(".note")!.TextContent, page.QuerySelector(".prompt")!.TextContent, page.QuerySelector("figcaption")?.TextContent));
        Assert.Equal("Choose <one>\nby Friday", page.QuerySelector("meta[property='og:description']")!.GetAttribute("content"));
    }

    [Fact]
    public async Task Visitors_and_downloads_are_counted_beside_the_views()
    {
        await using var house = await ShareHouse.OpenAsync();
        var share = await house.ShareAsync(new());
        foreach (var agent in new[] { ShareHouse.Browser, ShareHouse.Browser, "Mozilla/5.0 another browser" })
            (await house.GetAsync(share, agent: agent)).Dispose();
        (await house.GetAsync(share, "/download")).Dispose();
        (await house.GetAsync(share, "/download", headers: ("Range", "bytes=0-99"))).Dispose();
        (await house.GetAsync(share, "/download", headers: ("Range", "bytes=100-199"))).Dispose();
        (await house.GetAsync(share, "/download", method: HttpMethod.Head)).Dispose();
        (await house.GetAsync(share, "/download", agent: "Googlebot")).Dispose();
        var counted = (await house.App.Get<Shares>().HistoryAsync(house.Owner, house.Image.Id, new(), Ct))!.Items[0].Share;
        Assert.Equal((3, 2, 2), (counted.ViewCount, counted.VisitorCount, counted.DownloadCount));
    }

    [DatabaseTheory]
    public async Task Only_a_person_who_opens_the_page_is_counted(DatabaseProvider provider)
    {
        await using var house = await ShareHouse.OpenAsync(provider);
        var share = await house.ShareAsync(new());
        async Task Open(string agent, params (string, string)[] headers)
        {
            using var answer = await house.GetAsync(share, agent: agent, headers: headers);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        foreach (var agent in new[]
        {
            "", "Mozilla/5.0 (compatible; Googlebot/2.1)", "facebookexternalhit/1.1", "Slackbot-LinkExpanding 1.0", "WhatsApp/2.23", "curl/8.5.0",
        })
        {
            await Open(agent);
        }
        await Open(ShareHouse.Browser, ("Sec-Purpose", "prefetch;prerender"));
        await Open(ShareHouse.Browser, ("Purpose", "prefetch"));
        using (var head = await house.GetAsync(share, method: HttpMethod.Head))
            Assert.Equal((HttpStatusCode.OK, "noindex, nofollow"), (head.StatusCode, head.Header("X-Robots-Tag")));
        await house.StatusAsync(share, "/image");
        await house.StatusAsync(share, "/download");
        using var member = house.App.CreateClient(new() { AllowAutoRedirect = false });
        await new Visitor(member).SubmitAsync("/sign-in", ("Input.Email", house.Team.OwnerEmail), ("Input.Password", Seeding.Password));
        using var own = await house.GetAsync(share, client: member);
        Assert.Equal(0, await house.ViewsAsync());

        await Open(ShareHouse.Browser);
        await Open(ShareHouse.Browser);
        using var strange = house.App.CreateClient(new() { AllowAutoRedirect = false });
        var others = await house.App.CreateTeamAsync();
        await new Visitor(strange).SubmitAsync("/sign-in", ("Input.Email", others.OwnerEmail), ("Input.Password", Seeding.Password));
        using var guest = await house.GetAsync(share, client: strange);
        Assert.Equal(3, await house.ViewsAsync());
    }

    [Theory]
    [InlineData("Boats & <b>light</b>", true)]
    [InlineData("An unspeakable prompt", false)]
    public async Task Nothing_of_the_team_the_prompt_or_an_id_is_in_any_public_byte(string title, bool chosen)
    {
        await using var house = await ShareHouse.OpenAsync();
        await house.TitleAsync(title, chosen);
        var share = await house.ShareAsync(new());
        string[] secrets = ["unspeakable prompt", house.Team.Slug, house.Team.OwnerEmail, house.Team.OwnerEmail.Split('@')[0],
            house.Image.Sha256!, "987654321"];
        async Task Check(string path)
        {
            using var answer = await house.GetAsync(share, path);
            var everything = answer.Headers.ToString() + answer.Content.Headers + Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync(Ct));
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase));
        }

        Assert.Equal(987654321, house.Image.Id);
        foreach (var path in new[] { "", "/image", "/download" })
            await Check(path);
        await house.ChangeAsync(new() { Password = new("open sesame") });
        await Check("");
        await house.App.Get<Shares>().RevokeAsync(house.Owner, house.Image.Id, Ct);
        await Check("");
    }
}
