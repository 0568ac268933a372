using Microsoft.Playwright;
using Rankion.Core.Data;
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

    [Fact]
    public async Task What_is_typed_while_a_text_is_on_its_way_goes_there_and_presses_nothing()
    {
        var team = await CreateTeamAsync();
        await App.Get<Database>().AddImagesAsync(team.Owner, App.Get<TimeProvider>().GetUtcNow().UtcDateTime, i => i.Title = "A lighthouse");
        var page = await SignInAsync(team.OwnerMember);
        var gallery = new GalleryPage(page);
        await gallery.ShouldBeLiveAsync();
        await gallery.Tile("A lighthouse").ClickAsync();
        await Assertions.Expect(gallery.Viewer.GetByRole(AriaRole.Tab, new() { Name = "Edit" })).ToBeVisibleAsync();

        // R would go to the composer, F give a star
        await page.Keyboard.PressAsync("e");
        await page.Keyboard.TypeAsync("warmer, Fewer reds");
        var instruction = gallery.Viewer.GetByLabel("What should change");
        await Assertions.Expect(instruction).ToHaveValueAsync("warmer, Fewer reds");
        await Assertions.Expect(instruction).ToBeFocusedAsync();
        await Assertions.Expect(gallery.Viewer.GetByRole(AriaRole.Button, new() { Name = "Favourite" })).ToHaveAttributeAsync("aria-pressed", "false");

        // with the text there already, its key leads to it
        await gallery.Viewer.GetByRole(AriaRole.Tab, new() { Name = "Edit" }).FocusAsync();
        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(instruction).ToBeFocusedAsync();
    }
}
