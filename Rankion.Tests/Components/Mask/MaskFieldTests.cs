using Bunit;
using Rankion.Core.Editing;
using Rankion.Core.Images;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;
using Rankion.Web.Components.Editing;
using Rankion.Web.Components.Mask;

namespace Rankion.Tests.Components.Mask;

/// <summary>The mask in the form of an edit.</summary>
public sealed class MaskFieldTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_drawn_mask_is_told_by_its_share_stays_when_another_is_given_up_and_goes_along()
    {
        await using var page = await Page.OpenAsync();
        var image = await AddImageAsync(page);
        var panel = Open(page, image);

        await DrawAsync(page, panel, image, Pictures.Mask(600, 400, 300, 200));
        Assert.Equal("Mask: 25 % of the image may change", Line(panel));
        panel.Find("button[aria-label='Edit the mask']").Click();
        await FinishAsync(panel, null);
        Assert.Equal("Mask: 25 % of the image may change", Line(panel));
        Assert.True(await panel.InvokeAsync(() => panel.Instance.SendAsync("a boat", Guid.CreateVersion7())));

        var variant = Assert.Single((await page.Get<Core.Images.Gallery>().FindAsync(page.Team.Owner, image.Id, Ct))!.Variants);
        Assert.NotNull(variant.MaskSha256);
        Assert.Equal("Paint where it may change", Line(panel));
    }

    [Fact]
    public async Task A_mask_of_everything_or_of_next_to_nothing_says_so_and_one_that_is_gone_as_well()
    {
        await using var page = await Page.OpenAsync();
        var image = await AddImageAsync(page);
        var panel = Open(page, image);

        await DrawAsync(page, panel, image, Pictures.Mask(600, 400, 600, 400));
        Assert.Equal("Mask: the whole image may change", Line(panel));
        panel.Find("button[aria-label='Remove the mask']").Click();
        await DrawAsync(page, panel, image, Pictures.Mask(600, 400, 4, 4));
        Assert.Equal("Mask: less than 1 % of the image may change", Line(panel));
        panel.Find("button[aria-label='Remove the mask']").Click();
        panel.Find(".masking button").Click();
        await FinishAsync(panel, "mask_of_yesterday");
        Assert.Equal("The mask is not kept any more. Remove it, or draw a new one.", Line(panel));
        Assert.Empty(panel.FindAll("button[aria-label='Edit the mask']"));
    }

    [Fact]
    public async Task A_model_without_masks_says_so_before_and_after_one_was_drawn()
    {
        await using var page = await Page.OpenAsync(configure: s =>
        {
            foreach (var (key, value) in new[] { ("ApiKey", "sk-test"), ("Models:0:Id", "plain"), ("Models:0:MaxInputs", "2"), ("Models:1:Id", "able"), ("Models:1:MaxInputs", "2"), ("Models:1:Masks", "true") })
                s.Settings[$"Rankion:Providers:OpenAI:{key}"] = value;
        });
        var image = await AddImageAsync(page);
        var panel = Open(page, image);

        Assert.Equal("plain takes no masks: it may change the whole image.", Line(panel));
        Assert.NotNull(panel.Find(".masking button").GetAttribute("disabled"));
        panel.FindAll("#edit-model .mi")[1].Click();
        await DrawAsync(page, panel, image, Pictures.Mask(600, 400, 300, 200));
        panel.FindAll("#edit-model .mi")[0].Click();

        Assert.Contains("plain takes no masks. Choose another model, or remove the mask.", panel.Find(".masking [role=alert]").TextContent, StringComparison.Ordinal);
        await panel.InvokeAsync(() => panel.Instance.OnText(1, false));
        Assert.Contains("plain takes no masks", panel.Find(".price").TextContent, StringComparison.Ordinal);
        Assert.False(await panel.InvokeAsync(() => panel.Instance.SendAsync("x", Guid.CreateVersion7())));
        panel.FindAll("#edit-model .mi")[1].Click();
        Assert.True(await panel.InvokeAsync(() => panel.Instance.SendAsync("x", Guid.CreateVersion7())));
    }

    private static async Task DrawAsync(Page page, IRenderedComponent<EditPanel> panel, Image image, byte[] png)
    {
        panel.Find(".masking button").Click();
        Assert.Equal(("1", "599"), (panel.Find("#mask-w").GetAttribute("min"), panel.Find("#mask-x").GetAttribute("max")));
        var mask = (await page.Get<EditMasks>().AddAsync(page.Team.Owner, image.Id, png, stretch: false, Ct))!;
        await FinishAsync(panel, mask.Id);
    }

    private static async Task FinishAsync(IRenderedComponent<EditPanel> panel, string? id)
    {
        var editor = panel.FindComponent<MaskEditor>();
        await panel.InvokeAsync(() => editor.Instance.FinishAsync(id));
        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll("dialog.mask-editor")));
    }

    private static string Line(IRenderedComponent<EditPanel> panel) => panel.Find(".masking > span").TextContent;

    private static Task<Image> AddImageAsync(Page page) => page.AddImageAsync(i => (i.Width, i.Height, i.Sha256, i.Format) = (600, 400, new string('a', 64), "png"));

    private static IRenderedComponent<EditPanel> Open(Page page, Image image)
    {
        foreach (var script in new[] { "./Components/Editing/EditPanel.razor.js", "./Components/Mask/MaskEditor.razor.js" })
            page.Script(script);
        return page.Render<EditPanel>(p => p.Add(e => e.Image, image).Add(e => e.CanWrite, true));
    }
}
