using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
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

/// <summary>An export of the history, with the name of who asked for it.</summary>
public sealed record ExportLine(ExportState State, string? By);

/// <summary>What an export would hold.</summary>
/// <param name="Images">How many were named.</param>
/// <param name="Ready">How many of them would come along.</param>
/// <param name="Bytes">Of their originals.</param>
public sealed record ExportEstimate(int Images, int Ready, long Bytes)
{
    public int Archives => (Images + ExportRequest.MaxImages - 1) / ExportRequest.MaxImages;
}

/// <summary>
/// Accepts exports of images and tells how they stand. Whoever may see the images may take them along, so it asks for no right
/// to write; the API does, of every POST. The archive is written by <see cref="ExportImagesJob"/>.
/// </summary>
public sealed class Exporter(Database database, ImageScopes scopes, JobQueue queue, AuditTrail audit, TimeProvider time)
{
    /// <summary>Unknown ids that a refusal names.</summary>
    private const int Named = 10;

    /// <summary>How many archives one scope may become.</summary>
    private const int MaxArchives = 20;

    /// <returns>The job's id, which is the export's as well.</returns>
    /// <exception cref="RefusalException">422 for none, too many, or images that the team does not have. Nothing has changed then.</exception>
    public Task<long> RequestAsync(Actor actor, ExportRequest request, CancellationToken ct) =>
        RequestAsync(actor, request, (_, _) => Task.CompletedTask, ct);

    /// <inheritdoc cref="RequestAsync(Actor, ExportRequest, CancellationToken)"/>
    /// <param name="accepted">Runs in the same transaction, so that what it writes stands exactly if the export was accepted.</param>
    public Task<long> RequestAsync(Actor actor, ExportRequest request, Func<WriteScope, long, Task> accepted, CancellationToken ct)
    {
        Annotations.Check(request);
        var ids = request.DistinctIds();
        return database.WriteAsync(async write =>
        {
            await RequireAllAsync(write.Db.For(actor), ids, ct);
            var jobId = await AddAsync(write, actor, ids, request, ct);
            await accepted(write, jobId);
            return jobId;
        }, ct);
    }

    /// <summary>The images of a scope that are there, in as many archives as that takes.</summary>
    /// <param name="how">All but the ids.</param>
    /// <returns>The jobs' ids, in the order of the images.</returns>
    /// <exception cref="RefusalException">422 for none or too many. Nothing has changed then.</exception>
    public async Task<IReadOnlyList<long>> RequestAsync(Actor actor, ImageScope scope, ExportRequest how, CancellationToken ct)
    {
        Annotations.Check(how);
        var wanted = await scopes.IdsAsync(actor, scope, ct);
        if (wanted.Count > ExportRequest.MaxImages * MaxArchives)
            throw Refusal.Invalid("ids", $"At most {ExportRequest.MaxImages * MaxArchives} images are exported at once. Narrow the selection.");
        return await database.WriteAsync(async write =>
        {
            var jobs = new List<long>();
            foreach (var ids in (await ThereAsync(write.Db.For(actor), wanted, ct)).Chunk(ExportRequest.MaxImages))
                jobs.Add(await AddAsync(write, actor, ids, how, ct));
            return jobs.Count > 0 ? jobs : throw Refusal.Invalid("ids", "There are no such images any more.");
        }, ct);
    }

    /// <summary>The same images once more, as they are now; those deleted for good meanwhile stay out.</summary>
    /// <returns>The new job's id; null where the team has no such export.</returns>
    /// <exception cref="RefusalException">422 where none of its images is there any more.</exception>
    public async Task<long?> RepeatAsync(Actor actor, long jobId, CancellationToken ct)
    {
        if (await FindAsync(actor, jobId, ct) is not { } found)
            return null;
        var export = found.Export;
        var how = new ExportRequest
        {
            Format = export.Format,
            Quality = export.Quality,
            IncludeMetadata = export.IncludeMetadata,
            IncludePrompts = !export.OmitPrompts,
        };
        return (await RequestAsync(actor, ImageScope.Of(export.ImageIds), how, ct))[0];
    }

