using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Tests.Support;
using Rankion.Web.Components.Gallery;

namespace Rankion.Tests.Components.Gallery;

public sealed class TileListTests
{
    private static readonly Func<int, bool> Open = _ => false;
    private static readonly Func<int, bool> Hold = _ => true;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_of_a_list_is_known_at_once_and_tiles_are_read_where_they_are_looked_at()
    {
        await using var page = await Page.OpenAsync();
        var images = await AddAsync(page, 375);
        var list = await LoadAsync(page);
        Assert.Equal((375, 375, true), (list.Index.Count, list.Total, list.IsWhole));
        Assert.Equal(images.Select(i => i.Id).Reverse(), list.Index.Ids);
        Assert.NotNull(list.Find(list.Index[59].Id));
        Assert.Null(list.Find(list.Index[200].Id));
        Assert.True(await list.FillAsync(page.Actor, 190, 20, Ct));
        Assert.False(await list.FillAsync(page.Actor, 190, 20, Ct));
        Assert.NotNull(list.Find(list.Index[200].Id));
        Assert.Null(list.Find(list.Index[211].Id));
        Assert.True(await list.FillAsync(page.Actor, 370, 100, Ct));
    }

    [Fact]
    public async Task New_images_come_in_at_the_top_or_wait_without_moving_anything()
    {
        await using var page = await Page.OpenAsync();
        await AddAsync(page, 3);
        var list = await LoadAsync(page);
        page.Tick();
        var first = await page.AddImageAsync();
        await list.AbsorbAsync(page.Actor, [first.Id], Open, Ct);
        Assert.Equal((first.Id, 4, 0), (list.Index[0].Id, list.Total, list.Waiting));

        var before = list.Index.Ids.ToList();
        page.Tick();
        var second = await page.AddImageAsync();
        await list.AbsorbAsync(page.Actor, [second.Id], Hold, Ct);
        await list.AbsorbAsync(page.Actor, [second.Id], Hold, Ct);
        Assert.Equal(before, list.Index.Ids);
        Assert.Equal((1, 5), (list.Waiting, list.Total));

        list.Release();
        Assert.Equal((second.Id, 0, 5), (list.Index[0].Id, list.Waiting, list.Total));
    }

    [Fact]
    public async Task An_image_comes_in_where_it_belongs()
    {
        await using var page = await Page.OpenAsync();
        var images = await AddAsync(page, 3);
        await page.Get<Core.Images.Trash>().PutAsync(page.Actor, images[1].Id, Ct);
        var list = await LoadAsync(page, new() { Sort = ImageSort.Oldest });
        await page.Get<Core.Images.Trash>().RestoreAsync(page.Actor, images[1].Id, Ct);
        page.Tick();
        var last = await page.AddImageAsync();
        await list.AbsorbAsync(page.Actor, [last.Id, images[1].Id], Open, Ct);
        Assert.Equal([.. images.Select(i => i.Id), last.Id], list.Index.Ids);
    }

    [Fact]
    public async Task A_changed_image_is_replaced_and_a_gone_one_leaves()
    {
        await using var page = await Page.OpenAsync();
        var queued = await page.AddImageAsync(i => i.Status = ProcessingStatus.Queued);
        var failed = await page.AddImageAsync(i => i.Status = ProcessingStatus.Failed);
        var list = await LoadAsync(page);
        await page.Get<Core.Images.Gallery>().DismissAsync(page.Actor, failed.Id, Ct);
        await ChangeAsync(page, queued.Id, i => (i.Title, i.Width) = ("Renamed", 2048));
        var changed = await list.AbsorbAsync(page.Actor, [queued.Id, failed.Id, 4711], Hold, Ct);
        Assert.Equal(("Renamed", 2), (Assert.Single(changed).Title, list.Index.RatioOf(0)));
        Assert.Equal((1, 1, null), (list.Index.Count, list.Total, list.Find(failed.Id)));
    }

