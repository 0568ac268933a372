using Microsoft.Playwright;
using Rankion.Core.Editing;
using Rankion.Core.Generation;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

public sealed class VariantTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ColorScheme.Light, 1440, 900)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    public async Task A_family_is_walked_and_two_of_it_are_compared_by_keys_alone(ColorScheme theme, int width, int height)
    {
        var team = await App.Services.CreateTeamAsync();
        var root = await GenerateAsync(team, "A quiet harbour");
        var sun = await EditAsync(team, root, "warm evening sun");
        var fog = await EditAsync(team, root, "thick morning fog");
        var page = await SignInAsync(team.OwnerMember, o => (o.ColorScheme, o.ViewportSize) = (theme, new() { Width = width, Height = height }));
        await page.GotoAsync($"/images/{root}");
        var viewer = new GalleryPage(page).Viewer;
        await Expect(viewer.GetByRole(AriaRole.Tab, new() { Name = "Variants" })).ToBeVisibleAsync();
        await new GalleryPage(page).ShouldBeLiveAsync();

        await page.Keyboard.PressAsync("v");
        var tree = viewer.GetByRole(AriaRole.Tree, new() { Name = "Tree of variants" });
        ILocator Node(string name) => tree.GetByRole(AriaRole.Treeitem, new() { Name = name });
        await Expect(Node("warm evening sun")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await Node("A quiet harbour, Original").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(Node("warm evening sun")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Node("thick morning fog")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/images/{fog}"));
        await Expect(Node("thick morning fog")).ToHaveAttributeAsync("aria-selected", "true");

        // a colleague's variant is there at once
        await EditAsync(team, sun, "full moon");
        await Expect(Node("full moon")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Shift+F10");
        await Expect(viewer.GetByRole(AriaRole.Menuitem, new() { Name = "Open" })).ToBeFocusedAsync();
        await viewer.GetByRole(AriaRole.Menuitem, new() { Name = "Compare with parent" }).PressAsync("Enter");
        await CompareAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/images/{fog}"));
        await Expect(viewer).ToBeVisibleAsync();

        // the same panel again, and Delete takes what the keys have walked to
        await Expect(viewer.GetByRole(AriaRole.Tab, new() { Name = "Variants" })).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(Node("thick morning fog")).ToBeVisibleAsync();
        await Node("warm evening sun").FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(Node("warm evening sun, In the trash")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/images/{fog}"));
    }

    private static async Task CompareAsync(IPage page)
    {
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "How much of A is shown" });
        await Expect(slider).ToBeFocusedAsync();
        await page.ShouldBeAccessibleAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(slider).ToHaveAttributeAsync("aria-valuenow", "51");
        await page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Expect(slider).ToHaveAttributeAsync("aria-valuenow", "41");
        await Expect(page.GetByRole(AriaRole.Img).First).ToHaveAccessibleNameAsync("A: A quiet harbour");
        await page.Keyboard.PressAsync("m");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Side by side" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Side by side" })).ToBeFocusedAsync();
        // faster than the address can follow
        var ids = new Uri(page.Url).Query.Split('&')[0];
        await page.Locator("[data-keys=C]").DblClickAsync();
        await page.Keyboard.PressAsync("m");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"{System.Text.RegularExpressions.Regex.Escape(ids)}&mode=hover$"));
    }

    private async Task<long> GenerateAsync(TestTeam team, string prompt)
    {
        var order = await App.Get<Generator>().GenerateAsync(team.Owner, new() { Prompt = prompt }, Ct);
        await App.Services.WhenJobEndsAsync(team.Owner, order.JobId);
        return order.ImageIds[0];
    }

    private async Task<long> EditAsync(TestTeam team, long source, string instruction)
    {
        var receipt = await App.Get<Editor>().EditAsync(team.Owner, source, new() { Prompt = instruction }, Ct);
        await App.Services.WhenJobEndsAsync(team.Owner, receipt!.JobId);
        return receipt.ImageIds[0];
    }
}
