using Bunit;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Tests.Support;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Ui;
using Rankion.Web.Components.Viewer;

namespace Rankion.Tests.Components.Viewer;

public sealed class ImageViewerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_title_shows_at_once_and_can_be_taken_back()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync(i => i.Title = "Harbour");
        var viewer = Open(page, image);

        Write(viewer, "  Harbour at dawn ");
        viewer.WaitForAssertion(() => Assert.Equal("Harbour at dawn", viewer.Find("h2").TextContent.Trim()));
        Assert.Equal("Harbour at dawn", (await ReadAsync(page, image.Id)).Title);

        await viewer.InvokeAsync(page.Get<Undo>().TakeBackAsync);
        Assert.Equal("Harbour", (await ReadAsync(page, image.Id)).Title);
        page.Tick();
        viewer.WaitForAssertion(() => Assert.Equal("Harbour", viewer.Find("h2").TextContent.Trim()));
    }

    [Fact]
    public async Task A_title_that_somebody_else_changed_meanwhile_is_told_and_what_was_typed_stays()
    {
        await using var page = await Page.OpenAsync();
        var colleague = (await page.Stage.Services.AddMemberAsync(page.Team.Id, TeamRole.Editor)).Actor;
        var image = await page.AddImageAsync(i => i.Title = "Harbour");
        var viewer = Open(page, image);
        viewer.Find("h2 button").Click();
        viewer.Find("input.input").Input("My harbour");
        await page.Get<Curation>().PatchAsync(colleague, image.Id, new() { Title = "Their harbour" }, Ct);

        viewer.Find("input.input").KeyDown("Enter");
        viewer.WaitForAssertion(() => Assert.Matches("Changed meanwhile by person-.*: “Their harbour”", viewer.Find(".note").TextContent));
        Assert.Equal("My harbour", viewer.Find("input.input").GetAttribute("value"));
        Assert.Equal("Their harbour", (await ReadAsync(page, image.Id)).Title);

        viewer.FindAll(".note button").Single(b => b.TextContent == "Keep mine").Click();
        viewer.WaitForAssertion(() => Assert.Equal("My harbour", viewer.Find("h2").TextContent.Trim()));
        Assert.Equal("My harbour", (await ReadAsync(page, image.Id)).Title);
    }

    [Fact]
    public async Task A_change_of_something_else_meanwhile_is_no_conflict()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync(i => i.Title = "Harbour");
        var viewer = Open(page, image);
        viewer.Find("h2 button").Click();
        viewer.Find("input.input").Input("My harbour");
        await page.Get<Curation>().FavoriteAsync(page.Team.Owner, image.Id, true, Ct);
        viewer.Find("input.input").KeyDown("Enter");
        viewer.WaitForAssertion(() => Assert.Equal("My harbour", viewer.Find("h2").TextContent.Trim()));
        var now = await ReadAsync(page, image.Id);
        Assert.Equal(("My harbour", true), (now.Title, now.IsFavorite));
    }

    [Fact]
    public async Task A_title_that_cannot_be_is_refused_and_stays_in_its_field()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync(i => i.Title = "Harbour");
        var viewer = Open(page, image);
        Write(viewer, "   ");
        viewer.WaitForAssertion(() => Assert.Contains("1 to 200 characters", viewer.Find(".help.bad").TextContent, StringComparison.Ordinal));
        Assert.Equal("Harbour", viewer.Find("h1").TextContent);
        viewer.Find("input.input").KeyDown("Escape");
        Assert.Equal("Harbour", viewer.Find("h2").TextContent.Trim());
    }

    [Fact]
    public async Task Tags_are_added_and_taken_away_beside_those_of_others()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync(i => i.Tags = ["sea"]);
        var viewer = Open(page, image);
        await page.Get<Curation>().TagAsync(page.Team.Owner, [image.Id], ["theirs"], null, Ct);

        viewer.Find("[aria-label='Add a tag']").Click();
        viewer.Find("[list=tags-known]").Input("Hero, dawn");
        viewer.Find("[list=tags-known]").KeyDown("Enter");
        viewer.WaitForAssertion(() => Assert.Equal("", viewer.Find("[list=tags-known]").GetAttribute("value") ?? ""));
        Assert.Equal(["dawn", "hero", "sea", "theirs"], (await ReadAsync(page, image.Id)).Tags.Order());

        page.Tick();
        viewer.WaitForAssertion(() => viewer.Find("[aria-label='Remove tag sea']").Click());
        viewer.WaitForAssertion(() => Assert.DoesNotContain("sea", Tags(viewer)));
        Assert.Equal(["dawn", "hero", "theirs"], (await ReadAsync(page, image.Id)).Tags.Order());
        await viewer.InvokeAsync(page.Get<Undo>().TakeBackAsync);
        Assert.Equal(["dawn", "hero", "sea", "theirs"], (await ReadAsync(page, image.Id)).Tags.Order());
    }

    [Fact]
    public async Task A_star_that_is_refused_goes_out_again_and_says_why()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync();
        var viewer = Open(page, image);
        await page.Get<Trash>().PutAsync(page.Team.Owner, image.Id, Ct);
        viewer.Find("[data-keys=F]").Click();
        viewer.WaitForAssertion(() => Assert.Contains("in the trash", page.Get<Toasts>().Current?.Text, StringComparison.Ordinal));
        Assert.Empty(viewer.FindAll("[aria-pressed=true]"));
    }

    [Fact]
    public async Task An_image_that_a_colleague_trashes_stays_open_says_so_and_can_be_restored()
    {
        await using var page = await Page.OpenAsync();
        var colleague = (await page.Stage.Services.AddMemberAsync(page.Team.Id, TeamRole.Editor)).Actor;
        var image = await page.AddImageAsync(i => i.Title = "Harbour");
        var viewer = Open(page, image);
        await page.Get<Trash>().PutAsync(colleague, image.Id, Ct);
        page.Tick();
        viewer.WaitForAssertion(() => Assert.Matches("person-.* moved this image to the trash", viewer.Find(".note").TextContent));
        Assert.Empty(viewer.FindAll("h2 button"));

        viewer.FindAll("button").First(b => b.TextContent.Trim() == "Restore").Click();
        page.Tick();
        viewer.WaitForAssertion(() => Assert.Empty(viewer.FindAll(".note")));
        Assert.Null((await ReadAsync(page, image.Id)).DeletedAt);
    }

    [Fact]
    public async Task An_image_that_is_deleted_for_good_while_open_is_said_and_the_next_is_offered()
    {
        await using var page = await Page.OpenAsync();
        var next = await page.AddImageAsync(i => (i.Title, i.CreatedAt) = ("Next", i.CreatedAt.AddDays(-1)));
        var image = await page.AddImageAsync();
        long? moved = null;
        var viewer = Open(page, image, id => moved = id);
        await page.Get<Trash>().PutAsync(page.Team.Owner, image.Id, Ct);
        await page.Get<Shredder>().DeleteAsync(page.Team.Owner, image.Id, Ct);
        page.Tick();
        viewer.WaitForAssertion(() => Assert.Equal("This image was deleted", viewer.Find(".empty h2").TextContent));
        viewer.FindAll(".empty button").Single(b => b.TextContent == "Next image").Click();
        Assert.Equal(next.Id, moved);
    }

    [Fact]
    public async Task Trashing_goes_on_to_the_next_image()
    {
        await using var page = await Page.OpenAsync();
        var next = await page.AddImageAsync(i => i.CreatedAt = i.CreatedAt.AddDays(-1));
        var image = await page.AddImageAsync();
        long? moved = null;
        var viewer = Open(page, image, id => moved = id);
        viewer.Find("[data-keys=Delete]").Click();
        viewer.WaitForAssertion(() => Assert.Equal(next.Id, moved));
        Assert.NotNull((await ReadAsync(page, image.Id)).DeletedAt);
        await viewer.InvokeAsync(page.Get<Undo>().TakeBackAsync);
        Assert.Null((await ReadAsync(page, image.Id)).DeletedAt);
    }

    [Fact]
    public async Task An_image_that_may_not_go_to_the_trash_comes_back_into_the_gallery_below()
    {
        await using var page = await Page.OpenAsync(role: TeamRole.Editor);
        var next = await page.AddImageAsync(i => i.CreatedAt = i.CreatedAt.AddDays(-1));
        var image = await page.AddImageAsync();
        await page.Get<GalleryState>().OpenAsync(new(), stacks: true);
        var (list, left) = (page.Get<TileList>(), false);
        list.Changed += () => left |= list.IndexOf(image.Id) < 0;
        var viewer = Open(page, image);
        await page.Get<TeamRoster>().ChangeRoleAsync(page.Team.Owner, page.Actor.UserId, TeamRole.Viewer, Ct);
        await viewer.Find("[data-keys=Delete]").ClickAsync();
        viewer.WaitForAssertion(() => Assert.Equal([image.Id, next.Id], list.Index.Ids));
        Assert.True(left);
        Assert.Equal("error", page.Get<Toasts>().Current?.Icon);
    }

    [Fact]
    public async Task Steps_taken_faster_than_the_browser_follows_are_all_taken()
    {
        await using var page = await Page.OpenAsync();
        var images = await page.Stage.Database.AddImagesAsync(page.Actor, page.Stage.Clock.UtcNow.AddHours(-1), Enumerable.Repeat<Action<Image>>(_ => { }, 5));
        await page.Get<GalleryState>().OpenAsync(new(), stacks: true);
        var moved = new List<long>();
        var viewer = Open(page, images[4], moved.Add);
        foreach (var by in (int[])[1, 1, 1, -1])
            await viewer.InvokeAsync(() => viewer.Instance.StepAsync(by));
        Assert.Equal([images[3].Id, images[2].Id, images[1].Id, images[2].Id], moved);
        viewer.Render(p => p.Add(v => v.Id, images[2].Id));
        viewer.WaitForElement("[role=tab]");
        await viewer.InvokeAsync(() => viewer.Instance.StepAsync(1));
        Assert.Equal(images[1].Id, moved[^1]);
    }

    [Fact]
    public async Task Activity_tells_who_did_what()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync(i => i.Title = "Harbour");
        await page.Get<Curation>().PatchAsync(page.Team.Owner, image.Id, new() { Title = "Dawn", Tags = ["sea"] }, Ct);
        var viewer = Open(page, image);
        viewer.Find("#tab-activity").Click();
        viewer.WaitForAssertion(() => Assert.Equal(2, viewer.FindAll("ol li").Count));
        var said = viewer.FindAll("ol li").Select(l => l.TextContent).ToList();
        Assert.Matches("person-.* renamed it", said[1] + said[0]);
        Assert.Contains(said, s => s.Contains("Harbour → Dawn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_only_look_changes_nothing()
    {
        await using var page = await Page.OpenAsync(role: TeamRole.Viewer);
        var image = await page.AddImageAsync(i => i.Tags = ["sea"]);
        var viewer = Open(page, image, canWrite: false);
        Assert.Empty(viewer.FindAll("h2 button, .tags button, [data-keys=F], [data-keys=Delete]"));
        Assert.NotEmpty(viewer.FindAll("#tab-activity"));
    }

    private static IRenderedComponent<ImageViewer> Open(Page page, Image image, Action<long>? moved = null, bool canWrite = true)
    {
        var viewer = page.Render<ImageViewer>(p => p
            .Add(v => v.Id, image.Id).Add(v => v.List, page.Get<TileList>()).Add(v => v.Filter, new()).Add(v => v.CanWrite, canWrite)
            .Add(v => v.OnMove, id => moved?.Invoke(id)));
        viewer.WaitForElement("[role=tab]");
        return viewer;
    }

    private static void Write(IRenderedComponent<ImageViewer> viewer, string title)
    {
        viewer.Find("h2 button").Click();
        viewer.Find("input.input").Input(title);
        viewer.Find("input.input").KeyDown("Enter");
    }

    private static IEnumerable<string> Tags(IRenderedComponent<ImageViewer> viewer) => viewer.FindAll(".chip.tag span").Select(t => t.TextContent);

    private static async Task<Image> ReadAsync(Page page, long id) => (await page.Get<Core.Images.Gallery>().FindAsync(page.Team.Owner, id, Ct))!.Image;
}