    [Fact]
    public async Task Whether_an_image_comes_in_is_decided_by_the_whole_filter()
    {
        await using var page = await Page.OpenAsync();
        var list = await LoadAsync(page, new() { Q = "harbour", Tags = ["sea"], Favorite = true });
        var images = await page.Stage.Database.AddImagesAsync(page.Actor, page.Stage.Clock.UtcNow,
            i => (i.Prompt, i.Tags, i.IsFavorite) = ("A harbour", ["sea"], true),
            i => (i.Prompt, i.Tags, i.IsFavorite) = ("A harbour", ["sea"], false),
            i => (i.Prompt, i.Tags, i.IsFavorite) = ("A harbour", ["sky"], true),
            i => (i.Prompt, i.Tags, i.IsFavorite) = ("A sunset", ["sea"], true));
        await list.AbsorbAsync(page.Actor, [.. images.Select(i => i.Id)], Open, Ct);
        Assert.Equal([images[0].Id], list.Index.Ids);
        await ChangeAsync(page, images[0].Id, i => i.IsFavorite = false);
        await ChangeAsync(page, images[1].Id, i => i.IsFavorite = true);
        await list.AbsorbAsync(page.Actor, [images[0].Id, images[1].Id], Open, Ct);
        Assert.Equal([images[1].Id], list.Index.Ids);
    }

    [Fact]
    public async Task A_new_variant_is_counted_by_its_original_and_stands_in_for_it_when_that_goes()
    {
        await using var page = await Page.OpenAsync();
        var root = await page.AddImageAsync();
        var list = await LoadAsync(page);
        page.Tick();
        var variant = await page.AddImageAsync(i => (i.ParentId, i.RootId) = (root.Id, root.Id));
        await list.AbsorbAsync(page.Actor, [variant.Id], Open, Ct);
        Assert.Equal([root.Id], list.Index.Ids);
        Assert.Equal(1, list.Find(root.Id)!.Variants);
        await page.Get<Core.Images.Trash>().PutAsync(page.Actor, root.Id, Ct);
        await list.AbsorbAsync(page.Actor, [root.Id], Open, Ct);
        Assert.Equal([variant.Id], list.Index.Ids);
        Assert.Equal(root.Title, list.Find(variant.Id)!.VariantOf);
    }

    [Fact]
    public async Task What_others_made_meanwhile_is_new_until_it_is_opened()
    {
        await using var page = await Page.OpenAsync();
        var colleague = (await page.Stage.Services.AddMemberAsync(page.Team.Id, Core.Teams.TeamRole.Editor)).Actor;
        var list = await LoadAsync(page);
        var (mine, theirs) = (await page.AddImageAsync(), await page.Stage.AddImageAsync(colleague));
        await list.AbsorbAsync(page.Actor, [mine.Id, theirs.Id], Open, Ct);
        Assert.Equal((false, true), (list.IsFresh(mine.Id), list.IsFresh(theirs.Id)));
        list.Open(theirs.Id);
        Assert.False(list.IsFresh(theirs.Id));
    }

    [Fact]
    public async Task The_first_frame_hands_its_screen_to_the_circuit_which_reads_the_rest()
    {
        await using var page = await Page.OpenAsync();
        await AddAsync(page, 70);
        var list = await LoadAsync(page);
        var taken = new TileList(page.Get<ContactSheet>(), page.Get<Tiles>());
        taken.Restore(new(), stacks: true, list.State);
        Assert.Equal((60, 70, false), (taken.Index.Count, taken.Total, taken.IsWhole));
        Assert.NotNull(taken.Find(taken.Index[59].Id));
        await taken.CatchUpAsync(page.Actor, Ct);
        Assert.Equal((70, 70, true), (taken.Index.Count, taken.Total, taken.IsWhole));
    }

    [Fact]
    public async Task What_happened_before_anybody_listened_is_made_good()
    {
        await using var page = await Page.OpenAsync();
        var images = await AddAsync(page, 130);
        var list = await LoadAsync(page);
        var gone = images[^3].Id;
        await ChangeAsync(page, images[^2].Id, i => i.Title = "Renamed");
        await ChangeAsync(page, gone, i => i.InGallery = false);
        page.Tick();
        var late = await page.AddImageAsync();
        var edition = list.Edition;
        await list.CatchUpAsync(page.Actor, Ct);
        Assert.Equal((late.Id, edition), (list.Index[0].Id, list.Edition));
        Assert.Equal("Renamed", list.Find(images[^2].Id)!.Title);
        Assert.Equal((null, -1), (list.Find(gone), list.IndexOf(gone)));
        Assert.Equal(130, list.Total);
    }

