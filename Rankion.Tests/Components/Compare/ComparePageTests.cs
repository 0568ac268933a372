using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Rankion.Core.Images;
using Rankion.Core.Language;
using Rankion.Tests.Support;
using Rankion.Web;
using Rankion.Web.Components.Compare;
using Rankion.Web.Components.Ui;

namespace Rankion.Tests.Components.Compare;

public sealed class ComparePageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_images_are_told_apart_word_by_word_and_by_their_parameters()
    {
        await using var page = await Page.OpenAsync();
        var a = await page.AddImageAsync(i => (i.Title, i.Prompt, i.Width, i.Height) = ("Dawn", "A quiet harbour at dawn, one boat", 1536, 1024));
        var b = await page.AddImageAsync(i => (i.Title, i.Prompt, i.Width, i.Height, i.ParentId, i.RootId) = ("Dusk", "A quiet harbour at sunset, one boat", 1024, 1024, a.Id, a.Id));

        var compare = Open(page, a.Id, b.Id);

        Assert.Equal(["dawn"], compare.FindAll("del").Select(e => e.TextContent));
        Assert.Equal(["sunset"], compare.FindAll("ins").Select(e => e.TextContent));
        Assert.Equal(["A quiet harbour at dawn, one boat", "A quiet harbour at sunset, one boat"], compare.FindAll(".prose").Select(e => e.TextContent));
        Assert.Equal(["1536 × 1024", "1024 × 1024"], compare.FindAll(".badge.accent").Select(e => e.TextContent));
        Assert.Contains("parent and variant", compare.Find("header").TextContent, StringComparison.Ordinal);
        Assert.Equal("0 100 50", string.Join(' ', new[] { "aria-valuemin", "aria-valuemax", "aria-valuenow" }.Select(compare.Find("[role=slider]").GetAttribute)));
    }

    [Fact]
    public async Task Swapping_and_the_next_way_to_compare_are_the_address()
    {
        await using var page = await Page.OpenAsync();
        var (a, b, c) = (await page.AddImageAsync(), await page.AddImageAsync(), await page.AddImageAsync());
        var compare = Open(page, a.Id, b.Id, c.Id);
        compare.Find("[data-keys=C]").Click();
        Assert.Equal(Urls.Compare([b.Id, a.Id, c.Id]), Address(page));
        compare.Find("[data-keys=M]").Click();
        Assert.Equal(Urls.Compare([b.Id, a.Id, c.Id], CompareMode.Side), Address(page));
        compare.WaitForAssertion(() => Assert.Equal(3, compare.FindAll(".cell").Count));
        Assert.Equal(3, compare.FindAll(".diff section").Count);
        compare.FindAll(".seg button").Single(s => s.TextContent == "Difference").Click();
        compare.WaitForElement(".by-difference");
        compare.FindAll(".tray button")[1].Click();
        Assert.Equal(Urls.Compare([b.Id, c.Id, a.Id], CompareMode.Difference), Address(page));
    }

    [Fact]
    public async Task What_cannot_be_compared_is_left_out_and_said()
    {
        await using var page = await Page.OpenAsync();
        var other = await page.Stage.CreateTeamAsync("other");
        var (a, b) = (await page.AddImageAsync(), await page.AddImageAsync());
        var failed = await page.AddImageAsync(i => i.Status = ProcessingStatus.Failed);
        var trashed = await page.AddImageAsync();
        var foreign = await page.Stage.AddImageAsync(other.Owner);
        await page.Get<Trash>().PutAsync(page.Team.Owner, trashed.Id, Ct);

        var compare = Open(page, a.Id, foreign.Id, b.Id, failed.Id);
        Assert.Equal("1 image is left out: it is in the trash, or was deleted. 1 image is left out: it has no picture.", compare.Find(".note").TextContent.Trim());
        Assert.Equal(2, compare.FindAll(".shot").Count);
        Assert.Contains("Nothing to compare", Open(page, a.Id, trashed.Id).Markup, StringComparison.Ordinal);
        Assert.Contains("Nothing to compare", Open(page, a.Id, a.Id).Markup, StringComparison.Ordinal);
        Assert.Contains("Nothing to compare", Open(page).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_more_than_four_the_first_four_are_compared()
    {
        await using var page = await Page.OpenAsync();
        var ids = new List<long>();
        for (var n = 0; n < 5; n++)
            ids.Add((await page.AddImageAsync()).Id);
        var compare = Open(page, [.. ids]);
        Assert.Contains("At most 4 images are compared at a time: these are the first of 5.", compare.Find(".note").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, compare.FindAll(".tray button").Count);
    }

    [Fact]
    public async Task B_is_put_in_front_of_the_family_of_both()
    {
        await using var page = await Page.OpenAsync();
        var a = await page.AddImageAsync();
        var b = await page.AddImageAsync(i => (i.ParentId, i.RootId) = (a.Id, a.Id));
        var stranger = await page.AddImageAsync();
        Assert.Empty(Primary(Open(page, a.Id, stranger.Id)));
        var compare = Open(page, a.Id, b.Id);
        Primary(compare).Single().Click();
        page.Tick();
        compare.WaitForAssertion(() => Assert.Empty(Primary(compare)));
        Assert.True((await page.Get<Core.Images.Gallery>().FindAsync(page.Team.Owner, b.Id, Ct))!.Image.IsPrimary);
    }

    [Theory]
    [InlineData("1,2", new long[] { 1, 2 })]
    [InlineData("2,1,2", new long[] { 2, 1 })]
    [InlineData("-1,0,x,3,9999999999999999999999", new long[] { 3 })]
    [InlineData(null, new long[0])]
    public void Numbers_are_read_from_an_address_and_the_rest_passed_over(string? text, long[] ids) => Assert.Equal(ids, CompareSet.Parse(text));

    [Fact]
    public async Task A_text_keeps_its_lines_and_blanks_where_it_is_told_apart()
    {
        await using var page = await Page.OpenAsync();
        var diff = page.Render<TextDiff>(p => p.Add(d => d.Before, "one  two\nthree").Add(d => d.After, "one  two\nfour").Add(d => d.Shows, DiffKind.Both));
        Assert.Equal("one  two\nthreefour", diff.Find("p").TextContent);
    }

    private static AngleSharp.Dom.IElement[] Primary(IRenderedComponent<ComparePage> compare) => [.. compare.FindAll("header .btn.primary")];

    private static string Address(Page page) => "/" + page.Get<NavigationManager>().ToBaseRelativePath(page.Get<NavigationManager>().Uri);

    private static IRenderedComponent<ComparePage> Open(Page page, params long[] ids)
    {
        page.Get<BunitNavigationManager>().NavigateTo(Urls.Compare(ids));
        var compare = page.Render<ComparePage>();
        compare.WaitForElement("dialog");
        return compare;
    }
}
