using Bunit;
using Rankion.Core.Articles;
using Rankion.Core.Calendar;
using Rankion.Core.Chat;
using Rankion.Core.Projects;
using Rankion.Web.Components.Chat;
using Rankion.Web.Components.Gallery;

namespace Rankion.Tests.Components.Chat;

/// <summary>The list of chats, and what is done with a picture of one.</summary>
public sealed class ChatPartsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_quick_clicks_make_one_article_and_one_plan()
    {
        await using var page = await Page.OpenAsync();
        var image = (await page.Get<Tiles>().ReadAsync(page.Actor, [(await page.AddImageAsync(i => i.Title = "Harbour")).Id], stacks: false, Ct)).ToList();
        var project = new Project { TeamId = page.Team.Id, Name = "Blog", Slug = "blog", Color = "#123456", CreatedAt = page.Stage.Clock.GetUtcNow().UtcDateTime };
        await page.Stage.Database.WriteAsync(write => Task.FromResult(write.Db.Add(project)), Ct);

        var article = page.Render<UseInArticle>(p => p.Add(c => c.Images, image));
        var begin = article.WaitForElement("button[data-first]");
        await Task.WhenAll(begin.ClickAsync(new()), begin.ClickAsync(new()));
        Assert.Equal(1, (await page.Get<ArticleList>().LinesAsync(page.Actor, new(null, null), new(1, 10), Ct)).Total);

        var plan = page.Render<PlanImage>(p => p.Add(c => c.Images, image));
        var schedule = plan.FindAll("button.primary")[^1];
        await Task.WhenAll(schedule.ClickAsync(new()), schedule.ClickAsync(new()));
        Assert.Equal(1, (await page.Get<Agenda>().ListAsync(page.Actor, new(), new(), Ct)).Total);
    }

    [Fact]
    public async Task Many_chats_are_found_by_their_titles()
    {
        await using var page = await Page.OpenAsync();
        for (var i = 1; i <= 9; i++)
            await page.Get<ChatSessions>().CreateAsync(page.Actor, new() { Title = $"Harbour {i}" }, Ct);
        var list = page.Render<SessionList>();
        Assert.Equal(9, list.FindAll("li").Count);

        list.Find("input[type=search]").Input("harbour 7");
        list.WaitForAssertion(() => Assert.Equal(["Harbour 7"], list.FindAll("li .t").Select(t => t.TextContent)));
        list.Find("input[type=search]").Input("forest");
        list.WaitForAssertion(() => Assert.Contains("No chat is called that.", list.Markup, StringComparison.Ordinal));
        list.Find("input[type=search]").Input("");
        list.WaitForAssertion(() => Assert.Equal(9, list.FindAll("li").Count));
    }
}
