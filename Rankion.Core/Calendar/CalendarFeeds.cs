using Microsoft.EntityFrameworkCore;
using Rankion.Core.Accounts;
using Rankion.Core.Audit;
using Rankion.Core.Data;

namespace Rankion.Core.Calendar;

/// <summary>A new feed with its token, which is shown this once.</summary>
public sealed record IssuedFeed(CalendarFeed Feed, string Token);

/// <summary>A feed in the hands of who has its address, with what it tells.</summary>
/// <param name="Events">Dated ones, soonest first; deleted ones are among them.</param>
public sealed record OpenedFeed(CalendarFeed Feed, IReadOnlyList<CalendarEvent> Events);

/// <summary>The addresses by which calendars elsewhere follow this one. A feed that is revoked is gone.</summary>
public sealed class CalendarFeeds(Database database, AuditTrail audit, TimeProvider time)
{
    /// <summary>How many a team may have.</summary>
    public const int Max = 200;

    private const int MaxEvents = 5_000;

    /// <summary>How far back a feed goes.</summary>
    private static readonly TimeSpan Past = TimeSpan.FromDays(365);

    /// <param name="projectId">Null: a feed of the whole team.</param>
    /// <param name="name">What subscribers see; null: the project's.</param>
    /// <returns>Null where the team has no such project.</returns>
    /// <exception cref="RefusalException">422 for a bad name, 409 <c>too_many_feeds</c>, 403 for a reader.</exception>
    public Task<IssuedFeed?> CreateAsync(Actor actor, long? projectId, string? name, CalendarFilter filter, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            var team = write.Db.For(actor);
            var project = projectId is null ? null : await team.Projects.SingleOrDefaultAsync(p => p.Id == projectId, ct);
            if (projectId is not null && project is null)
                return null;
            name = name?.Trim() ?? project?.Name ?? "";
            if (name.Length is 0 or > CalendarFeed.MaxName || !Annotations.IsText(name))
                throw Refusal.Invalid("name", $"A name has 1 to {CalendarFeed.MaxName} characters.");
            if (await team.CalendarFeeds.CountAsync(ct) >= Max)
                throw Refusal.Conflict("too_many_feeds", $"A team has at most {Max} feeds. Revoke one that nobody reads.");
            var token = Secret.Create(CalendarFeed.TokenLength);
            var feed = new CalendarFeed
            {
                TeamId = actor.TeamId,
                ProjectId = projectId,
                Name = name,
                Filter = (projectId is { } only ? filter with { ProjectIds = [only] } : filter).ToText(),
                TokenHash = Secret.Hash(token),
                CreatedById = actor.UserId,
                CreatedAt = time.UtcNow(),
            };
            write.Db.Add(feed);
            await write.Db.SaveChangesAsync(ct);
            audit.Record(write, actor, "calendar_feed.created", "calendar_feed", feed.Id, name);
            return new IssuedFeed(feed, token);
        }, ct);
    }

    /// <summary>The team's feeds, or a project's own, newest first.</summary>
    public async Task<IReadOnlyList<CalendarFeed>> ListAsync(Actor actor, long? projectId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var feeds = db.For(actor).CalendarFeeds;
        return await (projectId is null ? feeds : feeds.Where(f => f.ProjectId == projectId)).OrderByDescending(f => f.Id).Take(Max).ToListAsync(ct);
    }

    /// <summary>Revokes one feed of the team.</summary>
    /// <returns>False where the team has no such feed.</returns>
    /// <exception cref="RefusalException">403 for a reader.</exception>
    public async Task<bool> RevokeAsync(Actor actor, long id, CancellationToken ct) => await RevokeAsync(actor, feeds => feeds.Where(f => f.Id == id), ct) == 1;

    /// <summary>Revokes a project's feeds, or the one of a token.</summary>
    /// <returns>How many; null where the team has no such project.</returns>
    /// <exception cref="RefusalException">403 for a reader.</exception>
    public async Task<int?> RevokeAsync(Actor actor, long projectId, string? token, CancellationToken ct)
    {
        await using (var db = await database.OpenAsync(ct))
        {
            if (!await db.For(actor).Projects.AnyAsync(p => p.Id == projectId, ct))
                return null;
        }
        var hash = token is null ? null : Secret.Hash(token);
        return await RevokeAsync(actor, feeds => feeds.Where(f => f.ProjectId == projectId && (hash == null || f.TokenHash == hash)), ct);
    }

    /// <summary>What a feed tells now, for whoever has its token.</summary>
    /// <param name="projectId">Where the address names a project: it must be that one's.</param>
    /// <returns>Null for a token that is none, or no longer.</returns>
    public async Task<OpenedFeed?> OpenAsync(string token, long? projectId, CancellationToken ct)
    {
        if (token.Length != CalendarFeed.TokenLength || !token.All(char.IsAsciiLetterOrDigit))
            return null;
        var hash = Secret.Hash(token);
        await using var db = await database.OpenAsync(ct);
        if (await db.AcrossTeams().CalendarFeeds.SingleOrDefaultAsync(f => f.TokenHash == hash, ct) is not { } feed || (projectId is not null && feed.ProjectId != projectId))
            return null;
        var now = time.UtcNow();
        var (since, remembered) = (now.Date - Past, now.Date - DueEvents.Memory);
        var events = await CalendarFilter.Parse(feed.Filter).Apply(db.ForTeam(feed.TeamId).CalendarEvents)
            .Where(e => e.OrderAt >= since && e.OrderAt < CalendarEvent.Someday && (e.DeletedAt == null || e.DeletedAt >= remembered)
                && (e.Status != EventStatus.Cancelled || e.StatusAt >= remembered))
            .OrderBy(e => e.OrderAt).ThenBy(e => e.Id).Take(MaxEvents).ToListAsync(ct);
        await NoteAsync(feed, now, ct);
        return new(feed, events);
    }

    private Task<int> RevokeAsync(Actor actor, Func<IQueryable<CalendarFeed>, IQueryable<CalendarFeed>> which, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            var feeds = await which(write.Db.For(actor).CalendarFeeds).ToListAsync(ct);
            write.Db.RemoveRange(feeds);
            foreach (var feed in feeds)
                audit.Record(write, actor, "calendar_feed.revoked", "calendar_feed", feed.Id, feed.Name);
            return feeds.Count;
        }, ct);
    }

    /// <summary>That it is still read; not every time, for it is read often.</summary>
    private async Task NoteAsync(CalendarFeed feed, DateTime now, CancellationToken ct)
    {
        if (feed.LastReadAt > now.AddHours(-1))
            return;
        await database.WriteAsync(write => write.Db.ForTeam(feed.TeamId).CalendarFeeds.Where(f => f.Id == feed.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.LastReadAt, now), ct), ct);
    }
}
