using Bunit;
using Microsoft.AspNetCore.Components;
using Rankion.Core.Images;
using Rankion.Core.Projects;
using Rankion.Tests.Support;
using Rankion.Web;
using Rankion.Web.Components.Layout;
using Rankion.Web.Components.Search;

namespace Rankion.Tests.Components.Search;

/// <summary>The text in the box, the chips below it and the address say the same, whichever of them is changed.</summary>
public sealed class SearchTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Editing_the_text_changes_the_chips_and_a_chip_takes_its_term_out_of_the_text()
    {
        await using var page = await Page.OpenAsync();
        var (box, bar) = Open(page);
        await box.InvokeAsync(() => box.Instance.Search("harbour tag:hero,\"golden hour\" is:favorite", null, true));
        Assert.Equal(["Tag golden hour", "Favourites"], Chips(bar).Select(t => t.Replace("hero, ", "", StringComparison.Ordinal)));
        Assert.EndsWith("/images?q=harbour&favorite=true&tags%5B%5D=golden%20hour&tags%5B%5D=hero&tags_mode=any", Address(page), StringComparison.Ordinal);

        bar.Find("button[aria-label='Remove filter Favourites']").Click();
        Assert.Equal("harbour tag:hero,\"golden hour\"", page.Get<SearchDesk>().Text);
        Assert.DoesNotContain("favorite", Address(page), StringComparison.Ordinal);
        bar.WaitForAssertion(() => Assert.Single(Chips(bar)));
    }

    [Fact]
    public async Task A_menu_writes_the_text_that_one_would_have_typed()
    {
        await using var page = await Page.OpenAsync();
        await page.AddImageAsync(i => (i.Tags, i.Model) = (["golden hour", "hero"], "gpt-image-2"));
        var (_, bar) = Open(page);
        bar.Find(".dash").Click();
        Button(bar, "golden hour").Click();
        Button(bar, "gpt-image-2").Click();
        Button(bar, "Shared").Click();
        Assert.Equal("tag:\"golden hour\" model:gpt-image-2 is:shared", page.Get<SearchDesk>().Text);
        Assert.Equal("true", Button(bar, "golden hour").GetAttribute("aria-pressed"));
        Button(bar, "hero").Click();
        bar.FindAll(".seg button")[1].Click();
        Assert.Equal("tag:\"golden hour\",hero model:gpt-image-2 is:shared", page.Get<SearchDesk>().Text);
        Button(bar, "Last 7 days").Click();
        Assert.Contains("created:", page.Get<SearchDesk>().Text, StringComparison.Ordinal);
        bar.FindAll("input[type=date]")[0].Change("2026-06-01");
        bar.FindAll("input[type=date]")[1].Change("2026-05-01");
        Assert.NotNull(bar.Find(".help.bad"));
    }

    [Fact]
    public async Task What_means_nothing_is_underlined_with_its_hint_once_it_is_finished_and_the_rest_runs()
    {
        await using var page = await Page.OpenAsync();
        var (box, bar) = Open(page);
        await box.InvokeAsync(() => box.Instance.Search("sea tags:x", 10, true));
        Assert.Empty(box.FindAll(".wrong"));
        await box.InvokeAsync(() => box.Instance.Search("sea tags:x", null, false));
        Assert.Equal("tags:x", box.Find(".wrong").TextContent);
        Assert.Contains("no filter “tags:”", box.Find("#find-hint").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", box.Find("[data-box]").GetAttribute("aria-invalid"));
        Assert.Single(bar.FindAll(".chip.wrong"));
        Assert.EndsWith("/images?q=sea&typed=sea%20tags%3Ax", Address(page), StringComparison.Ordinal);

        bar.Find(".chip.wrong button").Click();
        Assert.EndsWith("/images?q=sea", Address(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_brings_its_filter_as_text_and_what_was_typed_wrong_as_it_was()
    {
        await using var page = await Page.OpenAsync();
        var project = new Project { TeamId = page.Actor.TeamId, Name = "Autumn campaign", Slug = "autumn", Color = "#000000", CreatedAt = page.Stage.Clock.UtcNow };
        await page.Stage.Database.WriteAsync(write => write.Db.AddAsync(project, Ct).AsTask(), Ct);
        page.Get<NavigationManager>().NavigateTo(Urls.Images(new() { ProjectId = project.Id, CreatedById = page.Actor.UserId }));
        var (box, _) = Open(page);
        Assert.Equal("by:me project:\"Autumn campaign\"", box.Find("[data-box]").GetAttribute("value"));
        await box.InvokeAsync(() => page.Get<NavigationManager>().NavigateTo("/images?q=sea&typed=nonsense:%20sea"));
        Assert.Equal("nonsense: sea", page.Get<SearchDesk>().Text);
        await box.InvokeAsync(() => page.Get<NavigationManager>().NavigateTo("/images?q=sea&typed=something%20else"));
        Assert.Equal("nonsense: sea", page.Get<SearchDesk>().Text);
        await box.InvokeAsync(() => page.Get<NavigationManager>().NavigateTo("/images?q=sky"));
        Assert.Equal("sky", page.Get<SearchDesk>().Text);
    }

    [Fact]
    public async Task The_box_offers_keys_and_values_with_how_many_there_are()
    {
        await using var page = await Page.OpenAsync();
        await page.AddImageAsync(i => i.Tags = ["hero", "golden hour"]);
        await page.AddImageAsync(i => i.Tags = ["hero"]);
        var (box, _) = Open(page);

        async Task<IEnumerable<string>> OfferedAsync(string text)
        {
            await box.InvokeAsync(() => box.Instance.CompleteAsync(text, text.Length));
            return box.FindAll("[role=option]").Select(o => $"{o.GetAttribute("data-insert")}|{o.QuerySelector(".meta")?.TextContent}");
        }

        Assert.Equal(["tag:|Tag", "model:|Model", "by:|Created by", "project:|Project"], (await OfferedAsync("")).Take(4));
        Assert.Equal(["hero |2", "\"golden hour\" |1"], await OfferedAsync("tag:"));
        Assert.Equal(["\"golden hour\" |1"], await OfferedAsync("sea tag:hero,gold"));
        Assert.Equal(["tag:\"golden hour\" |1"], await OfferedAsync("golde"));
        Assert.Equal(["gpt-image-2 |2"], await OfferedAsync("model:IMAGE"));
        Assert.Equal(["me |Me"], await OfferedAsync("by:"));
        Assert.Equal(["shared |Shared"], await OfferedAsync("is:sh"));
        Assert.Equal(["today |Today"], await OfferedAsync("created:to"));
    }

    [Fact]
    public async Task Where_nothing_matches_the_term_that_keeps_most_away_is_named()
    {
        await using var page = await Page.OpenAsync();
        await page.Stage.Database.AddImagesAsync(page.Actor, page.Stage.Clock.UtcNow, Enumerable.Range(0, 9).Select(n => new Action<Image>(i =>
            (i.Tags, i.IsFavorite) = (n < 6 ? ["hero"] : n < 8 ? ["sea"] : ["hero", "old"], n == 8))));
        page.Get<NavigationManager>().NavigateTo("/images?favorite=true&tags[]=hero&tags[]=sea");
        Open(page);
        var empty = page.Render<NoMatches>();
        empty.WaitForAssertion(() => Assert.Contains("all 3 filters", empty.Find("h2").TextContent, StringComparison.Ordinal));
        Assert.Equal("Without Tag: sea there is one.", empty.Find("p").TextContent.Trim());
        empty.Find(".btn.primary").Click();
        Assert.Equal("tag:hero is:favorite", page.Get<SearchDesk>().Text);
        Assert.NotNull(empty.Find("h2"));

        await empty.InvokeAsync(() => page.Get<NavigationManager>().NavigateTo("/images?q=zebra&model=unknown"));
        empty.WaitForAssertion(() => Assert.Contains("would not help", empty.Find("p").TextContent, StringComparison.Ordinal));
        empty.Find(".btn.primary").Click();
        Assert.EndsWith("/images", Address(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rail_leads_to_favourites_and_shares_with_their_counts_and_knows_where_one_is()
    {
        await using var page = await Page.OpenAsync();
        await page.AddImageAsync(i => i.IsFavorite = true);
        await page.AddImageAsync();
        page.Get<NavigationManager>().NavigateTo("/images?favorite=true&sort=oldest");
        var rail = page.Render<Rail>();
        Assert.Equal(["Images2", "Calendar", "Articles", "Chat", "Favourites1", "Shared", "Trash", "Settings"], rail.FindAll("a").Select(a => string.Concat(a.TextContent.Split('\n', StringSplitOptions.TrimEntries))));
        Assert.Equal("Favourites", rail.Find("[aria-current=page] .lab").TextContent);
        await rail.InvokeAsync(() => page.Get<NavigationManager>().NavigateTo("/images/7?favorite=true&q=x"));
        rail.WaitForAssertion(() => Assert.Equal("Images", rail.Find("[aria-current=page] .lab").TextContent));
        await page.AddImageAsync(i => i.IsFavorite = true);
        page.Get<Core.Live.ChangeFeed>().Publish(new Core.Live.ImagesAdded(page.Actor.TeamId, [3]));
        page.Tick();
        rail.WaitForAssertion(() => Assert.Equal("3", rail.Find(".count").TextContent));
    }

    private static (IRenderedComponent<SearchBox> Box, IRenderedComponent<FilterBar> Bar) Open(Page page)
    {
        if (!Urls.IsGallery(Address(page)))
            page.Get<NavigationManager>().NavigateTo("/images");
        return (page.Render<SearchBox>(), page.Render<FilterBar>());
    }

    private static string Address(Page page) => page.Get<NavigationManager>().Uri;

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<FilterBar> bar, string name) => bar.FindAll("#filters .chip").Single(b => b.QuerySelector(".trunc")?.TextContent == name || b.TextContent == name);

    private static IEnumerable<string> Chips(IRenderedComponent<FilterBar> bar) => bar.FindAll(".chip.on").Where(c => c.QuerySelector(".x") is not null)
        .Select(c => string.Join(' ', c.QuerySelectorAll(".k, .trunc").Select(e => e.TextContent)));
}
