using Microsoft.Playwright;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

public sealed class CollectionTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    [Fact]
    public async Task A_collection_is_made_filled_put_in_order_emptied_and_a_filter_becomes_one()
    {
        var team = await CreateTeamAsync();
        var images = await App.Get<Database>().AddImagesAsync(team.Owner, App.Get<TimeProvider>().GetUtcNow().UtcDateTime.AddMinutes(-5), Enumerable.Range(1, 4).Select(n => new Action<Image>(i => (i.Title, i.Tags) = ($"Picture {n}", n % 2 == 0 ? ["hero"] : []))));
        var page = await SignInAsync(team.OwnerMember);
        var (gallery, bulk) = (new GalleryPage(page), new BulkBar(page));
        var rail = page.GetByRole(AriaRole.Region, new() { Name = "Collections" });

        await gallery.ShouldListenAsync();
        await Expect(page.Locator("[data-drops]")).ToBeAttachedAsync();
        await rail.GetByRole(AriaRole.Button, new() { Name = "New collection" }).ClickAsync();
        await rail.GetByRole(AriaRole.Textbox).FillAsync("Shots");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Nothing is in this collection yet")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Choose images" }).ClickAsync();
        await gallery.ShouldListenAsync();
        var shots = rail.GetByRole(AriaRole.Link, new() { NameString = "Shots" });
        await gallery.Tile("Picture 1").DragToAsync(shots);
        await bulk.ShouldSayAsync("Put into “Shots”");
        await gallery.Tile("Picture 2").FocusAsync();
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("Shift+ArrowLeft");
        await bulk.ShouldHaveAsync(2);
        await page.Keyboard.PressAsync("l");
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("shots");
        await page.Keyboard.PressAsync("Enter");
        await bulk.ShouldSayAsync("2 images put into “Shots”");
        await page.Keyboard.PressAsync("Escape");

        await shots.ClickAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(3);
        await Expect(gallery.Chip("Collection: Shots")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameString = "Sort:" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Own order" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort=manual"));
        await Expect(gallery.Tiles.First).ToContainTextAsync("Picture 1");
        await ChooseAsync(page, gallery, "Picture 1", "Move to the end");
        await Expect(gallery.Tiles.Last).ToContainTextAsync("Picture 1");
        await ChooseAsync(page, gallery, "Picture 1", "Take out of “Shots”");
        await Expect(gallery.Tiles).ToHaveCountAsync(2);
        await page.UndoAsync("Taken out of “Shots”");
        await Expect(gallery.Tiles.Last).ToContainTextAsync("Picture 1");

        await App.Get<Trash>().PutAsync(team.Owner, images[0].Id, CancellationToken.None);
        await Expect(gallery.Tiles).ToHaveCountAsync(2);
        await App.Get<Trash>().RestoreAsync(team.Owner, images[0].Id, CancellationToken.None);
        await Expect(gallery.Tiles.Last).ToContainTextAsync("Picture 1");

        await page.GotoAsync("/images?tags[]=hero");
        await gallery.ShouldListenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as collection" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Heroes");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Heroes");
        await Expect(rail.GetByRole(AriaRole.Link, new() { NameString = "Heroes" })).ToHaveAttributeAsync("aria-current", "page");
        await App.Get<Curation>().TagAsync(team.Owner, [images[0].Id], ["hero"], null, CancellationToken.None);
        await Expect(rail.GetByRole(AriaRole.Link, new() { NameString = "Heroes" })).ToContainTextAsync("3");
        await page.ShouldBeAccessibleAsync();
    }

    private static async Task ChooseAsync(IPage page, GalleryPage gallery, string title, string item)
    {
        await gallery.Tile(title).FocusAsync();
        await page.Keyboard.PressAsync("Shift+F10");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }
}
