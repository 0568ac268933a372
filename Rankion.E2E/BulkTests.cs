using Microsoft.Playwright;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

public sealed class BulkTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    private const string Made = "A quiet fishing harbour at dawn";

    private TestTeam? team;
    private IReadOnlyList<Image>? images;

    [Fact]
    public async Task Images_are_picked_tagged_thrown_away_and_brought_back_by_mouse()
    {
        var (page, gallery, bulk) = await OpenAsync();
        await gallery.GenerateAsync(Made);
        await gallery.ShouldShowAsync(Made);
        await gallery.Tile(Made).HoverAsync();
        await bulk.Tick(Made).ClickAsync();
        await gallery.Tile("Picture 3").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await bulk.ShouldHaveAsync(4);

        await bulk.Button("Tags").ClickAsync();
        await bulk.TagBox.FillAsync("Sea");
        await bulk.Tags.GetByRole(AriaRole.Button, new() { Name = "Create “sea”" }).ClickAsync();
        await bulk.Tags.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await bulk.ShouldSayAsync("Tags of 4 images changed");
        await bulk.ShouldHaveAsync(4);

        await bulk.Button("Trash").ClickAsync();
        await Expect(bulk.Question).ToContainTextAsync("Move 4 images to the trash?");
        await bulk.Question.GetByRole(AriaRole.Button, new() { Name = "Trash 4" }).ClickAsync();
        await bulk.ShouldSayAsync("4 images moved to the trash");
        await Expect(gallery.Tiles).ToHaveCountAsync(2);
        await Expect(bulk.Bar).ToHaveCountAsync(0);
        await bulk.Undo.ClickAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(6);

        await gallery.Tile(Made).HoverAsync();
        await bulk.Tick(Made).ClickAsync();
        await bulk.Button("Trash").ClickAsync();
        await bulk.ShouldSayAsync("Moved to the trash");
        await page.GetByRole(AriaRole.Link, new() { Name = "Trash" }).ClickAsync();
        await bulk.ShouldWalkAsync();
        await Expect(gallery.Tiles).ToContainTextAsync(["30 days left"]);
        await gallery.Tile(Made).HoverAsync();
        await bulk.Tick(Made).ClickAsync();
        await bulk.Button("Restore").ClickAsync();
        await bulk.ShouldSayAsync("Restored");
        await Expect(page.GetByText("Nothing here")).ToBeVisibleAsync();
        await page.GotoAsync("/images?tags[]=sea");
        await Expect(gallery.Tiles).ToHaveCountAsync(4);
        await gallery.ShouldShowAsync(Made);
    }

    [Fact]
    public async Task The_same_goes_without_a_mouse()
    {
        var (page, gallery, bulk) = await OpenAsync();
        await gallery.Tile("Picture 5").FocusAsync();
        await page.Keyboard.PressAsync("x");
        await bulk.ShouldHaveAsync(1);
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await bulk.ShouldHaveAsync(2);
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await bulk.ShouldHaveAsync(3);

        await page.Keyboard.PressAsync("t");
        await Expect(bulk.TagBox).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("sea");
        await page.Keyboard.PressAsync("Enter");
        await Expect(bulk.Tags.GetByRole(AriaRole.Checkbox, new() { Name = "sea" })).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.UndoAsync("Tags of 3 images changed");
        await bulk.ShouldSayAsync("Undone");
        await page.Keyboard.PressAsync("f");
        await bulk.ShouldSayAsync("3 images added to favourites");

        await page.Keyboard.PressAsync("Delete");
        await Expect(bulk.Question.GetByRole(AriaRole.Button, new() { Name = "Trash 3" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(gallery.Tiles).ToHaveCountAsync(2);
        await page.UndoAsync("3 images moved to the trash", "Control+z");
        await Expect(gallery.Tiles).ToHaveCountAsync(5);

        await gallery.Tile("Picture 2").FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(gallery.Tiles).ToHaveCountAsync(4);
        await page.GetByRole(AriaRole.Link, new() { Name = "Trash" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await bulk.ShouldWalkAsync();
        await gallery.Tile("Picture 2").FocusAsync();
        await page.Keyboard.PressAsync("Shift+Delete");
        await Expect(bulk.Question).ToContainTextAsync("Delete 1 image forever?");
        await page.Keyboard.PressAsync("Escape");
        await Expect(bulk.Question).ToHaveCountAsync(0);
        await gallery.Tile("Picture 2").FocusAsync();
        await page.Keyboard.PressAsync("x");
        await bulk.Button("Restore").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Nothing here")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_a_colleague_throws_away_or_brings_back_is_seen_at_once_and_picked_no_longer()
    {
        var (page, gallery, bulk) = await OpenAsync();
        var person = team!.OwnerMember;
        await gallery.Tile("Picture 5").FocusAsync();
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await bulk.ShouldHaveAsync(2);
        var gone = images![4].Id;
        await App.Get<Trash>().PutAsync(person.Actor, gone, CancellationToken.None);
        await bulk.ShouldHaveAsync(1);
        await Expect(gallery.Tiles).ToHaveCountAsync(4);

        await bulk.OpenTrashAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(1);
        await gallery.Tile("Picture 5").FocusAsync();
        await page.Keyboard.PressAsync("x");
        await bulk.ShouldHaveAsync(1);
        await App.Get<Trash>().RestoreAsync(person.Actor, gone, CancellationToken.None);
        await Expect(page.GetByText("Nothing here")).ToBeVisibleAsync();
        await Expect(bulk.Bar).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Everybody_can_read_and_press_what_is_there(ColorScheme theme, int width)
    {
        var (page, gallery, bulk) = await OpenAsync(options =>
        {
            options.ColorScheme = theme;
            options.ViewportSize = new() { Width = width, Height = 844 };
        });
        await gallery.Tile("Picture 5").FocusAsync();
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await bulk.ShouldHaveAsync(2);
        await page.ShouldBeAccessibleAsync();
        await bulk.Button("Tags").ClickAsync();
        await Expect(bulk.TagBox).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await bulk.Button("Trash").ClickAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(3);
        await page.ShouldBeAccessibleAsync();

        await bulk.OpenTrashAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(2);
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Empty trash" }).ClickAsync();
        await Expect(bulk.Question).ToContainTextAsync("Empty the trash of 2 images?");
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("Type 2 to confirm").FillAsync("2");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Nothing here")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
    }

    /// <summary>Five images of yesterday, the fifth the newest.</summary>
    private async Task<(IPage Page, GalleryPage Gallery, BulkBar Bulk)> OpenAsync(Action<BrowserNewContextOptions>? configure = null)
    {
        team = await CreateTeamAsync();
        images = await App.Get<Database>().AddImagesAsync(
            team.Owner, App.Get<TimeProvider>().GetUtcNow().UtcDateTime.AddDays(-1), Enumerable.Range(1, 5).Select(n => (Action<Image>)(i => i.Title = $"Picture {n}")));
        var page = await SignInAsync(team.OwnerMember, configure);
        var gallery = new GalleryPage(page);
        await gallery.ShouldBeLiveAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(5);
        return (page, gallery, new BulkBar(page));
    }
}
