using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Rankion.Core.Editing;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Tests.Support;
using Rankion.Web.Components.Bulk;
using Rankion.Web.Components.Ui;
using Rankion.Web.Components.Variants;

namespace Rankion.Tests.Components.Variants;

/// <summary>The tree of variants and its menu, beside a real Core.</summary>
public sealed class VariantsPanelTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tree_and_list_say_the_same_of_every_image()
    {
        await using var page = await Page.OpenAsync();
        var (root, first, second) = await PlantAsync(page);
        await page.AddImageAsync(i => Under(i, second.Id, root.Id, "rain", ProcessingStatus.Processing));
        await page.AddImageAsync(i => Under(i, second.Id, root.Id, "add a crowd", ProcessingStatus.Failed));
        await page.Get<Trash>().PutAsync(page.Team.Owner, second.Id, Ct);

        var panel = Open(page, first.Id);

        Assert.Equal(
            ["Harbour, Original", "warm evening sun low over the…", "fog, In the trash", "rain, Being made", "add a crowd, Failed"],
            panel.FindAll("[role=treeitem]").Select(n => n.GetAttribute("aria-label")));
        Assert.Equal(["1", "2", "2", "3", "3"], panel.FindAll("[role=treeitem]").Select(n => n.GetAttribute("aria-level")));
        Assert.Equal(first.Id.ToString(CultureInfo.InvariantCulture), panel.Find("[aria-selected=true]").GetAttribute("data-node"));
        Assert.Equal("2 ready, 1 being made, 1 failed, 1 in the trash", panel.Find("header .meta").TextContent);
        Assert.Equal(4, panel.FindAll("path").Count);
        Assert.Equal("Being made, Parent in the trash", panel.FindAll("li .meta").Single(m => m.TextContent.StartsWith("Being", StringComparison.Ordinal)).TextContent);
        Assert.Equal(5, panel.FindAll("li a").Count);
    }

    [Fact]
    public async Task Keys_walk_the_tree_and_one_image_takes_the_tab_key()
    {
        await using var page = await Page.OpenAsync();
        var (root, first, second) = await PlantAsync(page);
        var panel = Open(page, first.Id);
        Assert.Equal(first.Id, Focused(panel));
        await panel.InvokeAsync(() => panel.Instance.Walk(TreeStep.Below));
        Assert.Equal(second.Id, Focused(panel));
        await panel.InvokeAsync(() => panel.Instance.Walk(TreeStep.Parent));
        Assert.Equal(root.Id, Focused(panel));
        // out of sight it stays in the page, or it would lose the focus
        await panel.InvokeAsync(() => panel.Instance.Look(9000, 9000, 100, 100));
        Assert.Equal(root.Id, Focused(panel));
        Assert.Single(panel.FindAll("[role=treeitem]"));
    }

    [Fact]
    public async Task A_variant_that_a_colleague_asks_for_shows_at_once()
    {
        await using var page = await Page.OpenAsync();
        var colleague = (await page.Stage.Services.AddMemberAsync(page.Team.Id, TeamRole.Editor)).Actor;
        var image = await page.AddImageAsync(i => (i.Width, i.Height) = (1024, 1024));
        var panel = Open(page, image.Id);
        Assert.Contains("No variants yet", panel.Markup, StringComparison.Ordinal);

        await page.Get<Editor>().EditAsync(colleague, image.Id, new EditRequest { Prompt = "warm evening sun" }, Ct);
        page.Tick();

        panel.WaitForAssertion(() => Assert.Equal("warm evening sun, Queued", panel.Find("[role=treeitem].pend").GetAttribute("aria-label")));
    }

    [Fact]
    public async Task The_menu_puts_a_variant_in_front_and_that_can_be_taken_back()
    {
        await using var page = await Page.OpenAsync();
        var (root, first, _) = await PlantAsync(page);
        var panel = Open(page, root.Id);
        Assert.DoesNotContain("Make primary", await MenuAsync(panel, root.Id));
        Assert.Contains("Compare with parent", await MenuAsync(panel, first.Id));

        Click(panel, "Make primary");
        page.Tick();
        panel.WaitForAssertion(() => Assert.Contains("Primary", panel.Find($"[data-node='{first.Id}']").GetAttribute("aria-label"), StringComparison.Ordinal));
        Assert.DoesNotContain("Make primary", await MenuAsync(panel, first.Id));
        Assert.Contains("Make primary", await MenuAsync(panel, root.Id));

        await panel.InvokeAsync(page.Get<Undo>().TakeBackAsync);
        page.Tick();
        panel.WaitForAssertion(() => Assert.DoesNotContain("Primary", panel.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_detached_variant_leaves_the_tree_until_that_is_taken_back()
    {
        await using var page = await Page.OpenAsync();
        var (root, first, _) = await PlantAsync(page);
        var panel = Open(page, root.Id);
        await MenuAsync(panel, first.Id);
        Click(panel, "Make it an image of its own");
        page.Tick();
        panel.WaitForAssertion(() => Assert.Equal(2, panel.FindAll("[role=treeitem]").Count));
        await panel.InvokeAsync(page.Get<Undo>().TakeBackAsync);
        page.Tick();
        panel.WaitForAssertion(() => Assert.Equal(3, panel.FindAll("[role=treeitem]").Count));
    }

    [Fact]
    public async Task A_branch_is_trashed_once_its_number_was_agreed_to()
    {
        await using var page = await Page.OpenAsync();
        var (root, first, second) = await PlantAsync(page);
        var below = await page.AddImageAsync(i => Under(i, first.Id, root.Id, "stars", ProcessingStatus.Ready));
        var panel = Open(page, root.Id);
        Assert.DoesNotContain(await MenuAsync(panel, second.Id), item => item.StartsWith("Trash the branch", StringComparison.Ordinal));
        Assert.Contains("Trash the branch of 2", await MenuAsync(panel, first.Id));

        Click(panel, "Trash the branch of 2");
        panel.WaitForAssertion(() => Assert.Equal("Move 2 images to the trash?", page.Get<BulkDesk>().Question?.Title));
        Assert.Null((await ReadAsync(page, first.Id)).DeletedAt);
        await panel.InvokeAsync(() => page.Get<BulkDesk>().Answer(true));
        page.Tick();
        panel.WaitForAssertion(() => Assert.Equal([root.Id, second.Id], panel.FindAll("[role=treeitem]").Select(n => long.Parse(n.GetAttribute("data-node")!, CultureInfo.InvariantCulture)).Order()));

        await panel.InvokeAsync(page.Get<Undo>().TakeBackAsync);
        Assert.Null((await ReadAsync(page, below.Id)).DeletedAt);
    }

    [Fact]
    public async Task Under_a_trashed_parent_the_open_image_says_so_and_restores_it()
    {
        await using var page = await Page.OpenAsync();
        var (root, first, _) = await PlantAsync(page);
        await page.Get<Trash>().PutAsync(page.Team.Owner, root.Id, Ct);
        var panel = Open(page, first.Id);
        panel.Find(".note button").Click();
        page.Tick();
        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll(".note")));
        Assert.Null((await ReadAsync(page, root.Id)).DeletedAt);
    }

    [Fact]
    public async Task Menus_offer_what_fits_the_state_and_the_role()
    {
        await using var page = await Page.OpenAsync();
        var (root, first, _) = await PlantAsync(page);
        var pending = await page.AddImageAsync(i => Under(i, root.Id, root.Id, "rain", ProcessingStatus.Queued));
        var failed = await page.AddImageAsync(i => Under(i, root.Id, root.Id, "crowd", ProcessingStatus.Failed));
        var panel = Open(page, root.Id);
        Assert.Equal(["Open", "Make it an image of its own", "Cancel", "Move to the trash"], await MenuAsync(panel, pending.Id));
        Assert.Equal(["Open", "Make it an image of its own", "Retry", "Dismiss", "Move to the trash"], await MenuAsync(panel, failed.Id));
        Assert.Equal(["Open", "Edit from here", "Move to the trash", "Trash the branch of 5"], await MenuAsync(panel, root.Id));
        var reader = Open(page, root.Id, canWrite: false);
        Assert.Equal(["Open", "Compare with parent"], await MenuAsync(reader, first.Id));
    }

    [Fact]
    public async Task Delete_takes_the_image_that_was_walked_to_and_not_the_open_one()
    {
        await using var page = await Page.OpenAsync();
        var (root, first, _) = await PlantAsync(page);
        var reader = Open(page, root.Id, canWrite: false);
        await reader.InvokeAsync(() => reader.Instance.TrashAsync(first.Id));
        Assert.Null((await ReadAsync(page, first.Id)).DeletedAt);
        var panel = Open(page, root.Id);
        await panel.InvokeAsync(() => panel.Instance.TrashAsync(first.Id));
        Assert.NotNull((await ReadAsync(page, first.Id)).DeletedAt);
        Assert.Null((await ReadAsync(page, root.Id)).DeletedAt);
    }

    private static async Task<(Image Root, Image First, Image Second)> PlantAsync(Page page)
    {
        var root = await page.AddImageAsync(i => (i.Title, i.VariantsCount) = ("Harbour", 2));
        var first = await page.AddImageAsync(i => Under(i, root.Id, root.Id, "warm evening sun low over the water", ProcessingStatus.Ready));
        var second = await page.AddImageAsync(i => Under(i, root.Id, root.Id, "fog", ProcessingStatus.Ready));
        return (root, first, second);
    }

    private static void Under(Image image, long parent, long root, string prompt, ProcessingStatus status) =>
        (image.ParentId, image.RootId, image.Prompt, image.Source, image.Status) = (parent, root, prompt, ImageSource.Edited, status);

    private static IRenderedComponent<VariantsPanel> Open(Page page, long id, bool canWrite = true)
    {
        var panel = page.Render<VariantsPanel>(p => p.Add(v => v.Id, id).Add(v => v.CanWrite, canWrite).Add(v => v.OnMove, _ => { }).Add(v => v.OnEdit, _ => { }));
        panel.WaitForElement(".dock, .none");
        return panel;
    }

    private static long Focused(IRenderedComponent<VariantsPanel> panel) => long.Parse(panel.FindAll("[role=treeitem]").Single(n => n.GetAttribute("tabindex") == "0").GetAttribute("data-node")!, CultureInfo.InvariantCulture);

    private static async Task<List<string>> MenuAsync(IRenderedComponent<VariantsPanel> panel, long id)
    {
        await panel.InvokeAsync(() => panel.Instance.Choose(id));
        return [.. panel.FindAll("[data-node-pop] .mi").Select(i => i.TextContent.Trim())];
    }

    private static void Click(IRenderedComponent<VariantsPanel> panel, string item) => panel.FindAll("[data-node-pop] .mi").Single(i => i.Text().Trim() == item).Click();

    private static async Task<Image> ReadAsync(Page page, long id) => (await page.Get<Core.Images.Gallery>().FindAsync(page.Team.Owner, id, Ct))!.Image;
}
