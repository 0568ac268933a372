using Microsoft.Playwright;
using Rankion.Core.Accounts;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;

namespace Rankion.E2E;

public sealed class FrontDoorTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_stranger_is_asked_to_sign_in(ColorScheme scheme)
    {
        await CreateTeamAsync();
        var page = await OpenBrowserAsync(o => o.ColorScheme = scheme);
        await page.GotoAsync("/images");
        await Assertions.Expect(page.GetByLabel("E-mail")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task A_wrong_password_is_told_so_and_the_right_one_opens()
    {
        var team = await CreateTeamAsync();
        var page = await OpenBrowserAsync();
        await page.GotoAsync("/");
        await page.GetByLabel("E-mail").FillAsync(team.OwnerEmail);
        await page.GetByLabel("Password").FillAsync("not this one");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await new SignInPage(page).SignInAsync(team.OwnerEmail, Seeding.Password);
    }

    [Fact]
    public async Task Whoever_signs_out_is_out()
    {
        var page = await SignInAsync((await CreateTeamAsync()).OwnerMember);
        await new GalleryPage(page).ShouldBeLiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("E-mail")).ToBeVisibleAsync();
        await page.GotoAsync("/images");
        await Assertions.Expect(page.GetByLabel("E-mail")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_first_visitor_of_an_empty_server_founds_the_first_team()
    {
        await using var own = LiveApp.With();
        App = own;
        var page = await OpenBrowserAsync();
        await page.GotoAsync("/");
        await page.GetByLabel("Code from the log").FillAsync(own.Get<FirstRun>().Code);
        await page.GetByLabel("Your name").FillAsync("Ada");
        await page.GetByLabel("E-mail").FillAsync("ada@example.com");
        await page.GetByLabel("Password").FillAsync(Seeding.Password);
        await page.GetByLabel("Team", new() { Exact = true }).FillAsync("Engines");
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await Assertions.Expect(new GalleryPage(page).Prompt).ToBeVisibleAsync();
        await CloseBrowsersAsync();
    }
}
