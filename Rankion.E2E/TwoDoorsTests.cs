using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;

namespace Rankion.E2E;

/// <summary>What a person sees and what a script reads are the same.</summary>
public sealed class TwoDoorsTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_doors_show_the_same_images()
    {
        var team = await CreateTeamAsync();
        var gallery = new GalleryPage(await SignInAsync(team.OwnerMember));
        using var api = App.Client(team.OwnerMember);

        using var accepted = await api.PostAsJsonAsync("/v1/generate/image", new { prompt = "Sent by a script", title = "By script" }, Ct);
        accepted.EnsureSuccessStatusCode();
        await gallery.ShouldShowAsync("By script");
        await gallery.GenerateAsync("Typed by hand");
        await gallery.ShouldShowAsync("Typed by hand");

        var list = await api.GetFromJsonAsync<JsonElement>("/v1/images", Ct);
        Assert.Equal(["Typed by hand", "By script"], list.GetProperty("data").EnumerateArray().Select(i => i.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task A_refused_prompt_leaves_an_honest_tile_and_the_money_where_it_was()
    {
        await using var openAi = await FakeOpenAi.StartAsync();
        openAi.Refuse(400, "moderation_blocked", "Your request was rejected by the safety system.", "image_generation_user_error");
        await using var own = LiveApp.With(("Rankion:Providers:OpenAI:BaseUrl", openAi.BaseUrl));
        App = own;
        var team = await CreateTeamAsync();
        var page = await SignInAsync(team.OwnerMember);

        await new GalleryPage(page).GenerateAsync("Something forbidden");

        var retry = page.GetByRole(AriaRole.Button, new() { Name = "Retry", Exact = true });
        await Assertions.Expect(retry).ToBeVisibleAsync();
        using var api = own.Client(team.OwnerMember);
        Assert.Equal(1000, (await api.GetFromJsonAsync<JsonElement>("/v1/credits", Ct)).GetProperty("data").GetProperty("balance").GetInt32());
        await page.GetByRole(AriaRole.Button, new() { Name = "Dismiss Something forbidden" }).ClickAsync();
        await Assertions.Expect(retry).ToBeHiddenAsync();
        await CloseBrowsersAsync();
    }

    [Fact]
    public async Task On_a_phone_nothing_is_wider_than_the_screen()
    {
        var team = await CreateTeamAsync();
        var page = await SignInAsync(team.OwnerMember, o => (o.ViewportSize, o.HasTouch, o.IsMobile) = (new() { Width = 390, Height = 844 }, true, true));
        foreach (var path in new[] { "/images", "/settings/profile", "/settings/security", "/settings/members", "/settings/tokens" })
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToBeVisibleAsync();
            Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }
}
