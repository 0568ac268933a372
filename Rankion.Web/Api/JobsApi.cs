using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rankion.Core.Jobs;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/jobs</c>.</summary>
internal static class JobsApi
{
    public static void MapJobs(this IEndpointRouteBuilder v1)
    {
        var jobs = v1.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("/{job_id:long}", FindAsync).WithName("getJob").Refuses(404);
        jobs.MapDelete("/{job_id:long}", CancelAsync).WithName("cancelJob").Refuses(404);
    }

    /// <summary>Read how a job stands.</summary>
    internal static async Task<Results<Ok<Item<JobResource>>, NotFound>> FindAsync(
        [FromRoute(Name = "job_id")] long jobId, JobQueue queue, HttpContext http, CancellationToken ct) =>
        await queue.FindAsync(http.Actor(), jobId, ct) is { } job ? TypedResults.Ok(new Item<JobResource>(Show(job))) : TypedResults.NotFound();

    /// <summary>Cancel a job.</summary>
    /// <remarks>The credits of what is not ready are given back. A finished job stays as it is.</remarks>
    internal static async Task<Results<Ok<Item<JobResource>>, NotFound>> CancelAsync(
        [FromRoute(Name = "job_id")] long jobId, JobQueue queue, HttpContext http, CancellationToken ct) =>
        await queue.CancelAsync(http.Actor(), jobId, ct) is { } job ? TypedResults.Ok(new Item<JobResource>(Show(job))) : TypedResults.NotFound();

    private static JobResource Show(Job job) => new()
    {
        Id = ApiIds.Job(job.Id),
        Kind = job.Kind,
        Status = job.Status,
        Stage = job.Stage,
        Progress = new(job.Done, job.Total),
        Attempts = job.Attempts,
        Error = job.ErrorCode is { } code ? new(code, job.ErrorMessage ?? "") : null,
        CreatedAt = job.CreatedAt,
        StartedAt = job.StartedAt,
        FinishedAt = job.FinishedAt,
    };
}
