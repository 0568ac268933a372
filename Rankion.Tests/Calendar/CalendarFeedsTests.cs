using Rankion.Core.Accounts;
using Rankion.Core.Calendar;
using Rankion.Core.Data;
using Rankion.Tests.Support;

namespace Rankion.Tests.Calendar;

public sealed class CalendarFeedsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_feed_tells_what_its_filter_lets_through_until_it_is_revoked(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var feeds = world.Stage.Get<CalendarFeeds>();
        var at = world.Stage.Clock.UtcNow.AddDays(3);
        var draft = await world.PlanAsync("A draft", at, status: EventStatus.Draft);
        var scheduled = await world.PlanAsync("A post", at.AddHours(1));
        await world.PlanAsync("Some day");
        var all = (await feeds.CreateAsync(world.Owner, world.Project.Id, null, new(), Ct))!;
        var drafts = (await feeds.CreateAsync(world.Owner, null, "Drafts", new() { Statuses = [EventStatus.Draft] }, Ct))!;
        Assert.Equal((40, "Spring"), (all.Token.Length, all.Feed.Name));
        Assert.DoesNotContain(all.Token, System.Text.Encoding.ASCII.GetString(all.Feed.TokenHash), StringComparison.Ordinal);

        Assert.Equal([draft.Id, scheduled.Id], (await feeds.OpenAsync(all.Token, world.Project.Id, Ct))!.Events.Select(e => e.Id));
        Assert.Equal([draft.Id], (await feeds.OpenAsync(drafts.Token, null, Ct))!.Events.Select(e => e.Id));
        Assert.Null(await feeds.OpenAsync(drafts.Token, world.Project.Id, Ct));
        Assert.Null(await feeds.OpenAsync(all.Token, world.Project.Id + 1, Ct));
        Assert.Null(await feeds.OpenAsync(Secret.Create(40), null, Ct));
        Assert.Equal([drafts.Feed.Id, all.Feed.Id], (await feeds.ListAsync(world.Owner, null, Ct)).Select(f => f.Id));
        Assert.NotNull((await feeds.ListAsync(world.Owner, world.Project.Id, Ct)).Single().LastReadAt);

        var other = await world.Stage.CreateTeamAsync();
        Assert.False(await feeds.RevokeAsync(other.Owner, all.Feed.Id, Ct));
        Assert.Null(await feeds.RevokeAsync(other.Owner, world.Project.Id, null, Ct));
        Assert.Equal(1, await feeds.RevokeAsync(world.Owner, world.Project.Id, null, Ct));
        Assert.True(await feeds.RevokeAsync(world.Owner, drafts.Feed.Id, Ct));
        Assert.Null(await feeds.OpenAsync(all.Token, world.Project.Id, Ct));
        Assert.Null(await feeds.OpenAsync(drafts.Token, null, Ct));
    }

    [DatabaseTheory]
    public async Task What_was_cancelled_or_deleted_is_told_for_thirty_days(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var feeds = world.Stage.Get<CalendarFeeds>();
        var at = world.Stage.Clock.UtcNow.AddDays(60);
        var cancelled = await world.PlanAsync("Cancelled", at);
        var deleted = await world.PlanAsync("Deleted", at.AddHours(1));
        var token = (await feeds.CreateAsync(world.Owner, null, "All", new(), Ct))!.Token;
        await world.Planner.SetStatusAsync(world.Owner, [cancelled.Id], EventStatus.Cancelled, Ct);
        await world.Planner.DeleteAsync(world.Owner, [deleted.Id], Ct);
        world.Stage.Clock.Advance(TimeSpan.FromDays(29));
        var told = (await feeds.OpenAsync(token, null, Ct))!.Events;
        Assert.Equal([cancelled.Id, deleted.Id], told.Select(e => e.Id));
        Assert.Equal(2, IcsDocument.Write("All", told, _ => "x").Split("STATUS:CANCELLED\r\n").Length - 1);
        world.Stage.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty((await feeds.OpenAsync(token, null, Ct))!.Events);
    }
}