    /// <summary>The exports of some jobs of the team; jobs of another kind have none.</summary>
    public async Task<IReadOnlyDictionary<long, ExportState>> OfJobsAsync(Actor actor, IReadOnlyCollection<Job> jobs, CancellationToken ct)
    {
        var kind = jobs.Where(j => j.Kind == ExportImagesJob.Kind).ToDictionary(j => j.Id);
        if (kind.Count == 0)
            return new Dictionary<long, ExportState>();
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Exports.Where(e => kind.Keys.Contains(e.JobId)).ToDictionaryAsync(e => e.JobId, e => new ExportState(e, kind[e.JobId], StatusOf(e, kind[e.JobId])), ct);
    }

    /// <summary>The team's exports, the latest first.</summary>
    public async Task<Page<ExportLine>> ListAsync(Actor actor, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var team = db.For(actor);
        var total = await team.Exports.CountAsync(ct);
        var skipped = (page.Number - 1L) * page.PerPage;
        var exports = skipped >= total ? [] : await team.Exports.OrderByDescending(e => e.JobId).Skip((int)skipped).Take(page.PerPage).ToListAsync(ct);
        var ids = exports.ConvertAll(e => e.JobId);
        var jobs = await team.Jobs.Where(j => ids.Contains(j.Id)).ToDictionaryAsync(j => j.Id, ct);
        var people = jobs.Values.Select(j => j.UserId).Distinct().ToList();
        var names = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        var lines = exports.ConvertAll(e => new ExportLine(new(e, jobs[e.JobId], StatusOf(e, jobs[e.JobId])), names.GetValueOrDefault(jobs[e.JobId].UserId)));
        return new(lines, page.Number, page.PerPage, total);
    }

    /// <summary>What an export of a scope would hold.</summary>
    public async Task<ExportEstimate> EstimateAsync(Actor actor, ImageScope scope, CancellationToken ct)
    {
        var ids = await scopes.IdsAsync(actor, scope, ct);
        await using var db = await database.OpenAsync(ct);
        var (images, bytes) = (0, 0L);
        foreach (var some in ids.Take(ExportRequest.MaxImages * MaxArchives).Chunk(ExportRequest.MaxImages))
        {
            var sizes = await db.For(actor).Images.Where(i => some.Contains(i.Id) && i.Status == ProcessingStatus.Ready && i.DeletedAt == null)
                .Select(i => i.SizeBytes).ToListAsync(ct);
            (images, bytes) = (images + sizes.Count, bytes + sizes.Sum());
        }
        return new(ids.Count, images, bytes);
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

    private async Task<long> AddAsync(WriteScope write, Actor actor, IReadOnlyList<long> ids, ExportRequest how, CancellationToken ct)
    {
        var job = await queue.AddAsync(write, actor, ExportImagesJob.Kind, ids.Count, ct);
        write.Db.Add(new Export
        {
            JobId = job.Id,
            TeamId = actor.TeamId,
            ImageIds = ids,
            Format = how.Format,
            Quality = how.Format is ExportFormat.Jpeg or ExportFormat.Webp ? how.Quality : null,
            IncludeMetadata = how.IncludeMetadata,
            OmitPrompts = !how.IncludePrompts,
        });
        audit.Record(write, actor, "export.requested", "export", job.Id, ids.Count == 1 ? "1 image" : $"{ids.Count} images");
        return job.Id;
    }

    /// <summary>Those that the team has, in their order.</summary>
    private static async Task<List<long>> ThereAsync(TeamData team, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var there = new List<long>(ids.Count);
        foreach (var some in ids.Chunk(ExportRequest.MaxImages))
        {
            var found = await team.Images.Where(i => some.Contains(i.Id)).Select(i => i.Id).ToHashSetAsync(ct);
            there.AddRange(some.Where(found.Contains));
        }
        return there;
    }

    private static async Task RequireAllAsync(TeamData team, List<long> ids, CancellationToken ct)
    {
        var there = await team.Images.Where(i => ids.Contains(i.Id)).Select(i => i.Id).ToListAsync(ct);
        var unknown = ids.Except(there).ToList();
        if (unknown.Count > 0)
            throw Refusal.Invalid("ids", $"There are no such images: {string.Join(", ", unknown.Take(Named))}{(unknown.Count > Named ? " …" : "")}.");
    }
}
