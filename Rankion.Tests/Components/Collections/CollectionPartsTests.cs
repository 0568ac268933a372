using Bunit;
using Rankion.Core.Collections;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Web.Components.Collections;
using Rankion.Web.Components.Search;

namespace Rankion.Tests.Components.Collections;

public sealed class CollectionPartsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_dialog_finds_a_collection_takes_out_what_is_in_and_begins_a_new_one()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync();
        var (desk, contents, list) = (page.Stage.Get<CollectionDesk>(), page.Stage.Get<CollectionContents>(), page.Stage.Get<CollectionList>());
        var holds = await desk.CreateAsync(page.Actor, new() { Name = "Harbour" }, Ct);
        await contents.AddAsync(page.Actor, holds.Id, [image.Id], Ct);
        await desk.CreateAsync(page.Actor, new() { Name = "Recipes" }, Ct);
        await desk.CreateAsync(page.Actor, new() { Name = "Harmless heroes", Filter = new() { Tags = ["hero"] } }, Ct);

        var dialog = Dialog(page, image.Id);
        // what a filter decides is not offered
        dialog.WaitForAssertion(() => Assert.Equal([("Harbour", "true"), ("Recipes", "false")], dialog.FindAll(".list button").Select(b => (b.QuerySelector(".grow")!.TextContent, b.GetAttribute("aria-pressed")!))));
        await dialog.Find("input").InputAsync(new() { Value = "har" });
        Assert.Equal(["Harbour", "New collection “har”"], dialog.FindAll(".list .grow").Select(b => b.TextContent));
        await dialog.Find(".list button").ClickAsync(new());
        Assert.Empty(await list.OfImageAsync(page.Actor, image.Id, Ct));

        dialog = Dialog(page, image.Id);
        await dialog.Find("input").InputAsync(new() { Value = " HARBOUR " });
        Assert.Equal(["Harbour"], dialog.FindAll(".list .grow").Select(b => b.TextContent));
        await dialog.Find("form").SubmitAsync();
        Assert.Equal(["Harbour"], (await list.OfImageAsync(page.Actor, image.Id, Ct)).Select(c => c.Name));

        dialog = Dialog(page, image.Id);
        await dialog.Find("input").InputAsync(new() { Value = "Brand shapes" });
        await dialog.Find("form").SubmitAsync();
        Assert.Equal(["Brand shapes", "Harbour"], (await list.OfImageAsync(page.Actor, image.Id, Ct)).Select(c => c.Name));
    }

    [Fact]
    public async Task The_search_knows_collections_by_their_names_and_follows_a_new_one()
    {
        await using var page = await Page.OpenAsync();
        var desk = page.Stage.Get<CollectionDesk>();
        var shots = await desk.CreateAsync(page.Actor, new() { Name = "Product shots" }, Ct);
        var search = page.Get<SearchDesk>();
        await search.OpenAsync(null);
        Assert.Equal(shots.Id, search.Mean("collection:\"product shots\"").Filter.CollectionId);
        Assert.Single(search.Mean("collection:nope").Faults);
        Assert.Single(search.Mean("collection:pro collection:pro").Faults);
        Assert.Equal("collection:\"Product shots\" is:favorite", Core.Images.Searching.SearchMeaning.TextOf(new() { CollectionId = shots.Id, Favorite = true }, search.Vocabulary).ToString());
        Assert.Equal("Product shots", Assert.Single(await page.Get<Completions>().AtAsync(search, "collection:SHO", 14, Ct)).Text);

        page.Get<CollectionShelf>().Listen();
        await desk.ChangeAsync(page.Actor, shots.Id, new() { Name = "Packshots" }, Ct);
        await page.Get<CollectionShelf>().ReadAsync();
        Assert.Equal(shots.Id, search.Mean("collection:packshots").Filter.CollectionId);
    }

    [Fact]
    public async Task What_is_said_of_a_collection_follows_it_to_its_end()
    {
        await using var page = await Page.OpenAsync();
        var desk = page.Stage.Get<CollectionDesk>();
        var shots = await desk.CreateAsync(page.Actor, new() { Name = "Shots", Description = "For spring" }, Ct);
        var head = page.Render<CollectionHead>(p => p.Add(h => h.Filter, new ImageFilter { CollectionId = shots.Id }));
        head.WaitForAssertion(() => Assert.Contains("For spring", head.Markup, StringComparison.Ordinal));
        await desk.DeleteAsync(page.Actor, shots.Id, Ct);
        await page.Get<CollectionShelf>().ReadAsync();
        head.WaitForAssertion(() => Assert.Contains("This collection has been deleted", head.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_filter_is_offered_for_keeping_unless_it_is_kept_already_or_the_person_may_only_look()
    {
        await using var page = await Page.OpenAsync();
        var filter = new ImageFilter { Tags = ["hero"], Sort = ImageSort.Oldest };
        var save = page.Render<SaveFilter>(p => p.Add(s => s.Filter, filter));
        save.WaitForElement("button");
        Assert.Empty(page.Render<SaveFilter>(p => p.Add(s => s.Filter, new ImageFilter())).FindAll("button"));
        await page.Stage.Get<CollectionDesk>().CreateAsync(page.Actor, new() { Name = "Heroes", Filter = filter with { Sort = ImageSort.Newest } }, Ct);
        await page.Get<CollectionShelf>().ReadAsync();
        save.WaitForAssertion(() => Assert.Empty(save.FindAll("button")));

        await using var reader = await Page.OpenAsync(role: TeamRole.Viewer);
        var none = reader.Render<SaveFilter>(p => p.Add(s => s.Filter, filter));
        await reader.Get<CollectionShelf>().OpenAsync();
        Assert.Empty(none.FindAll("button"));
    }

    private static IRenderedComponent<CollectDialog> Dialog(Page page, long image)
    {
        page.Browser.Mode = JSRuntimeMode.Loose;
        return page.Render<CollectDialog>(p => p.Add(d => d.Scope, ImageScope.Of(image)).Add(d => d.Count, 1));
    }
}
