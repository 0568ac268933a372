using AngleSharp.Dom;
using Bunit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Projects;
using Rankion.Core.Teams;
using Rankion.Tests.Support;
using Rankion.Web.Components.Bulk;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Ui;

namespace Rankion.Tests.Components.Bulk;

public sealed class BulkBarTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly Selection selection = new();

    [Fact]
    public async Task It_says_how_many_are_selected_and_offers_the_rest()
    {
        await using var page = await Page.OpenAsync();
        var asked = false;
        await SelectAsync(page, 3);
        var bar = page.Render<BulkBar>(p => p.Add(b => b.Selection, selection).Add(b => b.Total, 431).Add(b => b.Elsewhere, 2).Add(b => b.CanWrite, true).Add(b => b.OnSelectAll, () => asked = true));
        Assert.Equal("3 selected", bar.Find("b").TextContent);
        Assert.Equal("2 not in this view", bar.Find(".sum .meta").TextContent);
        Assert.Equal("Select all 431", bar.Find(".all").TextContent);
        bar.Find(".all").Click();
        Assert.True(asked);

        selection.SelectAllMatching(new(), selection.Ids.ToList(), 431, page.Stage.Clock.UtcNow);
        bar.WaitForAssertion(() => Assert.Equal("431 selected", bar.Find("b").TextContent));
        Assert.Empty(bar.FindAll(".all"));
        bar.Find("[aria-label='Clear the selection']").Click();
        Assert.True(selection.IsEmpty);
    }

    [Fact]
    public async Task Who_may_only_look_is_offered_nothing_that_changes()
    {
        await using var page = await Page.OpenAsync(role: TeamRole.Viewer);
        await SelectAsync(page, 2);
        Assert.Equal(["Export"], Bar(page, canWrite: false).FindAll(".acts button").Select(b => b.TextContent.Trim()));
    }

    [Fact]
    public async Task The_star_goes_to_all_unless_all_have_it_and_comes_back_by_undo()
    {
        await using var page = await Page.OpenAsync();
        await SelectAsync(page, 3, (i, n) => i.IsFavorite = n == 0);
        var (bar, toast) = (Bar(page), page.Render<ToastView>());
        page.Tick();
        bar.WaitForAssertion(() => Assert.Equal("mixed", bar.Find("[data-keys=F]").GetAttribute("aria-pressed")));

        await bar.Find("[aria-label='Add to favourites']").ClickAsync();
        toast.WaitForAssertion(() => Assert.Contains("2 images added to favourites", toast.Markup, StringComparison.Ordinal));
        Assert.Equal(3, await CountAsync(page, i => i.IsFavorite));
        Assert.Equal(3, selection.Count);
        page.Tick();
        bar.WaitForElement("[aria-label='Remove from favourites'][aria-pressed=true]");

        await toast.Find("[data-undo]").ClickAsync();
        Assert.Equal(1, await CountAsync(page, i => i.IsFavorite));
        await bar.Find("[data-keys=F]").ClickAsync();
        await bar.Find("[data-keys=F]").ClickAsync();
        Assert.Equal(0, await CountAsync(page, i => i.IsFavorite));
    }

    [Fact]
    public async Task Tags_show_what_all_some_and_none_have_and_change_together()
    {
        await using var page = await Page.OpenAsync();
        await SelectAsync(page, 3, (i, n) => i.Tags = n == 0 ? ["draft", "hero"] : ["hero"]);
        await page.AddImageAsync(i => i.Tags = ["sea"]);
        var bar = Bar(page);
        await Open(bar, "bulk-tags");
        bar.WaitForAssertion(() => Assert.Equal(["hero true", "draft mixed", "sea false"], bar.FindAll("#bulk-tags [role=checkbox]").Select(State)));
        Assert.Contains("1 of 3", Box(bar, "draft").TextContent, StringComparison.Ordinal);
        Assert.True(bar.Find("#bulk-tags .primary").HasAttribute("disabled"));

        await Box(bar, "draft").ClickAsync();
        await Box(bar, "hero").ClickAsync();
        await bar.Find("#bulk-tags input").InputAsync("  New one ");
        await bar.Find("#bulk-tags form").SubmitAsync();
        Assert.Equal("Add draft, new one · Remove hero", bar.Find("#bulk-tags footer .meta").TextContent);
        await bar.Find("#bulk-tags .primary").ClickAsync();

        Assert.Equal(["draft new one", "draft new one", "draft new one", "sea"], await ReadAsync(page, i => string.Join(' ', i.Tags.Order())));
        Assert.Equal("Tags of 3 images changed", page.Get<Toasts>().Current?.Text);
        await page.Get<Undo>().TakeBackAsync();
        Assert.Equal(["draft hero", "hero", "hero", "sea"], await ReadAsync(page, i => string.Join(' ', i.Tags.Order())));
    }

    [Fact]
    public async Task A_project_takes_in_all_of_them()
    {
        await using var page = await Page.OpenAsync();
        var project = await page.Stage.Database.WriteAsync(async write =>
        {
            var spring = new Project { TeamId = page.Actor.TeamId, Name = "Spring", Slug = "spring", Color = "#336699", CreatedAt = page.Stage.Clock.UtcNow };
            write.Db.Add(spring);
            await write.Db.SaveChangesAsync(Ct);
            return spring.Id;
        }, Ct);
        await SelectAsync(page, 2, (i, n) => i.ProjectId = n == 0 ? project : null);
        var bar = Bar(page);
        await Open(bar, "bulk-project");
        bar.WaitForAssertion(() => Assert.Contains("1 of 2", bar.FindAll("#bulk-project [role=menuitemradio]")[1].TextContent, StringComparison.Ordinal));
        await bar.FindAll("#bulk-project [role=menuitemradio]")[1].ClickAsync();
        Assert.Equal([project, project], await ReadAsync(page, i => i.ProjectId));
        Assert.Equal("Moved to Spring", page.Get<Toasts>().Current?.Text);
        await page.Get<Undo>().TakeBackAsync();
        Assert.Equal([project, null], await ReadAsync(page, i => i.ProjectId));
    }

    [Fact]
    public async Task More_than_half_of_the_view_goes_to_the_trash_only_after_a_question()
    {
        await using var page = await Page.OpenAsync();
        await SelectAsync(page, 3);
        var (bar, view) = (Bar(page, total: 5), page.Render<BulkView>());
        var trashing = bar.Find("[data-keys=Delete]").ClickAsync();
        view.WaitForAssertion(() => Assert.Equal("Move 3 images to the trash?", view.Find("h2").TextContent));
        await view.Find("footer .ghost").ClickAsync();
        await trashing;
        Assert.Equal((0, 3), (await CountAsync(page, i => i.DeletedAt != null), selection.Count));

        trashing = bar.Find("[data-keys=Delete]").ClickAsync();
        view.WaitForElement("form");
        await view.Find("form").SubmitAsync();
        await trashing;
        Assert.Equal((3, 0), (await CountAsync(page, i => i.DeletedAt != null), selection.Count));
        Assert.Equal("3 images moved to the trash", page.Get<Toasts>().Current?.Text);
        await page.Get<Undo>().TakeBackAsync();
        Assert.Equal(0, await CountAsync(page, i => i.DeletedAt != null));
    }

    [Fact]
    public async Task Before_more_than_twenty_change_their_number_is_named_with_six_of_them()
    {
        await using var page = await Page.OpenAsync();
        await SelectAsync(page, 21, (i, n) => (i.Sha256, i.Format) = (new string((char)('a' + (n % 6)), 64), "png"));
        var (bar, view) = (Bar(page, total: 500), page.Render<BulkView>());
        var starring = bar.Find("[data-keys=F]").ClickAsync();
        view.WaitForAssertion(() => Assert.Equal("Add 21 images to favourites?", view.Find("h2").TextContent));
        Assert.Equal((6, "+15", "Add 21"), (view.FindAll(".sample img").Count, view.Find(".more").TextContent, view.Find("[type=submit]").TextContent));
        await view.Find("form").SubmitAsync();
        await starring;
        Assert.Equal(21, await CountAsync(page, i => i.IsFavorite));
    }

    [Fact]
    public async Task What_stayed_as_it_was_is_told_with_its_reason_and_the_rest_can_be_undone()
    {
        await using var page = await Page.OpenAsync();
        await SelectAsync(page, 3);
        var gone = selection.Ids.First();
        await page.Stage.Get<Trash>().PutAsync(page.Actor, gone, Ct);
        var (bar, view) = (Bar(page), page.Render<BulkView>());
        await bar.Find("[data-keys=F]").ClickAsync();
        view.WaitForAssertion(() => Assert.Equal("2 images added to favourites", view.Find("h2").TextContent));
        Assert.Contains($"1 in the trash #{gone}", string.Join(' ', view.Find("li").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Null(page.Get<Toasts>().Current);

        await view.Find("footer .quiet").ClickAsync();
        Assert.Equal(0, await CountAsync(page, i => i.IsFavorite));
        view.WaitForAssertion(() => Assert.Empty(view.FindAll("h2")));
    }

    [Fact]
    public async Task What_can_never_be_undone_waits_until_its_number_is_typed()
    {
        await using var page = await Page.OpenAsync();
        var view = page.Render<BulkView>();
        var answer = page.Get<BulkDesk>().AskAsync(new("Delete 51 images for good?", "Delete 51 forever") { IsFinal = true, Typed = 51 });
        view.WaitForElement("#bulk-typed");
        Assert.True(view.Find(".danger").HasAttribute("aria-disabled"));
        await view.Find("#bulk-typed").InputAsync("5");
        await view.Find("form").SubmitAsync();
        Assert.False(answer.IsCompleted);
        await view.Find("#bulk-typed").InputAsync("51");
        Assert.False(view.Find(".danger").HasAttribute("aria-disabled"));
        await view.Find("form").SubmitAsync();
        Assert.True(await answer);
    }

    private IRenderedComponent<BulkBar> Bar(Page page, int total = 1000, bool canWrite = true) =>
        page.Render<BulkBar>(p => p.Add(b => b.Selection, selection).Add(b => b.Total, total).Add(b => b.CanWrite, canWrite));

    private async Task SelectAsync(Page page, int count, Action<Image, int>? change = null)
    {
        var images = await page.Stage.Database.AddImagesAsync(page.Team.Owner, page.Stage.Clock.UtcNow, Enumerable.Range(0, count).Select(n => (Action<Image>)(i => change?.Invoke(i, n))));
        selection.Add(images.Select(i => i.Id));
    }

    private static Task Open(IRenderedComponent<BulkBar> bar, string id) => bar.Find($"#{id}").TriggerEventAsync("ontoggle", EventArgs.Empty);

    private static IElement Box(IRenderedComponent<BulkBar> bar, string tag) => bar.FindAll("#bulk-tags [role=checkbox]").Single(b => b.QuerySelector(".grow")!.TextContent == tag);

    private static string State(IElement box) => $"{box.QuerySelector(".grow")!.TextContent} {box.GetAttribute("aria-checked")}";

    private static async Task<int> CountAsync(Page page, Func<Image, bool> test) => (await ReadAsync(page, test)).Count(t => t);

    private static async Task<List<T>> ReadAsync<T>(Page page, Func<Image, T> value)
    {
        await using var db = await page.Stage.Database.OpenAsync(Ct);
        return [.. db.For(page.Actor).Images.OrderBy(i => i.Id).AsEnumerable().Select(value)];
    }
}