    [Fact]
    public async Task What_leaves_is_gone_at_once_and_is_not_brought_back_by_what_was_read_before()
    {
        await using var page = await Page.OpenAsync();
        var images = await AddAsync(page, 5);
        var (list, id) = (await LoadAsync(page), images[2].Id);
        var changes = 0;
        list.Changed += () => changes++;
        var departure = list.Leave(id);
        Assert.Equal((1, -1, null, 4), (changes, list.IndexOf(id), list.Find(id), list.Total));

        await list.AbsorbAsync(page.Actor, [id], Open, Ct);
        Assert.Equal(4, list.Total);
        await list.CatchUpAsync(page.Actor, Ct);
        Assert.Equal(4, list.Total);
        await list.LoadAsync(page.Actor, new() { Sort = ImageSort.Oldest }, stacks: true, Ct);
        Assert.Equal(4, list.Total);

        await page.Get<Core.Images.Trash>().PutAsync(page.Actor, id, Ct);
        departure.Settle();
        await list.AbsorbAsync(page.Actor, [id], Open, Ct);
        Assert.Equal(4, list.Total);
        await page.Get<Core.Images.Trash>().RestoreAsync(page.Actor, id, Ct);
        await list.AbsorbAsync(page.Actor, [id], Open, Ct);
        Assert.Equal(images.Select(i => i.Id), list.Index.Ids);
    }

    [Fact]
    public async Task What_may_not_leave_stands_where_it_belongs_again()
    {
        await using var page = await Page.OpenAsync();
        var images = await AddAsync(page, 5);
        var (list, id) = (await LoadAsync(page), images[2].Id);
        var departure = list.Leave(id);
        await ChangeAsync(page, id, i => i.Title = "Renamed");
        await list.AbsorbAsync(page.Actor, [id], Open, Ct);
        departure.Return();
        departure.Return();
        Assert.Equal(images.Select(i => i.Id).Reverse(), list.Index.Ids);
        Assert.Equal("Renamed", list.Find(id)!.Title);
    }

    [Fact]
    public async Task What_left_does_not_come_back_into_another_list_nor_where_it_has_gone_otherwise()
    {
        await using var page = await Page.OpenAsync();
        var images = await AddAsync(page, 3);
        var list = await LoadAsync(page);
        var (elsewhere, gone) = (list.Leave(images[0].Id), list.Leave(images[1].Id));
        await page.Get<Core.Images.Trash>().PutAsync(page.Actor, images[1].Id, Ct);
        await list.AbsorbAsync(page.Actor, [images[1].Id], Open, Ct);
        gone.Return();
        Assert.Equal([images[2].Id], list.Index.Ids);
        await list.LoadAsync(page.Actor, new() { Favorite = true }, stacks: true, Ct);
        elsewhere.Return();
        Assert.Empty(list.Index.Ids);
    }

    [Fact]
    public async Task Where_the_list_ends_is_known_from_the_first_frame_on()
    {
        await using var page = await Page.OpenAsync();
        var images = await AddAsync(page, 70);
        var list = await LoadAsync(page);
        var taken = new TileList(page.Get<ContactSheet>(), page.Get<Tiles>());
        taken.Restore(new(), stacks: true, list.State);
        Assert.Equal((images[0].CreatedAt, images[0].CreatedAt), (list.End!.Value, taken.End!.Value));
    }

    private static async Task<TileList> LoadAsync(Page page, ImageFilter? filter = null)
    {
        var list = page.Get<TileList>();
        await list.LoadAsync(page.Actor, filter ?? new(), stacks: true, Ct);
        return list;
    }

    private static Task<IReadOnlyList<Image>> AddAsync(Page page, int count) =>
        page.Stage.Database.AddImagesAsync(page.Actor, page.Stage.Clock.UtcNow.AddHours(-1), Enumerable.Repeat<Action<Image>>(_ => { }, count));

    private static Task ChangeAsync(Page page, long id, Action<Image> change) => page.Stage.Database.WriteAsync(write =>
    {
        change(write.Db.For(page.Actor).Images.Single(i => i.Id == id));
        return Task.CompletedTask;
    }, Ct);
}
