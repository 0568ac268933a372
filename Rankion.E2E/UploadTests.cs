using Microsoft.Playwright;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;

namespace Rankion.E2E;

/// <summary>Pictures from a person's own disk.</summary>
public sealed class UploadTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    [Fact]
    public async Task Chosen_files_appear_duplicates_are_told_and_what_is_no_picture_says_so()
    {
        var page = await SignInAsync((await CreateTeamAsync()).OwnerMember);
        var gallery = new GalleryPage(page);
        await gallery.ShouldBeLiveAsync();
        page.FileChooser += (_, _) => { }; // asked for anew for each choice, it would come too late for the second
        var files = page.GetByRole(AriaRole.Region, new() { Name = "Uploads" }).GetByRole(AriaRole.Listitem);

        await ChooseAsync(page, File("grey dawn.png", TinyPng.Of(64, 48)), File("grey dusk.png", TinyPng.Of(48, 64)));
        await gallery.ShouldShowAsync("grey dawn");
        await gallery.ShouldShowAsync("grey dusk");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "2 files uploaded" })).ToBeAttachedAsync();
        await page.ShouldBeAccessibleAsync();

        await ChooseAsync(page, File("again.png", TinyPng.Of(64, 48)), File("words.png", "only words"u8.ToArray()));
        await Assertions.Expect(files.Filter(new() { HasText = "again.png" })).ToContainTextAsync("Already in the gallery");
        await Assertions.Expect(files.Filter(new() { HasText = "words.png" })).ToContainTextAsync("This is not a PNG, JPEG, WebP, AVIF or GIF, nor an MP4 or WebM video.");
        ExpectConsoleErrors();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep both: again.png" }).ClickAsync();
        await gallery.ShouldShowAsync("again");
        await Assertions.Expect(gallery.Tiles).ToHaveCountAsync(3);

        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Assertions.Expect(files).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Dropped_and_pasted_files_are_taken_from_any_page_and_words_in_a_field_are_not()
    {
        var page = await SignInAsync((await CreateTeamAsync()).OwnerMember);
        var gallery = new GalleryPage(page);
        await gallery.ShouldBeLiveAsync();
        var over = page.GetByText("Drop to upload");

        await page.FireAsync("dragenter", TinyPng.Of(40, 30), "dropped.png");
        await Assertions.Expect(over).ToBeVisibleAsync();
        await page.FireAsync("drop", TinyPng.Of(40, 30), "dropped.png");
        await Assertions.Expect(over).ToBeHiddenAsync();
        await gallery.ShouldShowAsync("dropped");
        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "dropped.png" })).ToBeVisibleAsync();

        await page.FireAsync("paste", TinyPng.Of(30, 40), "pasted.png");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "pasted.png" })).ToBeVisibleAsync();
        await page.GotoAsync("/images");
        await gallery.ShouldBeLiveAsync();
        await gallery.ShouldShowAsync("pasted");
        await gallery.Prompt.FocusAsync();
        await page.EvaluateAsync(
            "() => { const data = new DataTransfer(); data.setData('text/plain', 'https://example.com/a.png'); document.activeElement.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data })); }");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Uploads" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_address_inside_the_house_is_refused()
    {
        var page = await SignInAsync((await CreateTeamAsync()).OwnerMember);
        await new GalleryPage(page).ShouldBeLiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Upload", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "From an address" }).ClickAsync();
        await page.GetByLabel("Address of a picture").FillAsync("http://169.254.169.254/latest/meta-data/");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("Only public http and https addresses can be fetched.")).ToBeVisibleAsync();
        ExpectConsoleErrors();
    }

    private static FilePayload File(string name, byte[] bytes) => new() { Name = name, MimeType = "image/png", Buffer = bytes };

    /// <summary>Presses U, as the toolbar's button does.</summary>
    private static async Task ChooseAsync(IPage page, params FilePayload[] files)
    {
        await Assertions.Expect(page.Locator("[data-upload=files]")).ToBeAttachedAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("u"));
        await chooser.SetFilesAsync(files);
    }
}
