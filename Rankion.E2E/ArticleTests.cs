using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rankion.Core.Articles;
using Rankion.Core.Projects;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

public sealed class ArticleTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_article_is_written_seen_and_saved_by_itself_and_a_reload_loses_nothing()
    {
        var team = await CreateTeamAsync();
        var (page, id) = await OpenAsync(team);
        await Body(page).FillAsync("# Fog\n\nThe **boats** leave early.");
        await Expect(page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Heading, new() { Name = "Fog" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Harbour in fog");
        await Expect(page).ToHaveTitleAsync("Harbour in fog · Rankion");
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(("Harbour in fog", "# Fog\n\nThe **boats** leave early."), await ReadAsync(team, id));
        await page.ReloadAsync();
        await Expect(Body(page)).ToHaveValueAsync("# Fog\n\nThe **boats** leave early.");
    }

    [Fact]
    public async Task Of_two_who_write_at_once_nobody_loses_a_word()
    {
        var team = await CreateTeamAsync();
        var (mine, id) = await OpenAsync(team);
        var (theirs, _) = await OpenAsync(team, id);
        await mine.EvaluateAsync("document.querySelector('[data-body]').value = 'Mine is unsaved'");
        await Body(theirs).FillAsync("Theirs");
        await Expect(theirs.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await Body(mine).PressSequentiallyAsync("!");
        await Expect(mine.GetByText("Somebody else has changed this article")).ToBeVisibleAsync();
        Assert.Equal("Theirs", (await ReadAsync(team, id)).Body);
        await Expect(Body(mine)).ToHaveValueAsync("Mine is unsaved!");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Keep mine" }).ClickAsync();
        await Expect(mine.GetByText("Somebody else has changed this article")).ToBeHiddenAsync();
        await Expect(mine.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal("Mine is unsaved!", (await ReadAsync(team, id)).Body);
        await Expect(Body(theirs)).ToHaveValueAsync("Mine is unsaved!");
    }

    [Fact]
    public async Task A_file_dropped_on_the_text_becomes_a_paragraph_of_its_own_and_an_image_of_the_gallery()
    {
        var team = await CreateTeamAsync();
        var (page, _) = await OpenAsync(team);
        await Body(page).FillAsync("The boats leave early.");
        await page.FireAsync("dragenter", TinyPng.Of(40, 30), "fog.png");
        await Expect(page.GetByText("Drop to upload")).ToBeVisibleAsync();
        await page.FireAsync("dragover", TinyPng.Of(40, 30), "fog.png", "[data-body]");
        await Expect(page.GetByText("Drop to upload")).ToBeHiddenAsync();
        await page.FireAsync("drop", TinyPng.Of(40, 30), "fog.png", "[data-body]");
        await Expect(Body(page)).ToHaveValueAsync(new Regex(@"^The boats leave early\.\n\n!\[fog\]\(image:\d+\)$"));
        await Expect(page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Img, new() { Name = "fog" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Drop to upload")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_picture_is_made_for_the_article_and_says_where_it_is_used_before_it_goes_to_the_trash()
    {
        var team = await CreateTeamAsync();
        var (page, id) = await OpenAsync(team);
        await page.GetByRole(AriaRole.Button, new() { Name = "Generate from the title" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Generate" }).ClickAsync();
        var hero = page.GetByRole(AriaRole.Link, new() { Name = "Open “Fog”" });
        await Expect(hero).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Insert image" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Fog" }).ClickAsync();
        await Expect(Body(page)).ToHaveValueAsync(new Regex(@"!\[Fog\]\(image:\d+\)"));
        await Expect(page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Img, new() { Name = "Fog" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();

        await hero.ClickAsync();
        var viewer = page.GetByRole(AriaRole.Dialog);
        await Expect(viewer.GetByRole(AriaRole.Heading, new() { Name = "Used in" })).ToBeVisibleAsync();
        await viewer.GetByRole(AriaRole.Button, new() { Name = "Move to the trash" }).First.ClickAsync();
        await Expect(viewer.GetByText("Used in “Fog”.")).ToBeVisibleAsync();
        await viewer.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await Expect(viewer.GetByText("Used in “Fog”.")).ToBeHiddenAsync();
        Assert.NotNull((await App.Get<ArticleList>().FindAsync(team.Owner, id, Ct))!.HeroImageId);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440, 900)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    public async Task Articles_and_projects_are_accessible(ColorScheme theme, int width, int height)
    {
        var team = await CreateTeamAsync();
        var (page, _) = await OpenAsync(team, configure: o => (o.ColorScheme, o.ViewportSize) = (theme, new() { Width = width, Height = height }));
        await page.ShouldBeAccessibleAsync();
        await page.GotoAsync("/articles");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Fog" })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GotoAsync("/settings/projects");
        await Expect(page.GetByText("Spring", new() { Exact = true })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
    }

    private static ILocator Body(IPage page) => page.GetByLabel("Text in Markdown");

    private async Task<(string Title, string Body)> ReadAsync(TestTeam team, long id)
    {
        var article = (await App.Get<ArticleList>().FindAsync(team.Owner, id, Ct))!;
        return (article.Title, article.Body);
    }

    private async Task<(IPage Page, long Id)> OpenAsync(TestTeam team, long? id = null, Action<BrowserNewContextOptions>? configure = null)
    {
        if (id is null)
        {
            var project = await App.Get<ProjectDesk>().CreateAsync(team.Owner, new() { Name = "Spring" }, Ct);
            id = (await App.Get<ArticleDesk>().CreateAsync(team.Owner, project.Id, new() { Title = "Fog" }, Ct))!.Id;
        }
        var page = await SignInAsync(team.OwnerMember, configure);
        await page.GotoAsync($"/articles/{id}");
        await Expect(page.Locator("[data-article][data-live-now]")).ToBeVisibleAsync();
        return (page, id.Value);
    }
}
