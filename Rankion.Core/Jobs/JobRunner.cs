using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rankion.Core.Telemetry;

namespace Rankion.Core.Jobs;

/// <summary>Runs one job that this process holds, and sorts every end into ready, again later, or failed.</summary>
public sealed class JobRunner(JobQueue queue, JobLeases leases, IServiceProvider services, IOptions<JobsOptions> options, ILogger<JobRunner> log)
{
    private readonly JobsOptions options = options.Value;

    /// <summary>Never throws: what cannot be settled now keeps its lease, which runs out, and the job comes back by itself.</summary>
    internal async Task RunAsync(Job job, CancellationToken stop)
    {
        using var attempt = Signals.Attempt(job);
        try
        {
            var end = await TryAsync(job, stop);
            log.LogInformation("Job {JobId} of kind {Kind}: {Status} {Code}", job.Id, job.Kind, end.Status, end.Code);
            attempt.Outcome = end.Status == JobStatus.Ready ? "ok" : end.Code ?? attempt.Outcome;
            await EndAsync(job, end);
        }
        catch (Exception e)
        {
            log.LogError(e, "Job {JobId} could not be settled", job.Id);
        }
    }

    private async Task<JobEnd> TryAsync(Job job, CancellationToken stop)
    {
        if (job.Attempts > options.MaxAttempts)
            return new(JobStatus.Failed, "worker_lost", "The server stopped several times while it worked on this.");
        var last = job.Attempts == options.MaxAttempts;
        try
        {
            await services.GetRequiredKeyedService<IJob>(job.Kind).RunAsync(new JobRun(job, leases.Owner, last), stop);
            return new(JobStatus.Ready);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new(JobStatus.Queued);
        }
        catch (RetryLaterException e)
        {
            return last ? new(JobStatus.Failed, e.Code, e.Message) : new(JobStatus.Queued, e.Code, e.Message, Wait(job.Attempts, e.After));
        }
        catch (JobFailedException e)
        {
            return new(JobStatus.Failed, e.Code, e.Message);
        }
        catch (Exception e)
        {
            log.LogError(e, "Job {JobId} of kind {Kind} broke", job.Id, job.Kind);
            return new(JobStatus.Failed, "internal_error", "Something went wrong on our side.");
        }
    }

    /// <summary>Where somebody else has ended the job or taken it over meanwhile, nothing happens here.</summary>
    private Task EndAsync(Job job, JobEnd end) => end.Status == JobStatus.Queued
        ? leases.ReturnAsync(job, end.After, end.Code, end.Message, CancellationToken.None)
        : queue.EndAsync(job.Id, leases.Owner, end.Status, end.Code, end.Message, CancellationToken.None);

    /// <summary>Doubles with each attempt, a little at random so that many do not come back at once, and has a ceiling.</summary>
    private TimeSpan Wait(int attempts, TimeSpan? asked)
    {
        var own = options.Backoff * Math.Pow(2, attempts - 1) * (0.75 + (Random.Shared.NextDouble() / 2));
        var wait = asked > own ? asked.Value : own;
        return wait < options.MaxBackoff ? wait : options.MaxBackoff;
    }

    private sealed record JobEnd(JobStatus Status, string? Code = null, string? Message = null, TimeSpan After = default);
}
