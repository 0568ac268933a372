using Microsoft.Playwright;
using Rankion.Core.Teams;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

public sealed class GalleryJourneyTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    [Fact]
    public async Task A_prompt_becomes_a_picture_here_and_in_a_colleagues_browser()
    {
        var team = await App.Services.CreateTeamAsync(credits: 100);
        var colleague = await App.Services.AddMemberAsync(team.Id, TeamRole.Viewer);
        var page = await SignInAsync(team.OwnerMember);
        var other = await SignInAsync(colleague);
        await Expect(other.GetByText("Nothing has been made in this team yet.")).ToBeVisibleAsync();

        var gallery = new GalleryPage(page);
        await gallery.GenerateAsync("A quiet fishing harbour at dawn");
        await gallery.ShouldShowAsync("A quiet fishing harbour at dawn");
        await new GalleryPage(other).ShouldShowAsync("A quiet fishing harbour at dawn");
        await Expect(gallery.Prompt).ToHaveValueAsync("");
        await Expect(gallery.Balance(95)).ToBeVisibleAsync();

        await gallery.Tile("A quiet fishing harbour at dawn").ClickAsync();
        await Expect(gallery.Viewer.GetByText("Drawn by the built-in sketch engine, not AI")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/images/[0-9]+$"));
        var download = await page.RunAndWaitForDownloadAsync(() => gallery.Viewer.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Equal("A quiet fishing harbour at dawn.png", download.SuggestedFilename);
        await page.Keyboard.PressAsync("Escape");
        await Expect(gallery.Viewer).ToHaveCountAsync(0);
        await Expect(gallery.Tile("A quiet fishing harbour at dawn")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_is_typed_and_sent_before_the_page_is_live_is_not_lost()
    {
        var team = await App.Services.CreateTeamAsync();
        var page = await SignInAsync(team.OwnerMember);
        var gallery = new GalleryPage(page);
        var sent = new TaskCompletionSource();
        await page.RouteAsync("**/_blazor/**", async route =>
        {
            await sent.Task;
            await route.ContinueAsync();
        });
        await page.ReloadAsync(new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await gallery.GenerateAsync("Pears and stoneware");
        sent.SetResult();
        await gallery.ShouldShowAsync("Pears and stoneware");
        await Expect(gallery.Tiles).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_draft_outlives_a_reload_and_older_prompts_come_back()
    {
        var team = await App.Services.CreateTeamAsync();
        var page = await SignInAsync(team.OwnerMember);
        var gallery = new GalleryPage(page);
        await gallery.GenerateAsync("First words");
        await gallery.ShouldShowAsync("First words");
        await gallery.Prompt.FillAsync("Half a thought");
        await page.ReloadAsync();
        await Expect(gallery.Prompt).ToHaveValueAsync("Half a thought");
        await Expect(gallery.GenerateButton).ToBeEnabledAsync();
        await gallery.Prompt.FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(gallery.Prompt).ToHaveValueAsync("First words");
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await Expect(gallery.Prompt).ToHaveValueAsync("Half a thought");
    }

    [Fact]
    public async Task Sending_twice_in_haste_makes_one_picture()
    {
        var team = await App.Services.CreateTeamAsync(credits: 100);
        var page = await SignInAsync(team.OwnerMember);
        var gallery = new GalleryPage(page);
        await gallery.Prompt.FillAsync("One only");
        await Expect(gallery.GenerateButton).ToBeEnabledAsync();
        await gallery.GenerateButton.DblClickAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await gallery.ShouldShowAsync("One only");
        await Expect(gallery.Tiles).ToHaveCountAsync(1);
        await Expect(gallery.Balance(95)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_grid_is_walked_and_pictures_are_turned_by_keys_alone()
    {
        var team = await App.Services.CreateTeamAsync();
        var page = await SignInAsync(team.OwnerMember);
        var gallery = new GalleryPage(page);
        foreach (var prompt in (string[])["One hill", "Two hills", "Three hills"])
        {
            await gallery.GenerateAsync(prompt);
            await gallery.ShouldShowAsync(prompt);
            await gallery.Prompt.BlurAsync();
        }
        await gallery.Tile("Three hills").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(gallery.Tile("Two hills")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(gallery.Tile("One hill")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(gallery.Viewer).ToHaveAccessibleNameAsync("One hill");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(gallery.Viewer).ToHaveAccessibleNameAsync("Two hills");
        await page.Keyboard.PressAsync("+");
        await Expect(gallery.Viewer.Locator("[data-picture][data-zoomed]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("0");
        await Expect(gallery.Viewer.GetByText("Fit ")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(gallery.Tile("Two hills")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_address_of_an_image_opens_it_and_leads_back_to_the_gallery()
    {
        var team = await App.Services.CreateTeamAsync();
        var page = await SignInAsync(team.OwnerMember);
        var gallery = new GalleryPage(page);
        await gallery.GenerateAsync("A lighthouse");
        await gallery.ShouldShowAsync("A lighthouse");
        var link = await gallery.Tile("A lighthouse").GetAttributeAsync("href");
        await page.GotoAsync(link!);
        await Expect(gallery.Viewer).ToHaveAccessibleNameAsync("A lighthouse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(gallery.Tile("A lighthouse")).ToBeVisibleAsync();
        await page.GotoAsync("/images/999999999");
        await Expect(page.GetByText("This image is not here")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440, 900)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    public async Task The_gallery_and_the_viewer_are_accessible(ColorScheme theme, int width, int height)
    {
        var team = await App.Services.CreateTeamAsync();
        var page = await SignInAsync(team.OwnerMember, o => (o.ColorScheme, o.ViewportSize) = (theme, new() { Width = width, Height = height }));
        var gallery = new GalleryPage(page);
        await Expect(page.GetByText("Make your first picture")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await gallery.GenerateAsync("A quiet harbour");
        await gallery.ShouldShowAsync("A quiet harbour");
        await page.ShouldBeAccessibleAsync();
        await gallery.Tile("A quiet harbour").ClickAsync();
        await Expect(gallery.Viewer.GetByText("Provenance")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
    }
}
