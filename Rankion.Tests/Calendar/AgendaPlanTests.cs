using Rankion.Core.Articles;
using Rankion.Core.Calendar;
using Rankion.Core.Projects;
using Rankion.Tests.Support;

namespace Rankion.Tests.Calendar;

/// <summary>Nothing that a calendar or a list of articles reads is scanned or sorted.</summary>
public sealed class AgendaPlanTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_list_of_events_scans_or_sorts()
    {
        await using var world = await PlanningWorld.OpenAsync();
        var (agenda, owner, now) = (world.Agenda, world.Owner, world.Stage.Clock.UtcNow);
        var token = (await world.Stage.Get<CalendarFeeds>().CreateAsync(owner, world.Project.Id, null, new(), Ct))!.Token;
        CalendarFilter[] filters =
        [
            new(), new() { ProjectIds = [world.Project.Id] }, new() { Kinds = [EventKind.Newsletter], WithoutImage = true },
            new() { ProjectIds = [world.Project.Id], Statuses = [EventStatus.Draft, EventStatus.Idea], From = now, To = now.AddDays(30) },
        ];
        await NothingGrowsAsync(world.Stage, "calendar_events", async () =>
        {
            foreach (var filter in filters)
            {
                await world.PlanAsync("One more", now);
                await agenda.ListAsync(owner, filter, new(1, 2), Ct);
                await agenda.BetweenAsync(owner, filter, now, now.AddDays(42), Ct);
                await agenda.IdeasAsync(owner, filter, Ct);
            }
            await agenda.DueAsync(owner, Ct);
            await world.Stage.Get<CalendarFeeds>().OpenAsync(token, world.Project.Id, Ct);
            await world.Stage.Get<DueEvents>().RunAsync(Ct);
            await world.Stage.Get<ImageUses>().OfAsync(owner, [1, 2], Ct);
        });
        await NothingGrowsAsync(world.Stage, "calendar_feeds", () => world.Stage.Get<CalendarFeeds>().ListAsync(owner, world.Project.Id, Ct));
    }

    [Fact]
    public async Task No_list_of_articles_scans_or_sorts()
    {
        await using var world = await PlanningWorld.OpenAsync();
        var articles = world.Stage.Get<ArticleList>();
        await world.Stage.Get<ArticleDesk>().CreateAsync(world.Owner, world.Project.Id, new() { Title = "Fog" }, Ct);
        await NothingGrowsAsync(world.Stage, "articles", async () =>
        {
            await articles.LinesAsync(world.Owner, new(), new(), Ct);
            await articles.ListAsync(world.Owner, new(world.Project.Id, ArticleStatus.Draft), new(), Ct);
            await world.Stage.Get<ImageUses>().OfAsync(world.Owner, [1, 2], Ct);
            await world.Stage.Get<ProjectDesk>().DeleteAsync(world.Owner, 4711, Ct);
        });
    }

    private static async Task NothingGrowsAsync(Stage stage, string table, Func<Task> work)
    {
        var plans = await QueryPlans.OfAsync(stage, table, work);
        Assert.NotEmpty(plans);
        Assert.All(plans.Where(p => p.Sql.Contains("SELECT", StringComparison.Ordinal)), p =>
        {
            Assert.DoesNotContain("SCAN", p.Plan, StringComparison.Ordinal);
            // the few that use one image may be put in order
            Assert.True(!p.Plan.Contains("TEMP B-TREE", StringComparison.Ordinal) || p.Plan.Contains("image_id", StringComparison.Ordinal), p.Sql + p.Plan);
        });
    }
}
