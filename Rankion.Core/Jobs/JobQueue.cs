using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Live;

namespace Rankion.Core.Jobs;

/// <summary>Puts jobs in, tells how they stand, and ends them. Who runs them is <see cref="JobWorker"/>.</summary>
public sealed class JobQueue(
    Database database, JobSignal signal, RunningJobs running, AuditTrail audit, ChangeFeed feed, IServiceProvider services, TimeProvider time)
{
    private static readonly JobStatus[] Open = [JobStatus.Queued, JobStatus.Processing];

    /// <summary>Adds a job to the caller's transaction; it starts when that commits.</summary>
    /// <returns>The row, with its id.</returns>
    internal async Task<Job> AddAsync(WriteScope write, Actor actor, string kind, int total, CancellationToken ct)
    {
        var now = time.UtcNow();
        var job = new Job { TeamId = actor.TeamId, UserId = actor.UserId, Kind = kind, Total = total, RunAfter = now, CreatedAt = now };
        write.Db.Add(job);
        await write.Db.SaveChangesAsync(ct);
        write.AfterCommit(() => feed.Publish(new JobChanged(job.TeamId, job.Id, job.Status, job.Stage)));
        write.AfterCommit(signal.Wake);
        return job;
    }

    public async Task<Job?> FindAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Jobs.SingleOrDefaultAsync(j => j.Id == id, ct);
    }

    /// <summary>Of the work: what is open, and what has ended lately; newest first, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<Job>> ListRecentAsync(Actor actor, int limit, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await Work(db.For(actor).Jobs).OrderByDescending(j => j.Id).Take(limit).ToListAsync(ct);
    }

    /// <summary>How many jobs of the team come before this one.</summary>
    public async Task<int> AheadOfAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await Work(db.For(actor).Jobs).CountAsync(j => j.Status == JobStatus.Queued && j.Id < id, ct);
    }

    /// <summary>Ends a job that is not finished, and gives its money back. A finished one stays as it is.</summary>
    /// <returns>The job as it stands now; null where the team has none of that id.</returns>
    public async Task<Job?> CancelAsync(Actor actor, long id, CancellationToken ct)
    {
        actor.RequireWrite();
        if (await FindAsync(actor, id, ct) is null)
            return null;
        await database.WriteAsync(async write =>
        {
            if (await EndAsync(write, id, null, JobStatus.Cancelled, null, null, ct))
                audit.Record(write, actor, "job.cancelled", "job", id);
        }, ct);
        return await FindAsync(actor, id, ct);
    }

    /// <summary>
    /// Ends an open job, once, whoever comes first: the worker (which must still hold the lease), a person, the reaper. Its
    /// kind settles the rest in the same transaction.
    /// </summary>
    /// <param name="owner">The lease that must still stand; null where none is needed.</param>
    internal Task<bool> EndAsync(long id, string? owner, JobStatus status, string? code, string? message, CancellationToken ct) =>
        database.WriteAsync(write => EndAsync(write, id, owner, status, code, message, ct), ct);

    /// <inheritdoc cref="EndAsync(long, string?, JobStatus, string?, string?, CancellationToken)"/>
    internal async Task<bool> EndAsync(WriteScope write, long id, string? owner, JobStatus status, string? code, string? message, CancellationToken ct)
    {
        var now = time.UtcNow();
        var ended = await write.Db.AcrossTeams().Jobs
            .Where(j => j.Id == id && Open.Contains(j.Status) && (owner == null || j.LeaseOwner == owner))
            .ExecuteUpdateAsync(set => set
                .SetProperty(j => j.Status, status)
                .SetProperty(j => j.Stage, (string?)null)
                .SetProperty(j => j.ErrorCode, code)
                .SetProperty(j => j.ErrorMessage, message)
                .SetProperty(j => j.LeaseOwner, (string?)null)
                .SetProperty(j => j.LeaseUntil, (DateTime?)null)
                .SetProperty(j => j.FinishedAt, now), ct);
        if (ended == 0)
            return false;
        var job = await write.Db.AcrossTeams().Jobs.AsNoTracking().SingleAsync(j => j.Id == id, ct);
        if (status != JobStatus.Ready)
            await services.GetRequiredKeyedService<IJob>(job.Kind).SettleAsync(write, job, ct);
        write.AfterCommit(() => feed.Publish(new JobChanged(job.TeamId, id, status, null)));
        if (owner is null)
            write.AfterCommit(() => running.Abort(id));
        return true;
    }

    private IQueryable<Job> Work(IQueryable<Job> jobs) => services.GetRequiredService<JobLanes>().Only(jobs, JobLane.Work);
}
