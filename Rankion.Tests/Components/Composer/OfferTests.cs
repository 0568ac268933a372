using Bunit;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Web.Components.Composer;
using ComposerView = Rankion.Web.Components.Composer.Composer;

namespace Rankion.Tests.Components.Composer;

/// <summary>What is chosen elsewhere to be used again.</summary>
public sealed class OfferTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_prompt_comes_in_where_nothing_else_was_typed()
    {
        await using var page = await Page.OpenAsync();
        var (composer, browser) = Open(page, typed: "  ");
        await OfferAsync(composer, new("Pears and stoneware"));
        Assert.Equal(["Pears and stoneware"], Assert.Single(browser.Invocations["put"]).Arguments);
        Assert.Empty(composer.FindAll("[role=alertdialog]"));
    }

    [Fact]
    public async Task What_was_typed_is_shown_beside_what_would_replace_it_and_stays_until_somebody_says_so()
    {
        await using var page = await Page.OpenAsync();
        var (composer, browser) = Open(page, typed: "Pears on white");
        await OfferAsync(composer, new("Pears on stoneware"));
        Assert.Equal(("white", "stoneware"), (composer.Find("del").TextContent, composer.Find("ins").TextContent));
        Assert.Empty(browser.Invocations["put"]);
        Assert.Equal(["Replace", "Keep mine"], Buttons(composer).Select(b => b.TextContent));
        Buttons(composer)[1].Click();
        Assert.Empty(composer.FindAll("[role=alertdialog]"));
        Assert.Empty(browser.Invocations["put"]);
        await OfferAsync(composer, new("Pears on stoneware"));
        Buttons(composer)[0].Click();
        Assert.Single(browser.Invocations["put"]);
    }

    [Fact]
    public async Task Settings_come_in_and_the_words_stay()
    {
        await using var page = await Page.OpenAsync(configure: s => s.Settings["Rankion:Providers:OpenAI:ApiKey"] = "sk-test");
        var guide = await page.AddImageAsync();
        var image = await page.AddImageAsync(i => (i.Model, i.Parameters) = ("gpt-image-2.5-flare", new() { Size = "1024x1536", Quality = "high", Background = "transparent", OutputFormat = "webp", ReferenceIds = [guide.Id] }));
        var (composer, browser) = Open(page, typed: "Pears");
        await OfferAsync(composer, ComposerOffer.SettingsOf(image));
        Assert.Empty(composer.FindAll("[role=alertdialog]"));
        Assert.Empty(browser.Invocations["put"]);
        Assert.True(await composer.InvokeAsync(() => composer.Instance.SendAsync("Pears")));
        var made = (await page.Get<Core.Images.Gallery>().ListAsync(page.Team.Owner, new() { Status = ProcessingStatus.Queued }, new(), Ct)).Items.Single();
        Assert.Equal(("Pears", "gpt-image-2.5-flare", "1024x1536", "high", "transparent", "webp"),
            (made.Prompt, made.Model, made.Parameters.Size, made.Parameters.Quality, made.Parameters.Background, made.Parameters.OutputFormat));
        Assert.Equal([guide.Id], made.Parameters.ReferenceIds!);
    }

    [Fact]
    public async Task Of_words_and_settings_that_are_offered_the_settings_alone_can_be_taken()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync(i => (i.Model, i.Prompt, i.Parameters) = ("rankion-sketch", "A harbour", new() { Size = "1536x1024" }));
        var (composer, browser) = Open(page, typed: "Pears");
        await OfferAsync(composer, ComposerOffer.MoreLike(new(image, [], [])));
        Assert.Equal(["Size: 1024×1024 → 1536×1024", "Reference images: 0 → 1"], composer.FindAll("[role=alertdialog] li").Select(l => l.TextContent.Trim()));
        Buttons(composer).Single(b => b.TextContent == "Only the settings").Click();
        Assert.Empty(browser.Invocations["put"]);
        composer.WaitForAssertion(() => Assert.Single(composer.FindAll(".chosen li")));
        Assert.Contains("Landscape 3:2", composer.Find("[popovertarget=pick-size]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_like_a_variant_says_what_its_original_and_every_edit_said()
    {
        await using var page = await Page.OpenAsync();
        var original = await page.AddImageAsync(i => i.Prompt = "A harbour");
        var larger = await page.AddImageAsync(i => i.Prompt = "A harbour");
        var variant = await page.AddImageAsync(i => i.Prompt = "at night");
        Assert.Equal("A harbour\nat night", ComposerOffer.MoreLike(new(variant, [], [original, larger])).Prompt);
        Assert.Equal([variant.Id], ComposerOffer.MoreLike(new(variant, [], [original])).References);

        var failed = await page.AddImageAsync(i => (i.Prompt, i.Status) = ("A storm", ProcessingStatus.Failed));
        Assert.Empty(ComposerOffer.MoreLike(new(failed, [], [])).References);
        var upload = await page.AddImageAsync(i => (i.Prompt, i.Provider, i.Model, i.Width, i.Height) = ("", Core.Uploads.UploadedImages.Provider, "upload", 7, 9));
        var taken = ComposerOffer.MoreLike(new(upload, [], [])).Over(new ComposerSettings().Fit(page.Get<ProviderCatalog>(), []), page.Get<ProviderCatalog>(), []);
        Assert.Equal(("rankion-sketch", "1024x1024", upload.Id), (taken.Model, taken.Size, taken.References.Single()));
    }

    private static (IRenderedComponent<ComposerView> Composer, BunitJSInterop Browser) Open(Page page, string typed)
    {
        var script = page.Script("./Components/Composer/Composer.razor.js");
        script.Setup<string>("text").SetResult(typed);
        return (page.Render<ComposerView>(), script);
    }

    private static Task OfferAsync(IRenderedComponent<ComposerView> composer, ComposerOffer offer) => composer.InvokeAsync(() => composer.Instance.OfferAsync(offer));

    private static IReadOnlyList<AngleSharp.Dom.IElement> Buttons(IRenderedComponent<ComposerView> composer) => composer.FindAll("[role=alertdialog] button");
}
