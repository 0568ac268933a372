using Bunit;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Core.Teams;
using Rankion.Tests.Support;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Ui;
using GalleryView = Rankion.Web.Components.Gallery.GalleryPage;

namespace Rankion.Tests.Components.Gallery;

public sealed class GalleryPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_visit_offers_three_pictures_to_begin_with()
    {
        await using var page = await Page.OpenAsync();
        var gallery = Open(page);
        Assert.Equal(3, gallery.FindAll(".idea").Count);
        Assert.Empty(gallery.FindAll(".bar"));
        await using var viewers = await Page.OpenAsync(role: TeamRole.Viewer);
        Assert.Empty(Open(viewers).FindAll(".idea"));
    }

    [Fact]
    public async Task Days_say_how_many_they_have_before_all_of_them_are_read()
    {
        await using var page = await Page.OpenAsync();
        await page.Stage.Database.AddImagesAsync(page.Actor, page.Stage.Clock.UtcNow.AddDays(-1), Enumerable.Repeat<Action<Image>>(_ => { }, 90));
        await page.AddImageAsync();
        var gallery = Open(page);
        Assert.Equal(["Today 1 image", "Yesterday 90 images"], gallery.FindAll("h2").Select(Text));
        await gallery.InvokeAsync(() => Grid(gallery).Report(Report(top: 400)));
        Assert.Equal(["Today 1 image", "Yesterday 90 images"], gallery.FindAll("h2").Select(Text));
    }

    [Fact]
    public async Task What_is_asked_for_anywhere_appears_at_once()
    {
        await using var page = await Page.OpenAsync();
        await page.AddImageAsync();
        var gallery = Open(page);
        await gallery.InvokeAsync(() => Grid(gallery).Report(Report()));
        await page.Get<Generator>().GenerateAsync(page.Team.Owner, new() { Prompt = "A harbour", N = 2 }, Ct);
        page.Tick();
        gallery.WaitForAssertion(() => Assert.Equal(2, gallery.FindAll(".tile.queued").Count));
        Assert.Contains("Next in line", gallery.Find(".tile.queued").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Further_down_new_images_wait_behind_a_pill()
    {
        await using var page = await Page.OpenAsync();
        await page.Stage.Database.AddImagesAsync(page.Actor, page.Stage.Clock.UtcNow.AddDays(-1), Enumerable.Repeat<Action<Image>>(_ => { }, 200));
        var gallery = Open(page);
        await gallery.InvokeAsync(() => Grid(gallery).Report(Report(top: 2000)));
        var before = gallery.Find(".tiles").OuterHtml;
        await page.Get<Generator>().GenerateAsync(page.Team.Owner, new() { Prompt = "A harbour", N = 4 }, Ct);
        page.Tick();
        gallery.WaitForAssertion(() => Assert.Equal("4 new images", Text(gallery.Find(".fresh"))));
        Assert.Equal(gallery.FindAll(".tile").Select(t => t.GetAttribute("data-id")), IdsIn(before, gallery));
        gallery.Find(".fresh").Click();
        await gallery.InvokeAsync(() => Grid(gallery).Report(Report()));
        Assert.Equal(4, gallery.FindAll(".tile.queued").Count);
        Assert.Empty(gallery.FindAll(".fresh"));
    }

    [Fact]
    public async Task Only_the_rows_near_the_screen_are_in_the_page()
    {
        await using var page = await Page.OpenAsync();
        await page.Stage.Database.AddImagesAsync(page.Actor, page.Stage.Clock.UtcNow.AddDays(-1), Enumerable.Repeat<Action<Image>>(_ => { }, 1500));
        var gallery = Open(page);
        for (var top = 0; top < 20_000; top += 4_000)
        {
            await gallery.InvokeAsync(() => Grid(gallery).Report(Report(top)));
            Assert.InRange(gallery.FindAll(".tile").Count, 15, GridWindow.MaxTiles);
        }
    }

    [Fact]
    public async Task Larger_tiles_keep_what_was_looked_at_where_it_was()
    {
        await using var page = await Page.OpenAsync();
        var images = await page.Stage.Database.AddImagesAsync(page.Actor, page.Stage.Clock.UtcNow.AddDays(-1), Enumerable.Repeat<Action<Image>>(_ => { }, 100));
        var gallery = Open(page);
        var anchor = images[^30].Id;
        await gallery.InvokeAsync(() => Grid(gallery).Report(Report(600) with { AnchorId = anchor, AnchorOffset = 25 }));
        var top = await gallery.InvokeAsync(() => Grid(gallery).Report(Report(600) with { Row = 300, AnchorId = anchor, AnchorOffset = 25 }));
        // 30th square of three to a row of 1000 pixels: the tenth row, under the day's heading
        var row = (1000 - 20) / 3.0;
        Assert.Equal(42 + (9 * (row + 10)) - 25, top!.Value, 3);
        Assert.Null(await gallery.InvokeAsync(() => Grid(gallery).Report(Report(top.Value) with { Row = 300 })));
    }

    [Fact]
    public async Task A_failed_tile_is_tried_again_and_dismissed_from_its_tile()
    {
        await using var page = await Page.OpenAsync();
        await page.AddImageAsync(i => (i.Status, i.Model, i.ErrorMessage) = (ProcessingStatus.Failed, "rankion-sketch", "No answer."));
        var gallery = Open(page);
        Assert.Contains("5\u00a0credits refunded", gallery.Find(".tile.failed").TextContent, StringComparison.Ordinal);
        gallery.FindAll(".tile.failed button")[1].Click();
        page.Tick();
        gallery.WaitForAssertion(() => Assert.Single(gallery.FindAll(".tile.queued")));
        gallery.Find(".tile.queued button").Click();
        page.Tick();
        gallery.WaitForAssertion(() => Assert.Single(gallery.FindAll(".tile.cancelled")));
        gallery.FindAll(".tile.cancelled button")[2].Click();
        page.Tick();
        gallery.WaitForAssertion(() => Assert.Empty(gallery.FindAll(".tile")));
    }

    [Fact]
    public async Task A_tile_leaves_before_the_server_has_agreed_and_comes_back_with_undo()
    {
        await using var page = await Page.OpenAsync();
        var (other, image) = (await page.AddImageAsync(), await page.AddImageAsync());
        var gallery = Open(page);
        var busy = new TaskCompletionSource();
        var writing = page.Stage.Database.WriteAsync(_ => busy.Task, Ct);
        var first = gallery.InvokeAsync(() => Grid(gallery).TrashAsync(image.Id));
        var again = gallery.InvokeAsync(() => Grid(gallery).TrashAsync(image.Id));
        gallery.WaitForAssertion(() => Assert.Equal([$"{other.Id}"], Ids(gallery)));
        Assert.Equal("Moved to the trash", page.Get<Toasts>().Current?.Text);

        busy.SetResult();
        await Task.WhenAll(writing, first, again);
        page.Tick();
        gallery.WaitForAssertion(() => Assert.Equal([$"{other.Id}"], Ids(gallery)));
        await gallery.InvokeAsync(page.Get<Undo>().TakeBackAsync);
        page.Tick();
        gallery.WaitForAssertion(() => Assert.Equal([$"{image.Id}", $"{other.Id}"], Ids(gallery)));
    }

    [Fact]
    public async Task A_tile_that_may_not_go_to_the_trash_comes_back_and_why_is_said()
    {
        await using var page = await Page.OpenAsync(role: TeamRole.Editor);
        var (other, image) = (await page.AddImageAsync(), await page.AddImageAsync());
        var gallery = Open(page);
        await page.Get<TeamRoster>().ChangeRoleAsync(page.Team.Owner, page.Actor.UserId, TeamRole.Viewer, Ct);
        await gallery.InvokeAsync(() => Grid(gallery).TrashAsync(image.Id));
        gallery.WaitForAssertion(() => Assert.Equal([$"{image.Id}", $"{other.Id}"], Ids(gallery)));
        Assert.Equal("error", page.Get<Toasts>().Current?.Icon);
    }

    [Fact]
    public async Task Room_for_months_is_kept_only_beside_a_long_list_of_several()
    {
        await using var page = await Page.OpenAsync();
        var now = page.Stage.Clock.UtcNow;
        await page.Stage.Database.AddImagesAsync(page.Actor, now, Enumerable.Repeat<Action<Image>>(_ => { }, 100));
        var gallery = Open(page);
        Assert.Empty(gallery.FindAll(".railed"));
        await gallery.InvokeAsync(() => Grid(gallery).Report(Report()));
        Assert.Empty(gallery.FindAll(".railed, [data-rail]"));

        await using var years = await Page.OpenAsync();
        await years.Stage.Database.AddImagesAsync(years.Actor, now.AddDays(-200), Enumerable.Repeat<Action<Image>>(_ => { }, 100));
        await years.AddImageAsync();
        gallery = Open(years);
        Assert.Single(gallery.FindAll(".railed"));
        await gallery.InvokeAsync(() => Grid(gallery).Report(Report()));
        Assert.Single(gallery.FindAll(".railed [data-rail]"));
        await gallery.InvokeAsync(() => Grid(gallery).Report(Report() with { Screen = 5000 }));
        Assert.Empty(gallery.FindAll(".railed, [data-rail]"));
    }

    [Fact]
    public async Task Another_teams_news_is_no_news()
    {
        await using var page = await Page.OpenAsync();
        await page.AddImageAsync();
        var gallery = Open(page);
        page.Get<ChangeFeed>().Publish(new ImagesAdded(page.Team.Id + 1, [1, 2, 3]));
        page.Tick();
        Assert.Single(gallery.FindAll(".tile"));
    }

    [Fact]
    public async Task What_is_used_again_is_shown_in_the_composer_also_while_images_are_selected()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync();
        var gallery = Open(page);
        await gallery.InvokeAsync(() => Grid(gallery).Selection.Toggle(image.Id));
        Assert.NotNull(gallery.Find(".dock .place").GetAttribute("hidden"));
        var tile = gallery.FindComponent<TileGrid>().Instance.List.Find(image.Id)!;
        await gallery.InvokeAsync(() => Grid(gallery).OnAction.InvokeAsync(new(TileAction.UseSettings, tile)));
        gallery.WaitForAssertion(() => Assert.Null(gallery.Find(".dock .place").GetAttribute("hidden")));
    }

    private static IRenderedComponent<GalleryView> Open(Page page)
    {
        var gallery = page.Render<GalleryView>();
        gallery.WaitForElement(".tile, .first");
        return gallery;
    }

    private static IEnumerable<string?> Ids(IRenderedComponent<GalleryView> gallery) => gallery.FindAll(".tile").Select(t => t.GetAttribute("data-id"));

    private static TileGrid Grid(IRenderedComponent<GalleryView> gallery) => gallery.FindComponent<TileGrid>().Instance;

    private static GridReport Report(double top = 0) => new(1000, 178, 10, 42, top, 800, null, 0);

    private static string Text(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string?> IdsIn(string html, IRenderedComponent<GalleryView> gallery) =>
        gallery.FindAll(".tile").Select(t => t.GetAttribute("data-id")).Where(id => html.Contains($"data-id=\"{id}\"", StringComparison.Ordinal));
}
