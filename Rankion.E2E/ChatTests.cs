using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rankion.Core.Generation;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

public sealed class ChatTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_is_opened_in_chat_lit_by_golden_hour_and_found_wherever_variants_are()
    {
        var team = await CreateTeamAsync();
        var order = await App.Get<Generator>().GenerateAsync(team.Owner, new() { Prompt = "A quiet harbour" }, Ct);
        await App.Services.WhenJobEndsAsync(team.Owner, order.JobId);
        var page = await SignInAsync(team.OwnerMember);
        await page.GotoAsync($"/images/{order.ImageIds[0]}");
        await new GalleryPage(page).ShouldBeLiveAsync();
        await new GalleryPage(page).Viewer.GetByRole(AriaRole.Button, new() { Name = "Open in chat" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/chat/\\d+$"));
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "Message" });
        await Expect(page.Locator("[data-listens] [data-draft][data-live]")).ToBeAttachedAsync();
        await Expect(page.GetByText("You are talking to an AI. It finds")).ToBeVisibleAsync();
        await Expect(page.GetByText("Source: A quiet harbour")).ToBeVisibleAsync();
        await box.FillAsync("Golden hour light");
        await page.ReloadAsync(); // what was typed stays
        await Expect(page.Locator("[data-listens] [data-draft][data-live]")).ToBeAttachedAsync();
        await Expect(box).ToHaveValueAsync("Golden hour light");
        await box.PressAsync("Enter");
        var ask = page.GetByRole(AriaRole.Region, new() { Name = "Make variants: waits for you" });
        await Expect(ask).ToContainTextAsync("10 credits");
        await Expect(box).ToHaveValueAsync("");
        await page.ShouldBeAccessibleAsync();
        var other = await page.Context.NewPageAsync(); // a second tab sees the same
        await other.GotoAsync(page.Url);
        await ask.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();

        await Expect(page.GetByText("−10 credits, 985 left")).ToBeVisibleAsync();
        await Expect(other.GetByText("−10 credits, 985 left")).ToBeVisibleAsync();
        await other.CloseAsync();
        var step = page.GetByText("Made 1 variant");
        await step.ClickAsync();
        await Expect(page.GetByText("The prompt that was sent")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        var tile = page.GetByRole(AriaRole.Article, new() { Name = "Answer" }).GetByRole(AriaRole.Row);
        await tile.HoverAsync();
        await tile.GetByRole(AriaRole.Button, new() { NameRegex = new("^Favourite") }).ClickAsync();
        await Expect(tile.GetByRole(AriaRole.Button, new() { NameRegex = new("^Favourite") })).ToHaveAttributeAsync("aria-pressed", "true");

        await tile.GetByRole(AriaRole.Link).PressAsync("Enter");
        var viewer = new GalleryPage(page).Viewer;
        await Expect(viewer).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("v");
        await Expect(viewer.GetByRole(AriaRole.Tree, new() { Name = "Tree of variants" }).GetByRole(AriaRole.Treeitem)).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("Escape"); // back to where one came from
        await Expect(page).ToHaveURLAsync(new Regex("/chat/\\d+$"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Favourites" }).First.ClickAsync();
        await Expect(new GalleryPage(page).Tiles).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_is_typed_while_the_first_message_is_under_way_goes_along_into_the_new_chat()
    {
        var team = await CreateTeamAsync();
        var page = await SignInAsync(team.OwnerMember);
        await page.GotoAsync("/chat");
        await Expect(page.Locator("[data-listens] [data-draft][data-live]")).ToBeAttachedAsync();
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "Message" });
        await box.FillAsync("find a harbour");
        // in one go, so that the server cannot have answered in between
        await box.EvaluateAsync("""
            box => {
              box.form.requestSubmit();
              box.value += 'and then one more';
              box.dispatchEvent(new Event('input', { bubbles: true }));
            }
            """);

        await Expect(page).ToHaveURLAsync(new Regex("/chat/\\d+$"));
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "You" })).ToHaveTextAsync(new Regex("^\\s*find a harbour\\s*$"));
        await Expect(page.Locator("[data-listens] [data-draft][data-live]")).ToHaveValueAsync("and then one more");
        await page.ReloadAsync();
        await Expect(page.Locator("[data-listens] [data-draft][data-live]")).ToHaveValueAsync("and then one more");
        await page.GotoAsync("/chat");
        await Expect(page.Locator("[data-listens] [data-draft][data-live]")).ToHaveValueAsync("");
    }
}
