using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rankion.Core.Data;
using Rankion.Core.Live;

namespace Rankion.Core.Jobs;

/// <summary>Takes jobs for this process and holds them, by rows alone, so that any number of servers share one queue.</summary>
public sealed class JobLeases(Database database, RunningJobs running, JobLanes lanes, ChangeFeed feed, IOptions<JobsOptions> options, TimeProvider time)
{
    private readonly JobsOptions options = options.Value;
    private DateTime looked;

    /// <summary>Names this process in the rows it holds.</summary>
    public string Owner { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Takes as many jobs as each lane has room for here: the oldest of each team in turn, teams with little running first.</summary>
    internal async Task<List<Job>> TakeAsync(CancellationToken ct)
    {
        var open = Enum.GetValues<JobLane>().Where(lane => FreeIn(lane) > 0).ToList();
        return open.Count == 0 ? [] : await database.WriteAsync(async write =>
        {
            var taken = new List<Job>();
            looked = time.UtcNow();
            foreach (var lane in open)
                taken.AddRange(await TakeAsync(write, lane, ct));
            foreach (var job in taken)
                write.AfterCommit(() => feed.Publish(new JobChanged(job.TeamId, job.Id, job.Status, job.Stage)));
            return taken;
        }, ct);
    }

    /// <summary>Stretches the leases of what runs here; what is no longer ours is stopped.</summary>
    internal async Task RenewAsync(CancellationToken ct)
    {
        var ids = running.Ids;
        if (ids.Count == 0)
            return;
        var until = time.UtcNow() + options.Lease;
        var held = await database.WriteAsync(async write =>
        {
            var mine = write.Db.AcrossTeams().Jobs.Where(j => ids.Contains(j.Id) && j.LeaseOwner == Owner && j.Status == JobStatus.Processing);
            await mine.ExecuteUpdateAsync(set => set.SetProperty(j => j.LeaseUntil, until), ct);
            return await mine.Select(j => j.Id).ToListAsync(ct);
        }, ct);
        foreach (var lost in ids.Except(held))
            running.Abort(lost);
    }

    /// <summary>Puts a job back, to be taken again after a while; where <paramref name="code"/> is null it was no fault, and does not count.</summary>
    internal Task ReturnAsync(Job job, TimeSpan after, string? code, string? message, CancellationToken ct) => database.WriteAsync(async write =>
    {
        var runAfter = time.UtcNow() + after;
        var stage = code is null ? null : "waiting";
        var returned = await write.Db.AcrossTeams().Jobs.Where(j => j.Id == job.Id && j.LeaseOwner == Owner && j.Status == JobStatus.Processing)
            .ExecuteUpdateAsync(set => set
                .SetProperty(j => j.Status, JobStatus.Queued)
                .SetProperty(j => j.Stage, stage)
                .SetProperty(j => j.RunAfter, runAfter)
                .SetProperty(j => j.ErrorCode, code)
                .SetProperty(j => j.ErrorMessage, message)
                .SetProperty(j => j.Attempts, j => code == null ? j.Attempts - 1 : j.Attempts)
                .SetProperty(j => j.LeaseOwner, (string?)null)
                .SetProperty(j => j.LeaseUntil, (DateTime?)null), ct);
        if (returned > 0)
            write.AfterCommit(() => feed.Publish(new JobChanged(job.TeamId, job.Id, JobStatus.Queued, stage)));
    }, ct);

    /// <summary>How long until a job becomes due that is waiting for its time; null where none is.</summary>
    internal async Task<TimeSpan?> UntilNextAsync(CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        // what was due when we looked and was not taken waits for a place, and a place that becomes free wakes us
        var next = await db.AcrossTeams().Jobs.Where(j => j.Status == JobStatus.Queued && j.RunAfter > looked).MinAsync(j => (DateTime?)j.RunAfter, ct);
        return next is null ? null : TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerMillisecond, (next.Value - time.UtcNow()).Ticks));
    }

    private async Task<List<Job>> TakeAsync(WriteScope write, JobLane lane, CancellationToken ct)
    {
        var free = FreeIn(lane);
        var taken = new List<Job>();
        while (taken.Count < free)
        {
            var round = 0;
            foreach (var (_, id) in await NextOfEachTeamAsync(write, lane, taken, ct))
            {
                if (taken.Count < free && await TakeOneAsync(write, id, ct) is { } job)
                {
                    taken.Add(job);
                    round++;
                }
            }
            if (round == 0)
                break;
        }
        return taken;
    }

    private int FreeIn(JobLane lane) => options.PlacesIn(lane) - running.CountOf(lane);

    private async Task<List<(int Running, long Id)>> NextOfEachTeamAsync(WriteScope write, JobLane lane, List<Job> taken, CancellationToken ct)
    {
        var now = looked;
        var jobs = lanes.Only(write.Db.AcrossTeams().Jobs, lane);
        var due = await jobs.Where(j => j.Status == JobStatus.Queued && j.RunAfter <= now)
            .GroupBy(j => j.TeamId).Select(team => new { TeamId = team.Key, Id = team.Min(j => j.Id) }).ToListAsync(ct);
        var abandoned = await jobs.Where(j => j.Status == JobStatus.Processing && j.LeaseUntil < now)
            .Select(j => new { j.TeamId, j.Id }).ToListAsync(ct);
        // what runs here and was only late with its heartbeat is not taken a second time
        return [.. due.Concat(abandoned).ExceptBy(running.Ids, j => j.Id)
            .Select(j => (Running: running.CountOf(lane, j.TeamId) + taken.Count(t => t.TeamId == j.TeamId), j.Id))
            .Where(j => j.Running < options.PlacesOfATeamIn(lane))
            .OrderBy(j => j.Running).ThenBy(j => j.Id)];
    }

    private async Task<Job?> TakeOneAsync(WriteScope write, long id, CancellationToken ct)
    {
        var now = time.UtcNow();
        var until = now + options.Lease;
        var one = write.Db.AcrossTeams().Jobs.AsNoTracking().Where(j => j.Id == id);
        var taken = await one
            .Where(j => (j.Status == JobStatus.Queued && j.RunAfter <= now) || (j.Status == JobStatus.Processing && j.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set
                .SetProperty(j => j.Status, JobStatus.Processing)
                .SetProperty(j => j.Stage, (string?)null)
                .SetProperty(j => j.Attempts, j => j.Attempts + 1)
                .SetProperty(j => j.LeaseOwner, Owner)
                .SetProperty(j => j.LeaseUntil, until)
                .SetProperty(j => j.StartedAt, j => j.StartedAt ?? now), ct);
        return taken == 1 ? await one.SingleAsync(ct) : null;
    }
}
