using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Tests.Api;
using Rankion.Tests.Imaging;
using Rankion.Web.Components.Articles;

namespace Rankion.Tests.Components.Articles;

public sealed class ArticlePreviewTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_shows_the_pictures_of_its_team_and_nobody_elses()
    {
        await using var world = await ApiWorld.OpenAsync();
        var stored = await world.App.Get<ImageIngest>().StoreAsync(Pictures.Make(640, 480), Ct);
        var ours = await world.AddImageAsync(change: i => i.Complete(stored, null, i.CreatedAt));
        var theirs = await world.AddImageAsync(await world.App.CreateTeamAsync(), i => i.Complete(stored, null, i.CreatedAt));
        var html = await RenderAsync(world, $"# Fog\n\n![boats](image:{ours.Id}) ![theirs](image:{theirs.Id}) ![far](https://example.com/spy.png)");
        Assert.Contains("<h1>Fog</h1>", html, StringComparison.Ordinal);
        Assert.Contains($"<img src=\"/media/{stored.Sha256}/", html, StringComparison.Ordinal);
        Assert.Contains("alt=\"boats\"", html, StringComparison.Ordinal);
        Assert.Equal(1, html.Split("<img").Length - 1);
        Assert.DoesNotContain("spy.png", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("a <img src=x onerror=alert(1)> b", "<img")]
    [InlineData("[x](javascript:alert(1))", "javascript:")]
    [InlineData("[x](JaVaScRiPt:alert(1))", "avaScRiPt:")]
    [InlineData("[x][r]\n\n[r]: javascript:alert(1)", "javascript:")]
    [InlineData("<javascript:alert(1)>", "href=\"javascript:")]
    [InlineData("[x](data:text/html,alert)", "data:")]
    [InlineData("[x](//example.com)", "href=\"//")]
    [InlineData("![x](data:image/svg+xml,alert)", "data:")]
    public async Task Nothing_that_a_text_holds_runs_in_the_page(string markdown, string never)
    {
        await using var world = await ApiWorld.OpenAsync();
        Assert.DoesNotContain(never, await RenderAsync(world, markdown), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Links_that_a_browser_may_follow_stay()
    {
        await using var world = await ApiWorld.OpenAsync();
        var html = await RenderAsync(world, "[a](https://example.com) [b](mailto:me@example.com) [c](#below) https://example.org");
        foreach (var link in new[] { "https://example.com", "mailto:me@example.com", "#below", "https://example.org" })
            Assert.Contains($"href=\"{link}\"", html, StringComparison.Ordinal);
    }

    private static Task<string> RenderAsync(ApiWorld world, string markdown) => world.App.Get<ArticlePreview>().RenderAsync(world.Team.Owner, markdown, Ct);
}
