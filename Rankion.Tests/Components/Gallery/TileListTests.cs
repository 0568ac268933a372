using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Tests.Support;
using Rankion.Web.Components.Gallery;

namespace Rankion.Tests.Components.Gallery;

public sealed class TileListTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_is_read_stretch_by_stretch_to_its_end()
    {
        await using var page = await Page.OpenAsync();
        await AddAsync(page, 175);
        var list = page.Get<TileList>();
        await list.LoadAsync(page.Actor, new(), Ct);
        Assert.Equal((60, 175, true), (list.Items.Count, list.Total, list.HasMore));
        while (list.HasMore)
            await list.LoadMoreAsync(page.Actor, Ct);
        Assert.Equal(175, list.Items.Select(t => t.Id).Distinct().Count());
        Assert.Equal(list.Items.OrderByDescending(t => t.CreatedAt), list.Items);
    }

    [Fact]
    public async Task New_images_come_in_at_the_top_or_wait_without_moving_anything()
    {
        await using var page = await Page.OpenAsync();
        await AddAsync(page, 3);
        var list = page.Get<TileList>();
        await list.LoadAsync(page.Actor, new(), Ct);
        page.Tick();
        var first = await page.AddImageAsync();
        await list.AbsorbAsync(page.Actor, [first.Id], [], hold: false, Ct);
        Assert.Equal((first.Id, 4, 0), (list.Items[0].Id, list.Total, list.Waiting));

        var before = list.Items.ToList();
        page.Tick();
        var second = await page.AddImageAsync();
        await list.AbsorbAsync(page.Actor, [second.Id], [], hold: true, Ct);
        await list.AbsorbAsync(page.Actor, [second.Id], [], hold: true, Ct);
        Assert.Equal(before, list.Items);
        Assert.Equal((1, 5), (list.Waiting, list.Total));

        await list.ReleaseAsync(page.Actor, Ct);
        Assert.Equal((second.Id, 0, 5), (list.Items[0].Id, list.Waiting, list.Total));
    }

    [Fact]
    public async Task The_oldest_first_takes_new_images_at_its_end_once_that_is_read()
    {
        await using var page = await Page.OpenAsync();
        await AddAsync(page, 2);
        var list = page.Get<TileList>();
        await list.LoadAsync(page.Actor, new() { Sort = ImageSort.Oldest }, Ct);
        page.Tick();
        var last = await page.AddImageAsync();
        await list.AbsorbAsync(page.Actor, [last.Id], [], hold: false, Ct);
        Assert.Equal(last.Id, list.Items[^1].Id);
    }

    [Fact]
    public async Task A_changed_image_is_replaced_and_a_gone_one_leaves()
    {
        await using var page = await Page.OpenAsync();
        var queued = await page.AddImageAsync(i => i.Status = ProcessingStatus.Queued);
        var failed = await page.AddImageAsync(i => i.Status = ProcessingStatus.Failed);
        var list = page.Get<TileList>();
        await list.LoadAsync(page.Actor, new(), Ct);
        await page.Get<Core.Images.Gallery>().DismissAsync(page.Actor, failed.Id, Ct);
        await page.Stage.Database.WriteAsync(write => Rename(write, page, queued.Id), Ct);
        await list.AbsorbAsync(page.Actor, [], [queued.Id, failed.Id, 4711], hold: true, Ct);
        Assert.Equal("Renamed", Assert.Single(list.Items).Title);
        Assert.Equal(1, list.Total);
    }

    [Fact]
    public async Task What_the_filter_keeps_out_does_not_come_in()
    {
        await using var page = await Page.OpenAsync();
        var list = page.Get<TileList>();
        await list.LoadAsync(page.Actor, new() { Status = ProcessingStatus.Failed }, Ct);
        var ready = await page.AddImageAsync();
        await list.AbsorbAsync(page.Actor, [ready.Id], [], hold: false, Ct);
        Assert.Equal((0, 0), (list.Items.Count, list.Total));
    }

    [Fact]
    public async Task The_first_frame_hands_its_list_to_the_circuit()
    {
        await using var page = await Page.OpenAsync();
        await AddAsync(page, 70);
        var list = page.Get<TileList>();
        await list.LoadAsync(page.Actor, new(), Ct);
        var taken = new TileList(page.Get<Core.Images.Gallery>(), page.Get<Tiles>());
        taken.Restore(new(), list.State);
        await taken.LoadMoreAsync(page.Actor, Ct);
        Assert.Equal((70, 70, false), (taken.Items.Count, taken.Total, taken.HasMore));
    }

    [Fact]
    public async Task What_happened_before_anybody_listened_is_made_good()
    {
        await using var page = await Page.OpenAsync();
        var images = await AddAsync(page, 130);
        var list = page.Get<TileList>();
        await list.LoadAsync(page.Actor, new(), Ct);
        await list.LoadMoreAsync(page.Actor, Ct);
        var gone = images[^3].Id;
        await page.Stage.Database.WriteAsync(write => Rename(write, page, images[^2].Id), Ct);
        await page.Stage.Database.WriteAsync(write => Hide(write, page, gone), Ct);
        page.Tick();
        var late = await page.AddImageAsync();
        await list.CatchUpAsync(page.Actor, Ct);
        Assert.Equal(late.Id, list.Items[0].Id);
        Assert.Equal("Renamed", list.Find(images[^2].Id)!.Title);
        Assert.Null(list.Find(gone));
        Assert.Equal((130, 130), (list.Items.Count, list.Total));
        Assert.Equal(list.Items.OrderByDescending(t => t.CreatedAt), list.Items);
    }

    private static Task<IReadOnlyList<Image>> AddAsync(Page page, int count) =>
        page.Stage.Database.AddImagesAsync(page.Actor, page.Stage.Clock.UtcNow.AddHours(-1), Enumerable.Repeat<Action<Image>>(_ => { }, count));

    private static Task Rename(WriteScope write, Page page, long id)
    {
        write.Db.For(page.Actor).Images.Single(i => i.Id == id).Title = "Renamed";
        return Task.CompletedTask;
    }

    private static Task Hide(WriteScope write, Page page, long id)
    {
        write.Db.For(page.Actor).Images.Single(i => i.Id == id).InGallery = false;
        return Task.CompletedTask;
    }
}
