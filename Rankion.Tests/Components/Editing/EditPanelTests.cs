using Bunit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Tests.Support;
using Rankion.Web.Components.Editing;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Ui;

namespace Rankion.Tests.Components.Editing;

public sealed class EditPanelTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_price_follows_the_count_and_what_stands_in_the_way_is_said()
    {
        await using var page = await Page.OpenAsync(credits: 35);
        var (panel, _) = Open(page, await page.AddImageAsync());
        Assert.Equal("10 credits of 35 · Say what to change", Price(panel));
        await TypeAsync(panel, "warmer");
        Assert.Equal("10 credits of 35 · The original stays as it is", Price(panel));
        Assert.Null(Button(panel).GetAttribute("disabled"));
        panel.FindAll("#edit-count .mi")[3].Click();
        Assert.Equal("40 credits of 35 · Too few credits", Price(panel));
        Assert.NotNull(Button(panel).GetAttribute("disabled"));
        panel.FindAll("#edit-count .mi")[0].Click();
        await TypeAsync(panel, new string('x', 32_002));
        Assert.Contains("2 characters too many", Price(panel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProcessingStatus.Processing, false, "It is not ready yet")]
    [InlineData(ProcessingStatus.Failed, false, "Only a finished image can be edited")]
    [InlineData(ProcessingStatus.Ready, true, "It is in the trash: restore it first")]
    public async Task What_is_no_finished_picture_is_not_edited(ProcessingStatus status, bool trashed, string reason)
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync(i => (i.Status, i.DeletedAt) = (status, trashed ? i.CreatedAt : null));
        var (panel, _) = Open(page, image);
        await TypeAsync(panel, "warmer");
        Assert.EndsWith(reason, Price(panel), StringComparison.Ordinal);
        Assert.NotNull(panel.Find(".masking button").GetAttribute("disabled"));
        Assert.False(await SendAsync(panel, "warmer"));
        Assert.Empty(await VariantsAsync(page, image));
    }

    [Fact]
    public async Task A_variant_is_made_with_what_was_set_and_a_form_sent_twice_makes_it_once()
    {
        await using var page = await Page.OpenAsync();
        var (image, other) = (await page.AddImageAsync(i => (i.Width, i.Height) = (600, 400)), await page.AddImageAsync(i => i.Title = "Guide"));
        var (panel, browser) = Open(page, image);
        panel.Find("#edit-references").TriggerEvent("ontoggle", EventArgs.Empty);
        panel.Find("#edit-references button[aria-label='Guide']").Click();
        panel.WaitForAssertion(() => Assert.Equal("1 of 3", panel.Find("h2 .meta").TextContent));
        panel.FindAll("#edit-count .mi")[1].Click();
        panel.FindAll("#quick-extend .mi").Single(m => m.TextContent.Contains("16:9", StringComparison.Ordinal)).Click();
        Assert.DoesNotContain("3:2", panel.Find(".quick").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, browser.Invocations["renew"].Count);

        var submission = Guid.CreateVersion7();
        Assert.True(await SendAsync(panel, "Go on", submission));
        Assert.True(await SendAsync(panel, "Go on", submission));

        var variants = await VariantsAsync(page, image);
        Assert.Equal(2, variants.Count);
        Assert.All(variants, v => Assert.Equal(("Go on", "16:9", other.Id), (v.Prompt, v.Parameters.Extend, Assert.Single(v.Parameters.ReferenceIds!))));
        Assert.Equal("0 of 3", panel.Find("h2 .meta").TextContent); // what was said of this picture does not go for the next edit
    }

    [Fact]
    public async Task References_clicked_faster_than_the_page_follows_stay_as_many_as_the_model_takes()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync();
        for (var n = 0; n < 4; n++)
            await page.AddImageAsync();
        var (panel, _) = Open(page, image);
        panel.Find("#edit-references").TriggerEvent("ontoggle", EventArgs.Empty);
        for (var n = 0; n < 4; n++)
        {
            var guide = panel.FindAll("#edit-references .grid button")[n];
            guide.RemoveAttribute("disabled"); // the page has not heard of it yet
            guide.Click();
        }
        panel.WaitForAssertion(() => Assert.Equal("3 of 3", panel.Find("h2 .meta").TextContent));
        Assert.Equal(3, panel.FindAll(".refs li img").Count);
        Assert.Equal("Choose other references", panel.Find("[popovertarget=edit-references]").GetAttribute("aria-label")); // the open list hangs on it
    }

    [Fact]
    public async Task When_it_is_refused_it_says_why_and_the_text_stays()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync();
        var (panel, _) = Open(page, image);
        await page.Stage.Database.WriteAsync(write => DrainAsync(write, page.Team.Owner), Ct); // somebody else was quicker
        Assert.False(await SendAsync(panel, "warmer"));
        Assert.Contains("10 credits and the team has 0", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(await VariantsAsync(page, image));

        await page.Get<Core.Images.Trash>().PutAsync(page.Team.Owner, image.Id, Ct);
        Assert.False(await SendAsync(panel, "warmer"));
        Assert.Contains("in the trash", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_model_cannot_do_is_said_before_and_the_one_that_can_is_a_click_away()
    {
        await using var page = await Page.OpenAsync(configure: s =>
        {
            foreach (var (key, value) in new[] { ("ApiKey", "sk-test"), ("Models:0:Id", "plain"), ("Models:0:MaxInputs", "2"), ("Models:1:Id", "able"), ("Models:1:MaxInputs", "2"), ("Models:1:Masks", "true"), ("Models:1:Backgrounds:0", "transparent"), ("Models:2:Id", "words-only") })
                s.Settings[$"Rankion:Providers:OpenAI:{key}"] = value;
        });
        var image = await page.AddImageAsync(i => (i.Width, i.Height) = (600, 400));
        var (panel, _) = Open(page, image);
        Assert.Equal(["plain", "able", "rankion-sketch"], panel.FindAll("#edit-model .mi .text").Select(m => m.TextContent));
        Assert.Empty(panel.FindAll("#quick-extend"));
        Quick(panel, "Extend").Click();
        Assert.Equal("Extend: plain cannot do this.", panel.Find("#quick-reason span").TextContent);
        panel.Find("#quick-reason button").Click();
        Assert.Contains("able", panel.Find("[popovertarget=edit-model]").TextContent, StringComparison.Ordinal);
        Quick(panel, "Remove background").Click();
        Assert.Equal("true", Quick(panel, "Remove background").GetAttribute("aria-pressed"));

        panel.FindAll("#edit-model .mi")[0].Click();
        await TypeAsync(panel, "x");
        Assert.EndsWith("plain cannot remove backgrounds", Price(panel), StringComparison.Ordinal);
        Assert.False(await SendAsync(panel, "x"));
        panel.FindAll("#edit-model .mi")[1].Click();
        Assert.True(await SendAsync(panel, "x"));
        Assert.Equal(("able", "transparent"), Assert.Single(await VariantsAsync(page, image)) is var v ? (v.Model, v.Parameters.Background) : default);
    }

    [Fact]
    public async Task Who_may_not_write_sees_the_steps_and_no_form()
    {
        await using var page = await Page.OpenAsync(role: Core.Teams.TeamRole.Viewer);
        var image = await page.AddImageAsync();
        await page.Get<Core.Editing.Editor>().EditAsync(page.Team.Owner, image.Id, new() { Prompt = "warmer" }, Ct);
        var (panel, _) = Open(page, image, canWrite: false);
        panel.WaitForAssertion(() => Assert.Equal(2, panel.FindAll("ol li").Count));
        Assert.Empty(panel.FindAll("textarea, button"));
    }

    [Fact]
    public async Task Steps_of_a_colleague_come_in_while_they_are_made_and_are_cancelled_and_tried_again_in_place()
    {
        await using var page = await Page.OpenAsync();
        var colleague = (await page.Stage.Services.AddMemberAsync(page.Team.Id, Core.Teams.TeamRole.Editor)).Actor;
        var image = await page.AddImageAsync();
        var (panel, _) = Open(page, image);
        Assert.Empty(panel.FindAll("li.step"));

        await page.Get<Core.Editing.Editor>().EditAsync(colleague, image.Id, new() { Prompt = "warmer" }, Ct);
        page.Tick();
        panel.WaitForAssertion(() => Assert.Equal(["", "queued"], States(panel)));
        panel.Find("button[aria-label='Cancel step 1']").Click();
        page.Tick();
        panel.WaitForAssertion(() => Assert.Equal(["", "cancelled"], States(panel)));
        Assert.Contains("10 credits refunded", panel.Find(".state.bad").TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
        panel.FindAll("li.step .row button")[0].Click();
        page.Tick();
        panel.WaitForAssertion(() => Assert.Equal(["", "queued"], States(panel)));
        Assert.Single(await VariantsAsync(page, image));
    }

    [Fact]
    public async Task A_double_click_makes_one_larger_copy_and_tries_again_once()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync(i => (i.Width, i.Height) = (600, 400));
        var (panel, _) = Open(page, image);
        Quick(panel, "Upscale 2×").Click();
        Quick(panel, "Upscale 2×").Click();
        Quick(panel, "Upscale 4×").Click();
        Assert.Equal(["1200x800", "2400x1600"], (await VariantsAsync(page, image)).Select(v => v.Parameters.Size));
        page.Tick();
        Quick(panel, "Upscale 2×").Click();
        Assert.Equal(3, (await VariantsAsync(page, image)).Count);

        var actions = page.Get<TileActions>();
        var failed = await page.AddImageAsync(i => (i.Status, i.Model) = (ProcessingStatus.Failed, page.Get<Core.Generation.ProviderCatalog>().DefaultModel.Id));
        await actions.RetryAsync(failed.Id);
        page.Get<Toasts>().Hide();
        await actions.RetryAsync(failed.Id);
        Assert.Null(page.Get<Toasts>().Current);
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task A_variant_that_is_ready_is_shown_unless_the_person_went_on(bool moves, bool writes, bool shown)
    {
        await using var page = await Page.OpenAsync();
        var (image, other) = (await page.AddImageAsync(), await page.AddImageAsync());
        long? arrived = null;
        var watch = page.Render<EditWatch>(p => p.Add(w => w.Id, image.Id).Add(w => w.OnArrived, id => arrived = id));
        var (panel, _) = Open(page, image);
        Assert.True(await SendAsync(panel, "warmer"));
        var variant = Assert.Single(await VariantsAsync(page, image));
        Assert.Null(arrived);

        if (moves)
            watch.Render(p => p.Add(w => w.Id, other.Id));
        if (writes)
            await TypeAsync(panel, "and then");
        await page.Stage.Database.WriteAsync(async write =>
        {
            foreach (var queued in write.Db.For(page.Actor).Images.Where(i => i.Id == variant.Id))
                queued.Status = ProcessingStatus.Ready;
            await Task.CompletedTask;
        }, Ct);
        page.Get<ChangeFeed>().Publish(new ImageChanged(page.Team.Id, variant.Id, ProcessingStatus.Ready));
        if (shown)
            watch.WaitForAssertion(() => Assert.Equal(variant.Id, arrived));
        else
            await watch.InvokeAsync(() => Assert.Null(arrived));
    }

    private static (IRenderedComponent<EditPanel> Panel, BunitJSInterop Browser) Open(Page page, Image image, bool canWrite = true)
    {
        var script = page.Script("./Components/Editing/EditPanel.razor.js");
        return (page.Render<EditPanel>(p => p.Add(e => e.Image, image).Add(e => e.CanWrite, canWrite)), script);
    }

    private static Task TypeAsync(IRenderedComponent<EditPanel> panel, string text) => panel.InvokeAsync(() => panel.Instance.OnText(text.Length, string.IsNullOrWhiteSpace(text)));

    private static Task<bool> SendAsync(IRenderedComponent<EditPanel> panel, string text, Guid? submission = null) =>
        panel.InvokeAsync(() => panel.Instance.SendAsync(text, submission ?? Guid.CreateVersion7()));

    private static string Price(IRenderedComponent<EditPanel> panel) => string.Join(' ', panel.Find(".price").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<EditPanel> panel) => panel.Find("button[type=submit]");

    private static AngleSharp.Dom.IElement Quick(IRenderedComponent<EditPanel> panel, string name) => panel.FindAll(".quick button.chip").Single(b => b.TextContent.Trim() == name);

    private static IEnumerable<string> States(IRenderedComponent<EditPanel> panel) => panel.FindAll("li.step").Select(s => s.GetAttribute("data-state") ?? "");

    private static async Task<IReadOnlyList<Image>> VariantsAsync(Page page, Image image) => (await page.Get<Core.Images.Gallery>().FindAsync(page.Team.Owner, image.Id, Ct))!.Variants;

    private static Task DrainAsync(WriteScope write, Core.Actor actor)
    {
        foreach (var team in write.Db.For(actor).Teams)
            team.CreditBalance = 0;
        return Task.CompletedTask;
    }
}
