using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Tests.Support;
using Rankion.Web.Components.Bulk;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Trash;
using Rankion.Web.Components.Ui;
using Bin = Rankion.Core.Images.Trash;

namespace Rankion.Tests.Components.Gallery;

public sealed class TrashPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_goes_first_stands_first_and_says_how_many_days_it_has()
    {
        await using var page = await Page.OpenAsync();
        var now = page.Stage.Clock.UtcNow;
        await page.AddImageAsync(i => (i.Title, i.DeletedAt) = ("Late", now.AddHours(-1)));
        await page.AddImageAsync(i => (i.Title, i.DeletedAt) = ("Soon", now.AddDays(-27)));
        await page.AddImageAsync(i => (i.Title, i.DeletedAt) = ("Tomorrow", now.AddDays(-29).AddHours(-1)));
        await page.AddImageAsync(i => i.Title = "Live");

        var trash = page.Render<TrashPage>();
        Assert.Equal(["Tomorrow: 1 day left !", "Soon: 3 days left !", "Late: 30 days left"], trash.FindAll(".tile").Select(Tell));
        Assert.Contains("30 days after you trash them", trash.Find(".note").TextContent, StringComparison.Ordinal);
        await trash.FindAll("#trash-sort [role=menuitemradio]")[1].ClickAsync();
        Assert.EndsWith("/images/trash?sort=deleted", page.Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_trash_says_so_and_leads_back()
    {
        await using var page = await Page.OpenAsync();
        var trash = page.Render<TrashPage>();
        Assert.Equal("Nothing here", trash.Find(".empty h2").TextContent);
        Assert.Equal("/images", trash.Find(".empty a").GetAttribute("href"));
        Assert.Empty(trash.FindAll(".bar, .note"));
    }

    [Fact]
    public async Task Who_may_only_look_is_offered_nothing()
    {
        await using var page = await Page.OpenAsync(role: TeamRole.Viewer);
        await page.AddImageAsync(i => i.DeletedAt = page.Stage.Clock.UtcNow);
        var trash = page.Render<TrashPage>();
        Assert.Single(trash.FindAll(".tile"));
        Assert.Empty(trash.FindAll(".bar .end"));
    }

    [Fact]
    public async Task Picked_images_are_restored_and_undo_puts_them_back_with_their_day()
    {
        await using var page = await Page.OpenAsync();
        var day = page.Stage.Clock.UtcNow.AddDays(-20);
        await AddAsync(page, 3, day);
        var trash = page.Render<TrashPage>();
        await PickAsync(trash, 2);
        await Act(trash, "Restore").ClickAsync();
        page.Tick();
        trash.WaitForAssertion(() => Assert.Single(trash.FindAll(".tile")));
        Assert.Equal("2 images restored", page.Get<Toasts>().Current?.Text);
        Assert.Empty(trash.FindAll(".bulk"));

        await trash.InvokeAsync(page.Get<Undo>().TakeBackAsync);
        page.Tick();
        trash.WaitForAssertion(() => Assert.Equal(3, trash.FindAll(".tile").Count));
        Assert.Equal([day, day, day], await DaysAsync(page));
    }

    [Fact]
    public async Task Deleting_for_good_is_asked_about_and_leaves_no_way_back()
    {
        await using var page = await Page.OpenAsync();
        await AddAsync(page, 3, page.Stage.Clock.UtcNow);
        var (trash, view) = (page.Render<TrashPage>(), page.Render<BulkView>());
        await PickAsync(trash, 2);
        var deleting = Act(trash, "Delete forever").ClickAsync();
        view.WaitForAssertion(() => Assert.Equal("Delete 2 images forever?", view.Find("h2").TextContent));
        Assert.Equal("Delete 2 forever", view.Find(".danger").TextContent);
        await view.Find("form").SubmitAsync();
        await deleting;
        page.Tick();
        trash.WaitForAssertion(() => Assert.Single(trash.FindAll(".tile")));
        Assert.Equal(("2 images deleted for good", null), (page.Get<Toasts>().Current?.Text, page.Get<Toasts>().Current?.Back));
        Assert.Single(await DaysAsync(page));
    }

    [Fact]
    public async Task The_trash_is_emptied_only_after_its_number_was_typed()
    {
        await using var page = await Page.OpenAsync();
        await AddAsync(page, 3, page.Stage.Clock.UtcNow);
        var (trash, view) = (page.Render<TrashPage>(), page.Render<BulkView>());
        var emptying = trash.Find(".bar .danger-ghost").ClickAsync();
        await view.WaitForElement("#bulk-typed").InputAsync("3");
        await view.Find("form").SubmitAsync();
        await emptying;
        page.Tick();
        trash.WaitForElement(".empty");
        Assert.Empty(await DaysAsync(page));
    }

    [Fact]
    public async Task An_editor_deletes_their_own_and_is_told_why_not_the_others()
    {
        await using var page = await Page.OpenAsync(role: TeamRole.Editor);
        await AddAsync(page, 1, page.Stage.Clock.UtcNow);
        var (trash, view) = (page.Render<TrashPage>(), page.Render<BulkView>());
        Assert.Equal("Delete mine", trash.Find(".bar .danger-ghost span").TextContent);
        await PickAsync(trash, 1);
        await Act(trash, "Delete forever").ClickAsync();
        Assert.Equal("Only who made an image, or an admin, can delete it for good.", page.Get<Toasts>().Current?.Text);

        await page.Stage.AddImageAsync(page.Actor, i => i.DeletedAt = page.Stage.Clock.UtcNow);
        await page.Stage.Get<Bin>().PutAsync(page.Team.Owner, (await page.AddImageAsync()).Id, Ct);
        page.Tick();
        trash.WaitForAssertion(() => Assert.Equal(2, trash.FindAll(".tile").Count));
        var emptying = trash.Find(".bar .danger-ghost").ClickAsync();
        view.WaitForAssertion(() => Assert.Equal("There is no way back. 2 were made by others and stay.", view.Find(".body .muted").TextContent));
        await view.Find("#bulk-typed").InputAsync("1");
        await view.Find("form").SubmitAsync();
        await emptying;
        Assert.Equal(2, (await DaysAsync(page)).Count);
    }

    [Fact]
    public async Task What_a_colleague_restores_leaves_the_page_and_the_selection()
    {
        await using var page = await Page.OpenAsync();
        var ids = await AddAsync(page, 2, page.Stage.Clock.UtcNow);
        var trash = page.Render<TrashPage>();
        await PickAsync(trash, 2);
        await page.Stage.Get<Bin>().RestoreAsync(page.Team.Owner, ids[0], Ct);
        page.Tick();
        trash.WaitForAssertion(() => Assert.Equal("1 selected", trash.Find(".bulk b").TextContent));
        Assert.Single(trash.FindAll(".tile"));
    }

    private static async Task<List<long>> AddAsync(Page page, int count, DateTime at) =>
        [.. (await page.Stage.Database.AddImagesAsync(page.Team.Owner, page.Stage.Clock.UtcNow, Enumerable.Repeat<Action<Image>>(i => i.DeletedAt = at, count))).Select(i => i.Id)];

    private static async Task<List<DateTime?>> DaysAsync(Page page)
    {
        await using var db = await page.Stage.Database.OpenAsync(Ct);
        return [.. db.For(page.Actor).Images.OrderBy(i => i.Id).Select(i => i.DeletedAt)];
    }

    private static Task PickAsync(IRenderedComponent<TrashPage> trash, int count)
    {
        var grid = trash.FindComponent<TileGrid>();
        return grid.InvokeAsync(() => grid.Instance.Selection.Add(grid.Instance.List.Index.Ids.Take(count).ToList()));
    }

    private static IElement Act(IRenderedComponent<TrashPage> trash, string name) => trash.FindAll(".bulk .acts button").Single(b => b.TextContent == name);

    private static string Tell(IElement tile) =>
        $"{tile.QuerySelector(".cap b")!.TextContent}: {tile.QuerySelector(".badges .pic-badge")!.TextContent}{(tile.QuerySelector(".soon") is null ? "" : " !")}";
}
