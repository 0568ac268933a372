using Microsoft.Playwright;
using Rankion.Core.Teams;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;

namespace Rankion.E2E;

public sealed class KeyboardTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    [Fact]
    public async Task The_sheet_tells_what_the_keys_do_and_Escape_closes_it()
    {
        var team = await CreateTeamAsync();
        var page = await SignInAsync(await App.Services.AddMemberAsync(team.Id, TeamRole.Editor));
        var gallery = new GalleryPage(page);
        await gallery.ShouldBeLiveAsync();
        var sheet = page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });

        await page.Keyboard.PressAsync("Shift+?");
        await Assertions.Expect(sheet).ToBeVisibleAsync();
        await Assertions.Expect(sheet.GetByRole(AriaRole.Heading, new() { Name = "Everywhere" })).ToBeVisibleAsync();
        await Assertions.Expect(sheet.Locator("dt", new() { HasText = "Generate" })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();

        await page.Keyboard.PressAsync("g");
        await Assertions.Expect(sheet).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(sheet).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("g");
        await Assertions.Expect(gallery.Prompt).ToBeFocusedAsync();

        await page.Keyboard.TypeAsync("?");
        await Assertions.Expect(gallery.Prompt).ToHaveValueAsync("?");
        await Assertions.Expect(sheet).ToBeHiddenAsync();
    }
}
