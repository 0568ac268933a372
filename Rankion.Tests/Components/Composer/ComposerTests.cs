using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Tests.Support;
using Rankion.Web.Components.Composer;
using ComposerView = Rankion.Web.Components.Composer.Composer;

namespace Rankion.Tests.Components.Composer;

public sealed class ComposerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_price_follows_the_count_and_stands_beside_the_balance()
    {
        await using var page = await Page.OpenAsync(credits: 740);
        var (composer, _) = Open(page);
        await TypeAsync(composer, "A harbour");
        Assert.Equal("5 credits of 740", Price(composer));
        composer.FindAll("#pick-count .mi")[3].Click();
        Assert.Equal("20 credits of 740", Price(composer));
        Assert.Null(Button(composer).GetAttribute("disabled"));
    }

    [Fact]
    public async Task Why_it_cannot_be_sent_is_said_beside_the_button()
    {
        await using var page = await Page.OpenAsync(credits: 12);
        var (composer, _) = Open(page);
        Assert.Contains("Add a prompt", Price(composer), StringComparison.Ordinal);
        Assert.NotNull(Button(composer).GetAttribute("disabled"));
        await TypeAsync(composer, "A harbour");
        Assert.Null(Button(composer).GetAttribute("disabled"));
        composer.FindAll("#pick-count .mi")[7].Click();
        Assert.Contains("Too few credits Add credits", Price(composer), StringComparison.Ordinal);
        Assert.NotNull(Button(composer).GetAttribute("disabled"));
        composer.FindAll("#pick-count .mi")[0].Click();
        await TypeAsync(composer, new string('x', 32_010));
        Assert.Contains("10 characters too many", Price(composer), StringComparison.Ordinal);
        Assert.Contains("32,010 / 32,000", composer.Find(".over").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_cannot_generate_and_is_told_so()
    {
        await using var page = await Page.OpenAsync(role: TeamRole.Viewer);
        var (composer, _) = Open(page);
        await TypeAsync(composer, "A harbour");
        Assert.Contains("Viewers cannot generate", Price(composer), StringComparison.Ordinal);
        Assert.False(await composer.InvokeAsync(() => composer.Instance.SendAsync("A harbour")));
        Assert.Empty(await ImagesAsync(page));
    }

    [Fact]
    public async Task What_is_sent_is_what_stands_there()
    {
        await using var page = await Page.OpenAsync();
        var (composer, _) = Open(page);
        composer.FindAll("#pick-size .mi")[1].Click();
        composer.FindAll("#pick-count .mi")[1].Click();
        Assert.True(await composer.InvokeAsync(() => composer.Instance.SendAsync("A harbour at dawn")));
        var images = await ImagesAsync(page);
        Assert.Equal(2, images.Count);
        var size = page.Get<ProviderCatalog>().DefaultModel.Model.Sizes[1];
        Assert.All(images, i => Assert.Equal(("A harbour at dawn", size), (i.Prompt, i.Parameters.Size)));
    }

    [Fact]
    public async Task A_second_send_while_the_first_is_under_way_makes_nothing()
    {
        await using var page = await Page.OpenAsync();
        var (composer, _) = Open(page);
        var held = new TaskCompletionSource();
        var writing = page.Stage.Database.WriteAsync(async _ => await held.Task, Ct);
        var first = composer.InvokeAsync(() => composer.Instance.SendAsync("A harbour"));
        Assert.False(await composer.InvokeAsync(() => composer.Instance.SendAsync("A harbour")));
        Assert.Equal("true", Button(composer).GetAttribute("aria-busy"));
        held.SetResult();
        await writing;
        Assert.True(await first);
        Assert.Single(await ImagesAsync(page));
    }

    [Fact]
    public async Task A_refused_request_says_why_and_the_text_stays()
    {
        await using var page = await Page.OpenAsync();
        var (composer, _) = Open(page);
        await page.Stage.Database.WriteAsync(write => Drain(write, page.Team.Owner), Ct);
        Assert.False(await composer.InvokeAsync(() => composer.Instance.SendAsync("A harbour")));
        Assert.Contains("5 credits and the team has 0", composer.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(await ImagesAsync(page));
    }

    [Fact]
    public async Task Without_a_provider_one_quiet_line_says_that_it_only_sketches()
    {
        await using var page = await Page.OpenAsync();
        Assert.Contains("Sketches only: no provider key is set", Open(page).Composer.Markup, StringComparison.Ordinal);
        await using var other = await Page.OpenAsync(configure: s => s.Settings["Rankion:Providers:OpenAI:ApiKey"] = "sk-test");
        Assert.DoesNotContain("Sketches only", Open(other).Composer.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_of_another_time_is_fitted_to_what_there_is_now()
    {
        await using var page = await Page.OpenAsync();
        var catalog = page.Get<ProviderCatalog>();
        var old = new ComposerSettings { Model = "gone", Size = "7x7", Quality = "superb", Count = 99, ProjectId = 4711 };
        var fitted = old.Fit(catalog, [1, 2]);
        var model = catalog.DefaultModel.Model;
        Assert.Equal((model.Id, GenerationRequest.MaxImages, null), (fitted.Model, fitted.Count, fitted.ProjectId));
        Assert.Contains(fitted.Quality, model.Qualities);
        Assert.Equal(2, (old with { ProjectId = 2 }).Fit(catalog, [1, 2]).ProjectId);
    }

    [Fact]
    public async Task When_the_sign_in_has_ended_the_text_stays_and_it_says_how_to_go_on()
    {
        await using var page = await Page.OpenAsync();
        var (composer, browser) = Open(page);
        page.SignOut();
        Assert.False(await composer.InvokeAsync(() => composer.Instance.SendAsync("A harbour")));
        Assert.Contains("Your sign-in has ended", composer.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in?", composer.Find("[role=alert] a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Empty(browser.Invocations["put"]);
        Assert.Empty(await ImagesAsync(page));
    }

    [Fact]
    public async Task References_are_chosen_dropped_or_offered_and_sent_along()
    {
        await using var page = await Page.OpenAsync();
        var images = new List<Image>();
        for (var n = 0; n < 6; n++)
            images.Add(await page.AddImageAsync(i => i.Title = $"Picture {n}"));
        var failed = await page.AddImageAsync(i => i.Status = ProcessingStatus.Failed);
        var (composer, _) = Open(page);
        composer.Find("#pick-references").TriggerEvent("ontoggle", EventArgs.Empty);
        composer.Find(".latest button[aria-label='Picture 4']").Click();
        await composer.InvokeAsync(() => composer.Instance.AddReferencesAsync([images[0].Id, images[4].Id, failed.Id]));
        composer.WaitForAssertion(() => Assert.Equal(["Picture 4", "Picture 0"], composer.FindAll(".chosen img").Select(i => i.GetAttribute("alt"))));
        page.Get<ComposerDesk>().OfferReferences(images[1].Id);
        composer.WaitForAssertion(() => Assert.Equal(3, composer.FindAll(".chosen li").Count));
        composer.Find("button[aria-label='Remove reference Picture 0']").Click();

        Assert.True(await composer.InvokeAsync(() => composer.Instance.SendAsync("The same at night")));
        Assert.Equal([images[4].Id, images[1].Id], (await ImagesAsync(page)).Single(i => i.Prompt == "The same at night").Parameters.ReferenceIds!);

        await TypeAsync(composer, "The same at noon");
        await composer.InvokeAsync(() => composer.Instance.AddReferencesAsync([.. images.Select(i => i.Id)]));
        Assert.Contains("takes 4 references at most", Price(composer), StringComparison.Ordinal);
        Assert.NotNull(Button(composer).GetAttribute("disabled"));
    }

    [Fact]
    public async Task What_waits_for_a_composer_is_taken_when_there_is_one()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync();
        page.Get<ComposerDesk>().OfferReferences(image.Id);
        var (composer, browser) = Open(page);
        composer.WaitForAssertion(() => Assert.Single(composer.FindAll(".chosen li")));
        composer.WaitForAssertion(() => Assert.Single(browser.Invocations["open"]));
    }

    [Fact]
    public async Task Format_background_and_article_stand_behind_one_button_and_are_sent_along()
    {
        await using var page = await Page.OpenAsync(configure: s => s.Settings["Rankion:Providers:OpenAI:ApiKey"] = "sk-test");
        var project = new Core.Projects.Project { TeamId = page.Actor.TeamId, Name = "P", Slug = "p", Color = "#000000", CreatedAt = page.Stage.Clock.UtcNow };
        await page.Stage.Database.WriteAsync(write => write.Db.AddAsync(project, Ct).AsTask(), Ct);
        var article = (await page.Get<Core.Articles.ArticleDesk>().CreateAsync(page.Actor, project.Id, new() { Title = "Ten harbours" }, Ct))!;
        var (composer, _) = Open(page);
        await TypeAsync(composer, "A harbour");
        composer.FindAll("#pick-model .mi").First(m => m.TextContent.Contains("Transparent", StringComparison.Ordinal)).Click();
        composer.Find("#pick-more").TriggerEvent("ontoggle", EventArgs.Empty);
        composer.Find("input[aria-label='Width']").Change("1000");
        Assert.NotNull(composer.Find("#pick-more .help.bad"));
        composer.Find("input[aria-label='Height']").Change("1008");
        composer.Find("input[aria-label='Width']").Change("1600");
        Assert.Empty(composer.FindAll("#pick-more .help.bad"));
        composer.Find("#more-background").Change("transparent");
        composer.Find("#more-format").Change("jpeg");
        Assert.Contains("A JPEG has no transparency", Price(composer), StringComparison.Ordinal);
        composer.Find("#more-format").Change("webp");
        composer.Find("#more-article").Change(article.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(await composer.InvokeAsync(() => composer.Instance.SendAsync("A harbour")));
        var image = Assert.Single(await ImagesAsync(page));
        Assert.Equal(("1600x1008", "transparent", "webp", article.Id), (image.Parameters.Size, image.Parameters.Background, image.Parameters.OutputFormat, image.ArticleId));
        Assert.Contains("Ten harbours", composer.Find("button[aria-label='More options']").TextContent, StringComparison.Ordinal);
    }

    private static (IRenderedComponent<ComposerView> Composer, BunitJSInterop Browser) Open(Page page)
    {
        var script = page.Script("./Components/Composer/Composer.razor.js");
        return (page.Render<ComposerView>(), script);
    }

    private static Task TypeAsync(IRenderedComponent<ComposerView> composer, string text) =>
        composer.InvokeAsync(() => composer.Instance.OnText(text.Length, string.IsNullOrWhiteSpace(text)));

    private static string Price(IRenderedComponent<ComposerView> composer) => string.Join(' ', composer.Find(".price").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ComposerView> composer) => composer.Find("button[type=submit]");

    private static async Task<IReadOnlyList<Image>> ImagesAsync(Page page) => (await page.Get<Core.Images.Gallery>().ListAsync(page.Team.Owner, new(), new(), Ct)).Items;

    private static Task Drain(WriteScope write, Core.Actor actor)
    {
        foreach (var team in write.Db.For(actor).Teams)
            team.CreditBalance = 0;
        return Task.CompletedTask;
    }
}
