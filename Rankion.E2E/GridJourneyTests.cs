using Microsoft.Playwright;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

public sealed class GridJourneyTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    private static readonly DateTime Start = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_range_is_picked_with_the_mouse_and_let_go_again()
    {
        var (page, gallery, _) = await OpenAsync(12);
        await gallery.Tick("Image 11").ClickAsync();
        await gallery.Tick("Image 8").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await ShouldBePickedAsync(gallery, "Image 11", "Image 10", "Image 9", "Image 8");
        await gallery.Tick("Image 10").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await ShouldBePickedAsync(gallery, "Image 11", "Image 10");
        // with something picked a click on a picture picks it, and Ctrl does so always
        await gallery.Tile("Image 3").ClickAsync();
        await gallery.Tile("Image 10").ClickAsync(new() { Modifiers = [KeyboardModifier.ControlOrMeta] });
        await ShouldBePickedAsync(gallery, "Image 11", "Image 3");
        await Expect(gallery.Picked).ToHaveTextAsync("2 selected");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear the selection" }).ClickAsync();
        await ShouldBePickedAsync(gallery);
        await Expect(gallery.Prompt).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_band_drawn_with_the_mouse_picks_what_it_touches()
    {
        var (page, gallery, _) = await OpenAsync(12);
        var first = (await gallery.TileBox("Image 12").BoundingBoxAsync())!;
        var third = (await gallery.TileBox("Image 10").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(first.X + 20, first.Y - 12);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(first.X + 60, first.Y + 30);
        await page.Mouse.MoveAsync(third.X + 10, third.Y + 40);
        await page.Mouse.UpAsync();
        await ShouldBePickedAsync(gallery, "Image 12", "Image 11", "Image 10");
    }

    [Fact]
    public async Task Images_are_picked_by_keys_alone()
    {
        var (page, gallery, _) = await OpenAsync(12);
        await gallery.Tile("Image 9").FocusAsync();
        await page.Keyboard.PressAsync("x");
        await ShouldBePickedAsync(gallery, "Image 9");
        await page.Keyboard.PressAsync("x");
        await ShouldBePickedAsync(gallery);
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await ShouldBePickedAsync(gallery, "Image 9", "Image 8", "Image 7");
        await page.Keyboard.PressAsync("Shift+ArrowLeft");
        await ShouldBePickedAsync(gallery, "Image 9", "Image 8");
        await Expect(gallery.Tile("Image 8")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await Expect(gallery.Picked).ToHaveTextAsync("12 selected");
        await page.Keyboard.PressAsync("Escape");
        await ShouldBePickedAsync(gallery);
        await page.Keyboard.PressAsync("f");
        await Expect(gallery.Tile("Image 8")).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("in favourites"));
        await page.UndoAsync("Added to favourites");
        await Expect(gallery.Tile("Image 8")).Not.ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("in favourites"));
    }

    [Fact]
    public async Task Keys_pressed_right_after_picking_are_about_what_was_picked()
    {
        var (page, gallery, _) = await OpenAsync(12);
        await gallery.Tile("Image 9").FocusAsync();
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("Delete");
        await Expect(gallery.Tiles).ToHaveCountAsync(9);
        await page.UndoAsync("3 images moved to the trash");
        await Expect(gallery.Tiles).ToHaveCountAsync(12);
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.PressAsync("Delete");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Move 12 images to the trash?" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(gallery.Picked).ToHaveTextAsync("12 selected");
        await Expect(gallery.Tile("Image 6")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_is_trashed_by_key_hands_the_focus_on_so_that_the_next_can_follow()
    {
        var (page, gallery, _) = await OpenAsync(12);
        await gallery.Tile("Image 9").FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(gallery.Tile("Image 8")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(gallery.Tile("Image 7")).ToBeFocusedAsync();
        await page.UndoAsync("Moved to the trash");
        await Expect(gallery.Tiles).ToHaveCountAsync(11);
        await page.Keyboard.PressAsync("End");
        await Expect(gallery.Tile("Image 1,")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(gallery.Tile("Image 2")).ToBeFocusedAsync();
        // by the bar, too
        await page.Keyboard.PressAsync("x");
        await page.GetByRole(AriaRole.Toolbar, new() { Name = "Selection" }).GetByRole(AriaRole.Button, new() { Name = "Trash" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(gallery.Tile("Image 3")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_finger_that_stays_picks_and_taps_go_on()
    {
        var (page, gallery, _) = await OpenAsync(9, o => (o.HasTouch, o.IsMobile, o.ViewportSize) = (true, true, new() { Width = 390, Height = 844 }));
        await gallery.HoldAsync("Image 9");
        await ShouldBePickedAsync(gallery, "Image 9");
        await gallery.Tile("Image 7").TapAsync();
        await ShouldBePickedAsync(gallery, "Image 9", "Image 7");
        await gallery.HoldAsync("Image 5");
        await ShouldBePickedAsync(gallery, "Image 9", "Image 7", "Image 6", "Image 5");
        await gallery.Tile("Image 9").TapAsync();
        await gallery.Tile("Image 7").TapAsync();
        await gallery.Tile("Image 6").TapAsync();
        await gallery.Tile("Image 5").TapAsync();
        await ShouldBePickedAsync(gallery);
        await gallery.Tile("Image 8").TapAsync();
        await Expect(gallery.Viewer).ToHaveAccessibleNameAsync("Image 8");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/images/[0-9]+"));
    }

    [Fact]
    public async Task Five_thousand_images_are_scrolled_without_ever_being_in_the_page()
    {
        var (page, gallery, _) = await OpenAsync(5000);
        var height = await gallery.HeightAsync();
        await gallery.Tile("Image 5000").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(gallery.Tile("Image 1,")).ToBeFocusedAsync();
        Assert.Equal(height, await gallery.HeightAsync());
        Assert.InRange(await gallery.Tiles.CountAsync(), 10, 300);
        await page.Keyboard.PressAsync("Home");
        await Expect(gallery.Tile("Image 5000")).ToBeFocusedAsync();
        await gallery.ScrollToAsync(height / 2);
        await Expect(gallery.Tiles.Filter(new() { HasNotText = "Image" })).ToHaveCountAsync(0);
        Assert.InRange(await gallery.Tiles.CountAsync(), 10, 300);
        // what is open comes from any place, and the way back leads there
        var there = await gallery.FirstOnScreenAsync();
        await gallery.Tile(there).ClickAsync();
        await Expect(gallery.Viewer).ToHaveAccessibleNameAsync(there);
        await page.GoBackAsync();
        await Expect(gallery.Tile(there)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_arrives_waits_behind_a_pill_and_moves_nothing()
    {
        var (page, gallery, team) = await OpenAsync(400);
        await gallery.ScrollToAsync(1500);
        var there = await gallery.FirstInSightAsync();
        var before = (await gallery.TileBox(there).BoundingBoxAsync())!;
        using var client = App.Client(team.OwnerMember);
        foreach (var prompt in (string[])["First news", "Second news"])
            Assert.True((await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(client, "/v1/generate/image", new { prompt }, TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "2 new images" })).ToBeVisibleAsync();
        Assert.Equal(before.Y, (await gallery.TileBox(there).BoundingBoxAsync())!.Y, 1f);
        // somebody throws away what is above: the page stays where it is
        var gone = await FindAsync(team, "Image 398");
        await App.Get<Trash>().PutAsync(team.Owner, gone, TestContext.Current.CancellationToken);
        await Expect(page.GetByRole(AriaRole.Banner).GetByText("401", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(before.Y, (await gallery.TileBox(there).BoundingBoxAsync())!.Y, 1f);
        await page.GetByRole(AriaRole.Button, new() { Name = "2 new images" }).ClickAsync();
        await Expect(gallery.Tile("Second news")).ToBeVisibleAsync();
        await Expect(gallery.Tile("First news")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_a_person_did_while_the_connection_was_away_is_made_good_when_it_is_back()
    {
        var (page, gallery, _) = await OpenAsync(400);
        var isAway = false;
        IWebSocketRoute? line = null;
        await page.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("_blazor"), socket => (line = socket).ConnectToServer());
        await page.RouteAsync(new System.Text.RegularExpressions.Regex("_blazor/negotiate"), route => isAway ? route.AbortAsync() : route.ContinueAsync());
        await page.ReloadAsync();
        await gallery.ShouldBeLiveAsync();
        await gallery.ShouldListenAsync();
        await gallery.Tile("Image 400").FocusAsync();
        isAway = true;
        await line!.CloseAsync();
        await Expect(page.GetByText("Connection lost")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("x");
        await gallery.ScrollToAsync(4000);
        isAway = false;
        await Expect(page.GetByText("Connection lost")).ToBeHiddenAsync();
        await gallery.FirstOnScreenAsync();
        await gallery.ScrollToAsync(0);
        await Expect(gallery.Tile("Image 400")).ToBeVisibleAsync();
        await ShouldBePickedAsync(gallery);
        ExpectConsoleErrors();
    }

    [Fact]
    public async Task Variants_stand_behind_their_original_until_all_images_are_asked_for()
    {
        var (page, gallery, team) = await OpenAsync(3);
        var root = await FindAsync(team, "Image 2");
        await App.Get<Database>().AddImagesAsync(team.Owner, Start.AddDays(1), i => (i.Title, i.ParentId, i.RootId) = ("Another take", root, root));
        await page.ReloadAsync();
        await Expect(gallery.Tile("Image 2")).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("1 variant"));
        await Expect(gallery.Tiles).ToHaveCountAsync(3);
        await gallery.ShouldBeLiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stacks" }).ClickAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(4);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("stacks=off"));
        await page.GoBackAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_tiles_menu_has_what_its_corners_have()
    {
        var (page, gallery, _) = await OpenAsync(3);
        await gallery.TileBox("Image 2").HoverAsync();
        await gallery.TileBox("Image 2").GetByRole(AriaRole.Button, new() { Name = "More: Image 2" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Add to favourites" }).ClickAsync();
        await Expect(gallery.TileBox("Image 2").GetByRole(AriaRole.Button, new() { Name = "Favourite: Image 2" })).ToHaveAttributeAsync("aria-pressed", "true");
        await gallery.Tile("Image 3").FocusAsync();
        await page.Keyboard.PressAsync("Shift+F10");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Move to trash" }).ClickAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { NameString = "Undo" }).ClickAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(3);
    }

    private async Task<(IPage Page, GalleryPage Gallery, TestTeam Team)> OpenAsync(int images, Action<BrowserNewContextOptions>? configure = null)
    {
        var team = await App.Services.CreateTeamAsync();
        await App.Get<Database>().AddImagesAsync(team.Owner, Start, Enumerable.Range(1, images).Select(n => new Action<Image>(i =>
            (i.Title, i.DominantColor, i.Width, i.CreatedAt) = ($"Image {n}", "#557799", n % 2 == 0 ? 1024 : 1536, Start.AddMinutes(n * 10)))));
        var page = await SignInAsync(team.OwnerMember, configure);
        var gallery = new GalleryPage(page);
        await gallery.ShouldBeLiveAsync();
        await Expect(gallery.Tile($"Image {images}")).ToBeVisibleAsync();
        await gallery.ShouldListenAsync();
        return (page, gallery, team);
    }

    private async Task<long> FindAsync(TestTeam team, string title) =>
        (await App.Get<Gallery>().ListAsync(team.Owner, new() { Phrases = [title] }, new(), TestContext.Current.CancellationToken)).Items[0].Id;

    private static async Task ShouldBePickedAsync(GalleryPage gallery, params string[] titles)
    {
        await Expect(gallery.PickedTiles).ToHaveCountAsync(titles.Length);
        foreach (var title in titles)
            await Expect(gallery.TileBox(title)).ToHaveAttributeAsync("aria-selected", "true");
    }
}
