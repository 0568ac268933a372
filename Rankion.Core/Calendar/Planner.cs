using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Live;

namespace Rankion.Core.Calendar;

/// <summary>Plans the team's events.</summary>
public sealed class Planner(Database database, AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    /// <summary>How many events one change may be about.</summary>
    public const int Max = 200;

    /// <summary>Ten years.</summary>
    private const int MaxDays = 3653;

    /// <summary>Makes an event: scheduled where a time is given, else an idea, unless a status is named.</summary>
    /// <returns>Null where the team has no such project.</returns>
    /// <exception cref="RefusalException">422 for what cannot be, <c>not_in_team</c> for another team's article or image; 403 for a reader.</exception>
    public Task<CalendarEvent?> CreateAsync(Actor actor, long projectId, EventPatch patch, CancellationToken ct) =>
        CreateAsync(actor, projectId, patch, (_, _) => Task.CompletedTask, ct);

    /// <inheritdoc cref="CreateAsync(Actor, long, EventPatch, CancellationToken)"/>
    /// <param name="accepted">Runs in the same transaction, so that what it writes stands exactly if the event does.</param>
    public Task<CalendarEvent?> CreateAsync(Actor actor, long projectId, EventPatch patch, Func<WriteScope, CalendarEvent, Task> accepted, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            if (!await write.Db.For(actor).Projects.AnyAsync(p => p.Id == projectId, ct))
                return null;
            patch.Check();
            if (patch.Title is null)
                throw Refusal.Invalid("title", "Give it a title.");
            await CheckPlacesAsync(write, actor, patch, ct);
            var now = time.UtcNow();
            var made = New(actor, projectId, now);
            patch.ApplyTo(made, now);
            made.Status = patch.Status ?? (made.ScheduledAt is null ? EventStatus.Idea : EventStatus.Scheduled);
            write.Db.Add(made);
            await write.Db.SaveChangesAsync(ct);
            Tell(write, actor, "event.created", [made]);
            await accepted(write, made);
            return made;
        }, ct);
    }

    /// <summary>Changes what is named.</summary>
    /// <returns>The event as it is now; null where the team has none of that id.</returns>
    /// <exception cref="RefusalException">412 <c>precondition_failed</c> where somebody has changed it meanwhile; else as <see cref="CreateAsync(Actor, long, EventPatch, CancellationToken)"/>.</exception>
    public Task<CalendarEvent?> ChangeAsync(Actor actor, long id, EventPatch patch, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            if (await Events(write, actor).SingleOrDefaultAsync(e => e.Id == id, ct) is not { } changed)
                return null;
            patch.Check();
            if (patch.ExpectedVersion is { } expected && expected != changed.Version)
                throw Refusal.Changed();
            await CheckPlacesAsync(write, actor, patch, ct);
            var before = (changed.Status, changed.ScheduledAt);
            patch.ApplyTo(changed, time.UtcNow());
            if (!write.Db.ChangeTracker.HasChanges())
                return changed;
            changed.Touch(time.UtcNow());
            var action = before.Status != changed.Status ? "event." + changed.Status.ToString().ToLowerInvariant()
                : before.ScheduledAt != changed.ScheduledAt ? "event.moved" : "event.changed";
            Tell(write, actor, action, [changed]);
            return changed;
        }, ct);
    }

    /// <summary>Moves dated events by days, each at its time of day in its zone. Who has been deleted meanwhile is left out.</summary>
    /// <param name="expected">Versions that the move was thought out on, by id; whoever is not in it is moved whatever it is.</param>
    /// <returns>The events that were moved, as they are now.</returns>
    /// <exception cref="RefusalException">412 where one was changed meanwhile, and none is moved; 422 for too many, or too far; 403 for a reader.</exception>
    public Task<IReadOnlyList<CalendarEvent>> ShiftAsync(Actor actor, IReadOnlyCollection<long> ids, int days, IReadOnlyDictionary<long, int>? expected, CancellationToken ct)
    {
        actor.RequireWrite();
        if (Math.Abs(days) > MaxDays)
            throw Refusal.Invalid("days", "At most ten years at once.");
        return ManyAsync(actor, ids, "event.moved", e =>
        {
            if (expected is not null && expected.TryGetValue(e.Id, out var version) && version != e.Version)
                throw Refusal.Changed();
            if (e.ScheduledAt is null || days == 0)
                return false;
            e.Shift(days);
            e.DueAt = null;
            return true;
        }, ct);
    }

    /// <summary>Gives many events one status; undated ones cannot be scheduled, and stay as they are.</summary>
    /// <returns>The events that are another than before.</returns>
    /// <exception cref="RefusalException">422 for too many, 403 for a reader.</exception>
    public Task<IReadOnlyList<CalendarEvent>> SetStatusAsync(Actor actor, IReadOnlyCollection<long> ids, EventStatus status, CancellationToken ct)
    {
        actor.RequireWrite();
        return ManyAsync(actor, ids, "event." + status.ToString().ToLowerInvariant(), e =>
        {
            if (e.Status == status || (status == EventStatus.Scheduled && e.ScheduledAt is null))
                return false;
            (e.Status, e.StatusAt, e.DueAt) = (status, time.UtcNow(), null);
            return true;
        }, ct);
    }

    /// <summary>Deletes events. Feeds tell of them as cancelled for a while, and until then they can be restored.</summary>
    /// <returns>The events that were there.</returns>
    /// <exception cref="RefusalException">422 for too many, 403 for a reader.</exception>
    public Task<IReadOnlyList<CalendarEvent>> DeleteAsync(Actor actor, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        actor.RequireWrite();
        return ManyAsync(actor, ids, "event.deleted", e =>
        {
            e.DeletedAt = time.UtcNow();
            return true;
        }, ct);
    }

    /// <summary>Takes a deletion back.</summary>
    /// <returns>The events that are back.</returns>
    /// <exception cref="RefusalException">422 for too many, 403 for a reader.</exception>
    public Task<IReadOnlyList<CalendarEvent>> RestoreAsync(Actor actor, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        actor.RequireWrite();
        return ManyAsync(actor, ids, "event.restored", e =>
        {
            e.DeletedAt = null;
            return true;
        }, ct, deleted: true);
    }

    /// <summary>Makes another one like it: a draft without what happened to the first.</summary>
    /// <param name="at">Null: at the same time; it stays undated where the first is.</param>
    /// <returns>Null where the team has no such event.</returns>
    /// <exception cref="RefusalException">403 for a reader.</exception>
    public Task<CalendarEvent?> DuplicateAsync(Actor actor, long id, DateTime? at, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            if (await Events(write, actor).SingleOrDefaultAsync(e => e.Id == id, ct) is not { } first)
                return null;
            var now = time.UtcNow();
            var copy = New(actor, first.ProjectId, now);
            (copy.Title, copy.Kind, copy.DurationMinutes, copy.ArticleId, copy.ImageId, copy.Notes) =
                (first.Title, first.Kind, first.DurationMinutes, first.ArticleId, first.ImageId, first.Notes);
            copy.Plan(at ?? first.ScheduledAt, first.TimeZone);
            copy.Status = first.Status == EventStatus.Idea ? EventStatus.Idea : EventStatus.Draft;
            write.Db.Add(copy);
            await write.Db.SaveChangesAsync(ct);
            Tell(write, actor, "event.created", [copy]);
            return copy;
        }, ct);
    }

    private static IQueryable<CalendarEvent> Events(WriteScope write, Actor actor) => write.Db.For(actor).CalendarEvents.Where(e => e.DeletedAt == null);

    private static CalendarEvent New(Actor actor, long projectId, DateTime now) => new()
    {
        TeamId = actor.TeamId,
        ProjectId = projectId,
        Title = "",
        CreatedById = actor.UserId,
        CreatedAt = now,
        UpdatedAt = now,
        StatusAt = now,
        Version = 1,
    };

    private static async Task CheckPlacesAsync(WriteScope write, Actor actor, EventPatch patch, CancellationToken ct)
    {
        var team = write.Db.For(actor);
        if (patch.ProjectId is { } project && !await team.Projects.AnyAsync(p => p.Id == project, ct))
            throw Refusal.NotInTeam("project_id", "There is no such project in this team.");
        if (patch.ArticleId is { Value: { } article } && !await team.Articles.AnyAsync(a => a.Id == article, ct))
            throw Refusal.NotInTeam("article_id", "There is no such article in this team.");
        if (patch.ImageId is { Value: { } image } && !await team.Images.AnyAsync(i => i.Id == image, ct))
            throw Refusal.NotInTeam("image_id", "There is no such image in this team.");
    }

    private Task<IReadOnlyList<CalendarEvent>> ManyAsync(
        Actor actor, IReadOnlyCollection<long> ids, string action, Func<CalendarEvent, bool> change, CancellationToken ct, bool deleted = false)
    {
        var distinct = ids.Distinct().ToList();
        if (distinct.Count is 0 or > Max)
            throw Refusal.Invalid("ids", $"Name 1 to {Max} events.");
        return database.WriteAsync<IReadOnlyList<CalendarEvent>>(async write =>
        {
            var events = await write.Db.For(actor).CalendarEvents.Where(e => distinct.Contains(e.Id) && (e.DeletedAt != null) == deleted).OrderBy(e => e.Id).ToListAsync(ct);
            var changed = events.Where(change).ToList();
            changed.ForEach(e => e.Touch(time.UtcNow()));
            Tell(write, actor, action, changed);
            return changed;
        }, ct);
    }

    private void Tell(WriteScope write, Actor actor, string action, List<CalendarEvent> events)
    {
        foreach (var e in events)
            audit.Record(write, actor, action, "event", e.Id, e.Title);
        if (events.Count > 0)
            write.AfterCommit(() => feed.Publish(new CalendarChanged(actor.TeamId, [.. events.Select(e => e.Id)])));
    }
}
