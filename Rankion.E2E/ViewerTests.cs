using Microsoft.Playwright;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

public sealed class ViewerTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    [Fact]
    public async Task An_image_is_named_tagged_starred_and_thrown_away_and_brought_back_by_keys()
    {
        var (page, gallery) = await OpenAsync("A quiet harbour", "A lighthouse");
        var viewer = gallery.Viewer;

        await viewer.GetByRole(AriaRole.Button, new() { Name = "Rename" }).PressAsync("Enter");
        await Expect(viewer.GetByLabel("Title")).ToBeFocusedAsync();
        await viewer.GetByLabel("Title").FillAsync("Lighthouse, cold");
        await page.Keyboard.PressAsync("Escape");
        await Expect(viewer).ToHaveAccessibleNameAsync("A lighthouse");
        await viewer.GetByRole(AriaRole.Button, new() { Name = "Rename" }).PressAsync("Enter");
        await viewer.GetByLabel("Title").FillAsync("Lighthouse, warm");
        await page.Keyboard.PressAsync("Enter");
        await Expect(viewer).ToHaveAccessibleNameAsync("Lighthouse, warm");

        await viewer.GetByRole(AriaRole.Button, new() { Name = "Add a tag" }).ClickAsync();
        await viewer.GetByPlaceholder("Tag, then Enter").FillAsync("hero, sea");
        await page.Keyboard.PressAsync("Enter");
        await Expect(viewer.GetByRole(AriaRole.Button, new() { Name = "Remove tag sea" })).ToBeVisibleAsync();

        await viewer.GetByRole(AriaRole.Tab, new() { Name = "Info" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(viewer.GetByText("changed its tags")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("f");
        await Expect(viewer.GetByRole(AriaRole.Button, new() { Name = "Favourite" })).ToHaveAttributeAsync("aria-pressed", "true");

        await page.Keyboard.PressAsync("Delete");
        await Expect(viewer).ToHaveAccessibleNameAsync("A quiet harbour");
        await page.UndoAsync("Moved to the trash");
        await Expect(viewer.GetByText("Undone")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(gallery.Tile("Lighthouse, warm")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Escape_leaves_the_text_first_and_the_image_then_also_twice_in_a_row()
    {
        var (page, gallery) = await OpenAsync("A lighthouse");
        var instruction = gallery.Viewer.GetByLabel("What should change");
        await page.Keyboard.PressAsync("e");
        await Expect(instruction).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("make it night");
        await page.Keyboard.PressAsync("Escape");
        await Expect(gallery.Viewer.GetByRole(AriaRole.Tabpanel)).ToBeFocusedAsync();
        await Expect(instruction).ToHaveValueAsync("make it night");
        await page.Keyboard.PressAsync("Escape");
        await Expect(gallery.Viewer).ToBeHiddenAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/images$"));
    }

    [Fact]
    public async Task A_picture_is_taken_along_in_another_format_and_width()
    {
        var (page, gallery) = await OpenAsync("A lighthouse");
        await gallery.Viewer.GetByRole(AriaRole.Button, new() { Name = "Other formats and sizes" }).ClickAsync();
        var menu = gallery.Viewer.GetByRole(AriaRole.Dialog, new() { Name = "Download" });
        await menu.GetByText("JPEG").ClickAsync();
        await menu.GetByText("640").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => menu.GetByRole(AriaRole.Link, new() { Name = "Download JPEG" }).ClickAsync());
        Assert.Equal("A lighthouse.jpg", download.SuggestedFilename);
        await page.Keyboard.PressAsync("Escape");
        await Expect(menu).ToBeHiddenAsync();
        await Expect(gallery.Viewer).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440, 900)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    public async Task The_viewers_panels_are_accessible(ColorScheme theme, int width, int height)
    {
        var (page, gallery) = await OpenAsync(["A lighthouse"], o => (o.ColorScheme, o.ViewportSize) = (theme, new() { Width = width, Height = height }));
        await gallery.Viewer.GetByRole(AriaRole.Tab, new() { Name = "Activity" }).ClickAsync();
        await Expect(gallery.Viewer.GetByText("asked for it")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await gallery.Viewer.GetByRole(AriaRole.Tab, new() { Name = "Edit" }).ClickAsync();
        await gallery.Viewer.GetByRole(AriaRole.Button, new() { Name = "Remove background" }).PressAsync("Enter");
        await Expect(gallery.Viewer.GetByText("no model that is set up here can do this")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await gallery.Viewer.GetByRole(AriaRole.Tab, new() { Name = "Info" }).ClickAsync();
        await gallery.Viewer.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(gallery.Viewer.GetByLabel("Title")).ToBeFocusedAsync();
        await page.ShouldBeAccessibleAsync();
    }

    private Task<(IPage Page, GalleryPage Gallery)> OpenAsync(params string[] prompts) => OpenAsync(prompts, null);

    /// <summary>The last of the pictures, open.</summary>
    private async Task<(IPage Page, GalleryPage Gallery)> OpenAsync(string[] prompts, Action<BrowserNewContextOptions>? configure)
    {
        var team = await App.Services.CreateTeamAsync();
        var page = await SignInAsync(team.OwnerMember, configure);
        var gallery = new GalleryPage(page);
        foreach (var prompt in prompts)
        {
            await gallery.GenerateAsync(prompt);
            await gallery.ShouldShowAsync(prompt);
            await gallery.Prompt.BlurAsync();
        }
        await gallery.Tile(prompts[^1]).ClickAsync();
        await Expect(gallery.Viewer.GetByRole(AriaRole.Tab, new() { Name = "Info" })).ToBeVisibleAsync();
        return (page, gallery);
    }
}
