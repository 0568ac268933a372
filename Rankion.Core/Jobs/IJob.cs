using Rankion.Core.Data;

namespace Rankion.Core.Jobs;

/// <summary>One kind of slow work. May run more than once for the same row: what is done is not done again.</summary>
public interface IJob
{
    /// <exception cref="RetryLaterException">Not now: the queue tries again, while attempts are left.</exception>
    /// <exception cref="JobFailedException">Not at all: the reason is for a person.</exception>
    Task RunAsync(JobRun run, CancellationToken ct);

    /// <summary>
    /// The job has just ended without success, in this very transaction: settles what it leaves behind, money included.
    /// </summary>
    Task SettleAsync(WriteScope write, Job job, CancellationToken ct);
}

/// <summary>A job in the hands of a worker.</summary>
/// <param name="Job">The row as it was taken.</param>
/// <param name="Owner">Who holds the lease.</param>
/// <param name="IsLastAttempt">True where a <see cref="RetryLaterException"/> would end the job.</param>
public sealed record JobRun(Job Job, string Owner, bool IsLastAttempt);

/// <summary>A passing fault: the same job may succeed later.</summary>
public sealed class RetryLaterException(string code, string message, TimeSpan? after = null) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>How long whoever is asked wants us to wait; the queue's own back-off is the least.</summary>
    public TimeSpan? After { get; } = after;
}

/// <summary>The job cannot succeed; the message is for a person.</summary>
public sealed class JobFailedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
