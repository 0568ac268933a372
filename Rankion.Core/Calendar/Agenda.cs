using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Calendar;

/// <summary>An event as a calendar shows it: without its notes.</summary>
public sealed record EventLine(
    long Id, long ProjectId, string Title, EventKind Kind, EventStatus Status, DateTime? ScheduledAt, string TimeZone, int? DurationMinutes,
    long? ArticleId, long? ImageId, DateTime? DueAt, int Version);

/// <summary>The team's events, read.</summary>
public sealed class Agenda(Database database)
{
    /// <summary>How many events a span of the calendar shows at most; the soonest.</summary>
    public const int MaxShown = 10_000;

    /// <summary>How many undated ones are shown at most; the newest.</summary>
    public const int MaxIdeas = 200;

    private const int MaxDue = 50;

    /// <summary>A page, soonest first; what has no date comes last.</summary>
    public async Task<Page<CalendarEvent>> ListAsync(Actor actor, CalendarFilter filter, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var events = filter.Apply(Events(db, actor));
        var total = await events.CountAsync(ct);
        var skipped = (page.Number - 1L) * page.PerPage;
        var items = skipped >= total ? [] : await InOrder(events).Skip((int)skipped).Take(page.PerPage).ToListAsync(ct);
        return new(items, page.Number, page.PerPage, total);
    }

    /// <summary>What is planned from one instant to before another, soonest first.</summary>
    public async Task<IReadOnlyList<EventLine>> BetweenAsync(Actor actor, CalendarFilter filter, DateTime from, DateTime before, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var events = filter.Apply(Events(db, actor).Where(e => e.OrderAt >= from && e.OrderAt < before));
        return await Lines(InOrder(events).Take(MaxShown)).ToListAsync(ct);
    }

    /// <summary>What has no date and is not done with, newest first, whatever span the filter names.</summary>
    public async Task<IReadOnlyList<EventLine>> IdeasAsync(Actor actor, CalendarFilter filter, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var events = (filter with { From = null, To = null }).Apply(Events(db, actor).Where(e => e.OrderAt == CalendarEvent.Someday && (e.Status == EventStatus.Idea || e.Status == EventStatus.Draft)));
        return await Lines(events.OrderByDescending(e => e.Id).Take(MaxIdeas)).ToListAsync(ct);
    }

    /// <summary>What should have been published by now and still waits for somebody, the longest first.</summary>
    public async Task<IReadOnlyList<EventLine>> DueAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var events = Events(db, actor).Where(e => e.DueAt != null && e.Status == EventStatus.Scheduled);
        return await Lines(events.OrderBy(e => e.DueAt).ThenBy(e => e.Id).Take(MaxDue)).ToListAsync(ct);
    }

    /// <returns>Null where the team has no such event, or had one.</returns>
    public async Task<CalendarEvent?> FindAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await Events(db, actor).SingleOrDefaultAsync(e => e.Id == id, ct);
    }

    private static IQueryable<CalendarEvent> Events(RankionDbContext db, Actor actor) => db.For(actor).CalendarEvents.Where(e => e.DeletedAt == null);

    private static IOrderedQueryable<CalendarEvent> InOrder(IQueryable<CalendarEvent> events) => events.OrderBy(e => e.OrderAt).ThenBy(e => e.Id);

    private static IQueryable<EventLine> Lines(IQueryable<CalendarEvent> events) => events.Select(e => new EventLine(
        e.Id, e.ProjectId, e.Title, e.Kind, e.Status, e.ScheduledAt, e.TimeZone, e.DurationMinutes, e.ArticleId, e.ImageId, e.DueAt, e.Version));
}
