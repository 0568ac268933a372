using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Jobs;

namespace Rankion.Core.Exports;

/// <summary>How an export stands.</summary>
public enum ExportStatus
{
    Queued,
    Processing,
    Ready,
    Failed,
    Expired,
}

/// <summary>An export with its job, as they stand now.</summary>
public sealed record ExportState(Export Export, Job Job, ExportStatus Status);

/// <summary>
/// Accepts exports of images and tells how they stand. Whoever may see the images may take them along, so it asks for no right
/// to write; the API does, of every POST. The archive is written by <see cref="ExportImagesJob"/>.
/// </summary>
public sealed class Exporter(Database database, JobQueue queue, AuditTrail audit, TimeProvider time)
{
    /// <summary>Unknown ids that a refusal names.</summary>
    private const int Named = 10;

    /// <returns>The job's id, which is the export's as well.</returns>
    /// <exception cref="RefusalException">422 for none, too many, or images that the team does not have. Nothing has changed then.</exception>
    public Task<long> RequestAsync(Actor actor, ExportRequest request, CancellationToken ct) =>
        RequestAsync(actor, request, (_, _) => Task.CompletedTask, ct);

    /// <inheritdoc cref="RequestAsync(Actor, ExportRequest, CancellationToken)"/>
    /// <param name="accepted">Runs in the same transaction, so that what it writes stands exactly if the export was accepted.</param>
    public Task<long> RequestAsync(Actor actor, ExportRequest request, Func<WriteScope, long, Task> accepted, CancellationToken ct)
    {
        var ids = request.DistinctIds();
        return database.WriteAsync(async write =>
        {
            await RequireAllAsync(write.Db.For(actor), ids, ct);
            var job = await queue.AddAsync(write, actor, ExportImagesJob.Kind, ids.Count, ct);
            write.Db.Add(new Export
            {
                JobId = job.Id,
                TeamId = actor.TeamId,
                ImageIds = ids,
                Format = request.Format,
                IncludeMetadata = request.IncludeMetadata,
            });
            audit.Record(write, actor, "export.requested", "export", job.Id, ids.Count == 1 ? "1 image" : $"{ids.Count} images");
            await accepted(write, job.Id);
            return job.Id;
        }, ct);
    }

    /// <returns>Null where the team has no such export.</returns>
    public async Task<ExportState?> FindAsync(Actor actor, long jobId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var team = db.For(actor);
        var found = await team.Exports.Join(team.Jobs, e => e.JobId, j => j.Id, (export, job) => new { export, job })
            .SingleOrDefaultAsync(f => f.export.JobId == jobId, ct);
        return found is null ? null : new(found.export, found.job, StatusOf(found.export, found.job));
    }

    private ExportStatus StatusOf(Export export, Job job) => job.Status switch
    {
        JobStatus.Queued => ExportStatus.Queued,
        JobStatus.Processing => ExportStatus.Processing,
        JobStatus.Ready => export.ExpiresAt > time.UtcNow() ? ExportStatus.Ready : ExportStatus.Expired,
        _ => ExportStatus.Failed,
    };

    private static async Task RequireAllAsync(TeamData team, List<long> ids, CancellationToken ct)
    {
        var there = await team.Images.Where(i => ids.Contains(i.Id)).Select(i => i.Id).ToListAsync(ct);
        var unknown = ids.Except(there).ToList();
        if (unknown.Count > 0)
            throw Refusal.Invalid("ids", $"There are no such images: {string.Join(", ", unknown.Take(Named))}{(unknown.Count > Named ? " …" : "")}.");
    }
}
