using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Rankion.Core.Teams;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

public sealed class EditTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    [Fact]
    public async Task Two_people_see_the_same_variant_turn_ready_and_a_double_click_makes_one()
    {
        await using var openAi = await FakeOpenAi.StartAsync();
        await using var own = LiveApp.With(("Rankion:Providers:OpenAI:BaseUrl", openAi.BaseUrl));
        App = own;
        var team = await CreateTeamAsync();
        var mine = await SignInAsync(team.OwnerMember);
        var theirs = await SignInAsync(await own.Services.AddMemberAsync(team.Id, TeamRole.Editor));
        var (ours, other) = (new GalleryPage(mine), new GalleryPage(theirs));
        await ours.GenerateAsync("A lighthouse");
        await ours.ShouldShowAsync("A lighthouse");
        await ours.Prompt.BlurAsync();
        await ours.Tile("A lighthouse").ClickAsync();
        await other.Tile("A lighthouse").ClickAsync();
        await Expect(ours.Viewer.GetByRole(AriaRole.Tab, new() { Name = "Edit" })).ToBeVisibleAsync();
        await mine.Keyboard.PressAsync("e");
        var instruction = ours.Viewer.GetByLabel("What should change");
        await Expect(instruction).ToBeFocusedAsync();
        await other.Viewer.GetByRole(AriaRole.Tab, new() { Name = "Edit" }).ClickAsync();
        await Expect(other.Viewer.Locator("[data-live]")).ToBeAttachedAsync();
        var source = theirs.Url;

        var held = new TaskCompletionSource();
        openAi.AnswerOnce(async (context, request) =>
        {
            await held.Task;
            await FakeOpenAi.DrawAsync(context, request);
        });
        await ours.Viewer.GetByRole(AriaRole.Button, new() { Name = "Colour mood" }).ClickAsync();
        await ours.Viewer.GetByRole(AriaRole.Menuitem, new() { Name = "Warmer" }).ClickAsync();
        await Expect(instruction).ToHaveValueAsync("Make the colours warmer");
        await ours.Viewer.GetByRole(AriaRole.Button, new() { Name = "Create variant" }).DblClickAsync();

        foreach (var viewer in new[] { ours.Viewer, other.Viewer })
            await Expect(viewer.GetByRole(AriaRole.Button, new() { Name = "Cancel step 1" })).ToBeVisibleAsync();
        Assert.Equal(source, mine.Url);
        held.SetResult();

        await Expect(mine).Not.ToHaveURLAsync(source); // who asked for it is shown what came
        await Expect(ours.Viewer.GetByRole(AriaRole.Link, new() { Name = "Step 1: Make the colours warmer" })).ToHaveAttributeAsync("aria-current", "true");
        var step = other.Viewer.GetByRole(AriaRole.Link, new() { Name = "Step 1: Make the colours warmer" });
        await Expect(step.Locator("img")).ToBeVisibleAsync();
        Assert.Equal(source, theirs.Url); // who did not, stays
        await step.ClickAsync();
        await Expect(theirs).ToHaveURLAsync(mine.Url);

        using var api = own.Client(team.OwnerMember);
        var list = await api.GetFromJsonAsync<JsonElement>("/v1/images", TestContext.Current.CancellationToken);
        Assert.Equal(2, list.GetProperty("data").GetArrayLength());
        await CloseBrowsersAsync();
    }

    [Fact]
    public async Task What_is_typed_and_sent_before_the_form_listens_is_its_own_and_nobody_elses()
    {
        var page = await SignInAsync((await CreateTeamAsync()).OwnerMember);
        var gallery = new GalleryPage(page);
        await gallery.GenerateAsync("A lighthouse");
        await gallery.ShouldShowAsync("A lighthouse");
        await gallery.Prompt.BlurAsync();
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/EditPanel.razor*.js", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await gallery.Tile("A lighthouse").ClickAsync();
        await gallery.Viewer.GetByRole(AriaRole.Tab, new() { Name = "Edit" }).ClickAsync();
        var instruction = gallery.Viewer.GetByLabel("What should change");
        await instruction.FillAsync("in fog");
        await instruction.PressAsync("Control+Enter");
        held.SetResult();
        await Expect(gallery.Viewer.GetByRole(AriaRole.Link, new() { Name = "Step 1: in fog" })).ToHaveAttributeAsync("aria-current", "true");

        await instruction.FillAsync("a second boat");
        await gallery.Viewer.GetByRole(AriaRole.Tab, new() { Name = "Info" }).ClickAsync();
        await gallery.Viewer.GetByRole(AriaRole.Tab, new() { Name = "Edit" }).ClickAsync();
        await Expect(instruction).ToHaveValueAsync("a second boat");
        await gallery.Viewer.GetByRole(AriaRole.Button, new() { Name = "Close" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Articles" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Articles" }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Images" }).First.ClickAsync();
        await gallery.ShouldBeLiveAsync();
        await Expect(gallery.Prompt).ToHaveValueAsync("");
    }

    [Fact]
    public async Task What_is_used_again_is_shown_beside_unsent_text_before_it_takes_its_place()
    {
        var page = await SignInAsync((await CreateTeamAsync()).OwnerMember);
        var gallery = new GalleryPage(page);
        await gallery.GenerateAsync("A lighthouse at dusk");
        await gallery.ShouldShowAsync("A lighthouse at dusk");
        await gallery.Prompt.FillAsync("A lighthouse at dawn");
        await gallery.Prompt.BlurAsync();
        await gallery.Tile("A lighthouse at dusk").ClickAsync();
        await Expect(gallery.Viewer.GetByRole(AriaRole.Button, new() { Name = "More like this" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("r");

        var offer = page.GetByRole(AriaRole.Alertdialog, new() { Name = "Replace what you typed?" });
        await Expect(offer.GetByRole(AriaRole.Button, new() { Name = "Replace" })).ToBeFocusedAsync();
        await Expect(offer.Locator("del")).ToHaveTextAsync("dawn");
        await Expect(offer.Locator("ins")).ToHaveTextAsync("dusk");
        await page.ShouldBeAccessibleAsync();
        await offer.GetByRole(AriaRole.Button, new() { Name = "Replace" }).ClickAsync();
        await Expect(gallery.Prompt).ToHaveValueAsync("A lighthouse at dusk");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "1 reference image" })).ToBeVisibleAsync();
        await gallery.Prompt.PressAsync("Alt+ArrowUp");
        await Expect(gallery.Prompt).ToHaveValueAsync("A lighthouse at dawn");
    }
}
