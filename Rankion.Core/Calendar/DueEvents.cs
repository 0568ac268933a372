using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Live;

namespace Rankion.Core.Calendar;

/// <summary>
/// Sees which scheduled events have reached their time and has their members told, once, by whichever server comes first. It
/// publishes nothing. Also forgets what was deleted so long ago that no feed tells of it any more.
/// </summary>
public sealed class DueEvents(Database database, ChangeFeed feed, TimeProvider time)
{
    /// <summary>How long feeds tell of what was cancelled or deleted.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    private const int BatchSize = 200;

    /// <returns>How many have become due.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var total = 0;
        int due;
        do
            total += due = await BatchAsync(ct);
        while (due == BatchSize);
        return total;
    }

    public Task ForgetAsync(CancellationToken ct)
    {
        var old = time.UtcNow() - Memory;
        return database.WriteAsync(write => write.Db.AcrossTeams().CalendarEvents.Where(e => e.DeletedAt < old).ExecuteDeleteAsync(ct), ct);
    }

    private Task<int> BatchAsync(CancellationToken ct) => database.WriteAsync(async write =>
    {
        // two servers at once would both tell
        await write.LockAsync("due events", ct);
        var now = time.UtcNow();
        var due = await write.Db.AcrossTeams().CalendarEvents
            .Where(e => e.Status == EventStatus.Scheduled && e.DueAt == null && e.DeletedAt == null && e.ScheduledAt <= now)
            .OrderBy(e => e.ScheduledAt).Take(BatchSize).ToListAsync(ct);
        foreach (var e in due)
            e.DueAt = now;
        foreach (var team in due.GroupBy(e => e.TeamId))
            write.AfterCommit(() => feed.Publish(new EventsDue(team.Key, [.. team.Select(e => e.Id)])));
        return due.Count;
    }, ct);
}
