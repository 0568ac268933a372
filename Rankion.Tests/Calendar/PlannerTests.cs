using Rankion.Core;
using Rankion.Core.Articles;
using Rankion.Core.Audit;
using Rankion.Core.Calendar;
using Rankion.Core.Data;
using Rankion.Core.Live;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Calendar;

public sealed class PlannerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task With_a_time_it_is_scheduled_and_without_one_an_idea(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var dated = await world.PlanAsync("  Launch ", PlanningWorld.Utc(2026, 5, 15, 9));
        var idea = await world.PlanAsync("Some day");
        Assert.Equal(("Launch", EventStatus.Scheduled, EventKind.Article), (dated.Title, dated.Status, dated.Kind));
        Assert.Equal((EventStatus.Idea, null), (idea.Status, idea.ScheduledAt));

        var read = (await world.Agenda.FindAsync(world.Owner, dated.Id, Ct))!;
        Assert.Equal((PlanningWorld.Utc(2026, 5, 15, 9), DateTimeKind.Utc), (read.ScheduledAt!.Value, read.ScheduledAt.Value.Kind));
        Assert.Equal((new DateTime(2026, 5, 15, 11, 0, 0), "Europe/Berlin"), (read.LocalAt, read.TimeZone));
        var page = await world.Agenda.ListAsync(world.Owner, new() { ProjectIds = [world.Project.Id] }, new(), Ct);
        Assert.Equal([dated.Id, idea.Id], page.Items.Select(e => e.Id));
        Assert.Equal([idea.Id], (await world.Agenda.IdeasAsync(world.Owner, new(), Ct)).Select(e => e.Id));
    }

    [DatabaseTheory]
    public async Task A_change_touches_only_what_it_names(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var image = await world.Stage.AddImageAsync(world.Owner);
        var planned = await world.PlanAsync("Launch", PlanningWorld.Utc(2026, 5, 15, 9));
        await world.Planner.ChangeAsync(world.Owner, planned.Id, new() { ImageId = new(image.Id), Notes = new("See the brief"), DurationMinutes = new(30) }, Ct);
        var changed = (await world.Planner.ChangeAsync(world.Owner, planned.Id, new() { Status = EventStatus.Draft, Notes = new(null) }, Ct))!;
        Assert.Equal(("Launch", PlanningWorld.Utc(2026, 5, 15, 9), image.Id, 30, null), (changed.Title, changed.ScheduledAt, changed.ImageId, changed.DurationMinutes, changed.Notes));
        Assert.Equal(3, changed.Version);
        var same = (await world.Planner.ChangeAsync(world.Owner, planned.Id, new() { Status = EventStatus.Draft }, Ct))!;
        Assert.Equal(3, same.Version);
    }

    [DatabaseTheory]
    public async Task Moved_by_days_it_keeps_its_time_of_day_across_the_change_of_clocks(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        // Berlin leaves summer time on 25 October 2026, and takes it up on 28 March 2027
        var morning = await world.PlanAsync("Morning", PlanningWorld.Utc(2026, 10, 24, 7));
        var skipped = await world.PlanAsync("Half past two", PlanningWorld.Utc(2027, 3, 27, 1, 30));
        var idea = await world.PlanAsync("Some day");
        var moved = await world.Planner.ShiftAsync(world.Owner, [morning.Id, skipped.Id, idea.Id], 1, null, Ct);
        Assert.Equal([PlanningWorld.Utc(2026, 10, 25, 8), PlanningWorld.Utc(2027, 3, 28, 1, 30)], moved.Select(e => e.ScheduledAt!.Value));
        moved = await world.Planner.ShiftAsync(world.Owner, [skipped.Id], 1, null, Ct);
        Assert.Equal(PlanningWorld.Utc(2027, 3, 29, 0, 30), moved[0].ScheduledAt);
        Assert.Equal(new DateTime(2027, 3, 29, 2, 30, 0), moved[0].LocalAt);
    }

    [DatabaseTheory]
    public async Task Of_two_who_move_the_same_card_the_second_is_told(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var card = await world.PlanAsync("Launch", PlanningWorld.Utc(2026, 5, 15, 9));
        var seen = new Dictionary<long, int> { [card.Id] = card.Version };
        var both = await Task.WhenAll(Enumerable.Range(1, 2).Select(async days =>
        {
            try
            {
                await world.Planner.ShiftAsync(world.Owner, [card.Id], days, seen, Ct);
                return "";
            }
            catch (RefusalException refusal)
            {
                return refusal.Code;
            }
        }));
        Assert.Equal(["", "precondition_failed"], both.Order());
        var refused = await Assert.ThrowsAsync<RefusalException>(() => world.Planner.ChangeAsync(world.Owner, card.Id, new() { Title = "Late", ExpectedVersion = card.Version }, Ct));
        Assert.Equal(412, refused.Status);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_field_and_changes_nothing()
    {
        await using var world = await PlanningWorld.OpenAsync();
        var theirs = await world.Stage.CreateTeamAsync();
        var image = await world.Stage.AddImageAsync(theirs.Owner);
        var card = await world.PlanAsync("Launch", PlanningWorld.Utc(2026, 5, 15, 9));
        foreach (var (patch, field, code) in new (EventPatch, string, string)[]
        {
            (new() { Title = " " }, "title", "validation_failed"),
            (new() { Title = new string('x', 201) }, "title", "validation_failed"),
            (new() { ScheduledAt = new(new DateTime(1999, 12, 31, 0, 0, 0, DateTimeKind.Utc)) }, "scheduled_at", "validation_failed"),
            (new() { ScheduledAt = new(DateTime.MaxValue) }, "scheduled_at", "validation_failed"),
            (new() { ScheduledAt = new(null) }, "scheduled_at", "validation_failed"),
            (new() { TimeZone = "Mars/Olympus" }, "time_zone", "validation_failed"),
            (new() { DurationMinutes = new(0) }, "duration_minutes", "validation_failed"),
            (new() { DurationMinutes = new(-30) }, "duration_minutes", "validation_failed"),
            (new() { Notes = new(new string('x', 10_001)) }, "notes", "validation_failed"),
            (new() { ImageId = new(image.Id) }, "image_id", "not_in_team"),
            (new() { ArticleId = new(4711) }, "article_id", "not_in_team"),
            (new() { ProjectId = 4711 }, "project_id", "not_in_team"),
        })
        {
            var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.Planner.ChangeAsync(world.Owner, card.Id, patch, Ct));
            Assert.Equal((code, 422, field), (refusal.Code, refusal.Status, Assert.Single(refusal.Errors).Key));
        }
        Assert.Equal(card.Version, (await world.Agenda.FindAsync(world.Owner, card.Id, Ct))!.Version);
        var reader = await world.Stage.Services.AddMemberAsync(world.Team.Id, TeamRole.Viewer);
        Assert.Equal(403, (await Assert.ThrowsAsync<RefusalException>(() => world.Planner.DeleteAsync(reader.Actor, [card.Id], Ct))).Status);
        Assert.Null(await world.Planner.ChangeAsync(theirs.Owner, card.Id, new() { Title = "Mine" }, Ct));
        Assert.Empty(await world.Planner.DeleteAsync(theirs.Owner, [card.Id], Ct));
        Assert.Null(await world.Planner.CreateAsync(theirs.Owner, world.Project.Id, new() { Title = "Mine" }, Ct));
    }

    [DatabaseTheory]
    public async Task What_was_deleted_can_be_brought_back_until_it_is_forgotten(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var card = await world.PlanAsync("Launch", PlanningWorld.Utc(2026, 5, 15, 9));
        await world.Planner.DeleteAsync(world.Owner, [card.Id], Ct);
        Assert.Null(await world.Agenda.FindAsync(world.Owner, card.Id, Ct));
        Assert.Null(await world.Planner.ChangeAsync(world.Owner, card.Id, new() { Title = "Still here" }, Ct));
        Assert.Single(await world.Planner.RestoreAsync(world.Owner, [card.Id], Ct));
        Assert.Equal("Launch", (await world.Agenda.FindAsync(world.Owner, card.Id, Ct))!.Title);

        await world.Planner.DeleteAsync(world.Owner, [card.Id], Ct);
        world.Stage.Clock.Advance(DueEvents.Memory + TimeSpan.FromHours(1));
        await world.Stage.Get<DueEvents>().ForgetAsync(Ct);
        Assert.Empty(await world.Planner.RestoreAsync(world.Owner, [card.Id], Ct));
        var trail = await world.Stage.Get<AuditTrail>().ReadAsync(world.Owner, new(), new(), Ct);
        Assert.Equal(["event.deleted", "event.restored", "event.deleted", "event.created"], trail.Items.Where(l => l.Entry.SubjectKind == "event").Select(l => l.Entry.Action));
    }

    [Fact]
    public async Task A_copy_is_a_draft_that_shares_what_it_is_about()
    {
        await using var world = await PlanningWorld.OpenAsync();
        var article = (await world.Stage.Get<ArticleDesk>().CreateAsync(world.Owner, world.Project.Id, new() { Title = "Fog" }, Ct))!;
        var first = await world.PlanAsync("Launch", PlanningWorld.Utc(2026, 5, 15, 9), status: EventStatus.Published);
        await world.Planner.ChangeAsync(world.Owner, first.Id, new() { ArticleId = new(article.Id), Kind = EventKind.Newsletter }, Ct);
        var copy = (await world.Planner.DuplicateAsync(world.Owner, first.Id, PlanningWorld.Utc(2026, 6, 15, 9), Ct))!;
        Assert.Equal(("Launch", EventKind.Newsletter, EventStatus.Draft, article.Id, PlanningWorld.Utc(2026, 6, 15, 9)), (copy.Title, copy.Kind, copy.Status, copy.ArticleId, copy.ScheduledAt));
        Assert.NotEqual(first.Id, copy.Id);
    }

    [DatabaseTheory]
    public async Task What_is_scheduled_becomes_due_once_and_is_never_published_by_itself(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var now = world.Stage.Clock.UtcNow;
        var soon = await world.PlanAsync("Soon", now.AddMinutes(5));
        await world.PlanAsync("A draft", now.AddMinutes(5), status: EventStatus.Draft);
        var heard = new List<TeamEvent>();
        using var listening = world.Stage.Get<ChangeFeed>().Subscribe(world.Team.Id, heard.Add);
        var due = world.Stage.Get<DueEvents>();
        Assert.Equal(0, await due.RunAsync(Ct));
        world.Stage.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, (await Task.WhenAll(due.RunAsync(Ct), due.RunAsync(Ct))).Sum());
        Assert.Equal([soon.Id], Assert.Single(heard.OfType<EventsDue>()).EventIds);
        var waiting = Assert.Single(await world.Agenda.DueAsync(world.Owner, Ct));
        Assert.Equal((soon.Id, EventStatus.Scheduled), (waiting.Id, waiting.Status));

        await world.Planner.ShiftAsync(world.Owner, [soon.Id], 1, null, Ct);
        Assert.Empty(await world.Agenda.DueAsync(world.Owner, Ct));
        world.Stage.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await due.RunAsync(Ct));
        await world.Planner.SetStatusAsync(world.Owner, [soon.Id], EventStatus.Published, Ct);
        Assert.Empty(await world.Agenda.DueAsync(world.Owner, Ct));
        Assert.Equal(0, await due.RunAsync(Ct));
    }
}
