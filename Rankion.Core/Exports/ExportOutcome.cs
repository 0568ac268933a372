using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rankion.Core.Data;
using Rankion.Core.Jobs;
using Rankion.Core.Live;

namespace Rankion.Core.Exports;

/// <summary>Moves the rows of an export on. A worker that no longer holds the job's lease changes nothing.</summary>
public sealed class ExportOutcome(Database database, ChangeFeed feed, IOptions<ExportsOptions> options, TimeProvider time)
{
    internal async Task<Export> FindAsync(Job job, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.ForTeam(job.TeamId).Exports.SingleAsync(e => e.JobId == job.Id, ct);
    }

    internal Task ReportAsync(JobRun run, string stage, int done, CancellationToken ct) =>
        database.WriteAsync(write => HoldAsync(write, run, stage, done, ct), ct);

    /// <summary>The archive is whole. From now on it is kept for the days configured.</summary>
    internal Task CompleteAsync(JobRun run, string key, long sizeBytes, int missing, CancellationToken ct) => database.WriteAsync(async write =>
    {
        if (!await HoldAsync(write, run, "checking", run.Job.Total, ct))
            return;
        var expires = time.UtcNow().AddDays(options.Value.Days);
        await write.Db.ForTeam(run.Job.TeamId).Exports.Where(e => e.JobId == run.Job.Id).ExecuteUpdateAsync(set => set
            .SetProperty(e => e.FileKey, key)
            .SetProperty(e => e.SizeBytes, sizeBytes)
            .SetProperty(e => e.Missing, missing)
            .SetProperty(e => e.ExpiresAt, expires), ct);
    }, ct);

    /// <summary>The job ended without success: what it may have written is nobody's any more, and is swept up.</summary>
    internal static Task DropAsync(WriteScope write, Job job, CancellationToken ct) => write.Db.ForTeam(job.TeamId).Exports.Where(e => e.JobId == job.Id)
        .ExecuteUpdateAsync(set => set.SetProperty(e => e.FileKey, (string?)null).SetProperty(e => e.ExpiresAt, (DateTime?)null), ct);

    private async Task<bool> HoldAsync(WriteScope write, JobRun run, string stage, int done, CancellationToken ct)
    {
        var job = run.Job;
        var held = await write.Db.ForTeam(job.TeamId).Jobs.Where(j => j.Id == job.Id && j.LeaseOwner == run.Owner && j.Status == JobStatus.Processing)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.Stage, stage).SetProperty(j => j.Done, done), ct);
        if (held > 0)
            write.AfterCommit(() => feed.Publish(new JobChanged(job.TeamId, job.Id, JobStatus.Processing, stage)));
        return held > 0;
    }
}
