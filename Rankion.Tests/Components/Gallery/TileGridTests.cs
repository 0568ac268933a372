using Bunit;
using Rankion.Core.Images;
using Rankion.Tests.Support;
using Rankion.Web.Components.Gallery;

namespace Rankion.Tests.Components.Gallery;

public sealed class TileGridTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_picked_is_picked_by_the_order_shown()
    {
        await using var page = await Page.OpenAsync();
        var (grid, ids) = await OpenAsync(page, 10);
        await grid.InvokeAsync(() => grid.Instance.Pick(ids[2], range: false));
        await grid.InvokeAsync(() => grid.Instance.Pick(ids[5], range: true));
        Assert.Equal(ids[2..6], Picked(page, ids));
        await grid.InvokeAsync(() => grid.Instance.Extend(ids[8], ids[9]));
        await grid.InvokeAsync(() => grid.Instance.Extend(null, ids[7]));
        Assert.Equal([.. ids[2..6], ids[7], ids[8]], Picked(page, ids));
        Assert.Equal(6, grid.FindAll("[aria-selected=true]").Count);
        Assert.NotEmpty(grid.FindAll(".selecting"));
        await grid.InvokeAsync(grid.Instance.Clear);
        Assert.Empty(grid.FindAll(".selecting, [aria-selected=true]"));
    }

    [Fact]
    public async Task A_band_picks_and_lets_go()
    {
        await using var page = await Page.OpenAsync();
        var (grid, ids) = await OpenAsync(page, 10);
        // squares of 192 pixels, five to a row, under a heading of 42
        await grid.InvokeAsync(() => grid.Instance.Draw(new(0, 50, 410, 60), remove: false));
        Assert.Equal(ids[..3], Picked(page, ids));
        await grid.InvokeAsync(() => grid.Instance.Draw(new(0, 50, 100, 60), remove: true));
        Assert.Equal(ids[1..3], Picked(page, ids));
    }

    [Fact]
    public async Task All_means_the_query_where_every_image_stands_for_itself()
    {
        await using var page = await Page.OpenAsync();
        var (grid, ids) = await OpenAsync(page, 10);
        await grid.InvokeAsync(grid.Instance.PickAll);
        Assert.Equal(ids, Assert.IsType<ImageScope.Ids>(page.Get<GalleryState>().Selection.ToScope()).Images);
        await grid.InvokeAsync(grid.Instance.Clear);
        await page.Get<TileList>().LoadAsync(page.Actor, new(), stacks: false, Ct);
        await grid.InvokeAsync(grid.Instance.PickAll);
        Assert.IsType<ImageScope.Matching>(page.Get<GalleryState>().Selection.ToScope());
        Assert.Equal(10, page.Get<GalleryState>().Selection.Count);
    }

    [Fact]
    public async Task A_star_shows_at_once_is_kept_and_can_be_taken_back()
    {
        await using var page = await Page.OpenAsync();
        var (grid, ids) = await OpenAsync(page, 3);
        await grid.InvokeAsync(() => grid.Instance.StarAsync(ids[1]));
        Assert.Equal(["false", "true", "false"], grid.FindAll("[data-do=star]").Select(s => s.GetAttribute("aria-pressed")));
        Assert.True((await page.Get<Core.Images.Gallery>().FindAsync(page.Actor, ids[1], Ct))!.Image.IsFavorite);
        await grid.InvokeAsync(page.Get<Rankion.Web.Components.Ui.Undo>().TakeBackAsync);
        Assert.False((await page.Get<Core.Images.Gallery>().FindAsync(page.Actor, ids[1], Ct))!.Image.IsFavorite);
    }

    [Fact]
    public async Task A_star_that_is_refused_goes_out_again()
    {
        await using var page = await Page.OpenAsync();
        var (grid, ids) = await OpenAsync(page, 3);
        await page.Get<Core.Images.Trash>().PutAsync(page.Actor, ids[1], Ct);
        await grid.InvokeAsync(() => grid.Instance.StarAsync(ids[1]));
        Assert.Equal(["false", "false", "false"], grid.FindAll("[data-do=star]").Select(s => s.GetAttribute("aria-pressed")));
    }

    [Fact]
    public async Task Rows_not_read_yet_stand_in_their_shape_and_are_read()
    {
        await using var page = await Page.OpenAsync();
        var (grid, ids) = await OpenAsync(page, 400);
        var last = grid.Instance.End(last: true)!;
        Assert.Equal(ids[^1], last.Id);
        await grid.InvokeAsync(() => grid.Instance.Report(Report(last.Top - 300)));
        grid.WaitForAssertion(() => Assert.Empty(grid.FindAll(".tile.wait")));
        Assert.NotNull(grid.Find($"[data-id='{ids[^1]}'] .cap"));
    }

    [Fact]
    public async Task Who_may_only_look_picks_but_changes_nothing()
    {
        await using var page = await Page.OpenAsync(role: Core.Teams.TeamRole.Viewer);
        var (grid, ids) = await OpenAsync(page, 2, canWrite: false);
        await grid.InvokeAsync(() => grid.Instance.StarAsync(ids[0]));
        await grid.InvokeAsync(() => grid.Instance.TrashAsync(ids[0]));
        Assert.Empty(grid.FindAll("[data-do=star]"));
        Assert.Equal(2, (await page.Get<Core.Images.Gallery>().ListAsync(page.Actor, new(), new(), Ct)).Total);
        await grid.InvokeAsync(() => grid.Instance.OpenMenuAsync(ids[0]));
        Assert.Equal(["Open", "Share", "Copy link"], grid.FindAll("[role=menuitem]").Select(m => m.TextContent.Trim()));
    }

    private static long[] Picked(Page page, long[] ids) => [.. ids.Where(page.Get<GalleryState>().Selection.Contains)];

    private static GridReport Report(double top = 0) => new(1000, 178, 10, 42, top, 800, null, 0);

    private static async Task<(IRenderedComponent<TileGrid> Grid, long[] Ids)> OpenAsync(Page page, int count, bool canWrite = true)
    {
        var images = await page.Stage.Database.AddImagesAsync(page.Team.Owner, page.Stage.Clock.UtcNow.AddHours(-2), Enumerable.Repeat<Action<Image>>(_ => { }, count));
        await page.Get<GalleryState>().OpenAsync(new(), stacks: true);
        var grid = page.Render<TileGrid>(p => p.Add(g => g.List, page.Get<TileList>()).Add(g => g.Selection, page.Get<GalleryState>().Selection).Add(g => g.HrefOf, id => $"/images/{id}").Add(g => g.CanWrite, canWrite));
        await grid.InvokeAsync(() => grid.Instance.Report(Report()));
        return (grid, [.. images.Select(i => i.Id).Reverse()]);
    }
}
