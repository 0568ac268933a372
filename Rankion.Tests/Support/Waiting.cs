using Microsoft.Extensions.DependencyInjection;
using Rankion.Core;
using Rankion.Core.Jobs;
using Rankion.Core.Live;

namespace Rankion.Tests.Support;

public static class Waiting
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The job, once it has reached a state: told by the change feed, never by looking again and again.</summary>
    public static async Task<Job> WhenJobAsync(this IServiceProvider services, Actor actor, long jobId, Func<Job, bool> reached)
    {
        var queue = services.GetRequiredService<JobQueue>();
        using var moved = new SemaphoreSlim(1);
        using var feed = services.GetRequiredService<ChangeFeed>().Subscribe(actor.TeamId, _ => moved.Release());
        while (true)
        {
            Assert.True(await moved.WaitAsync(Limit), $"Job {jobId} stands still: {Describe(await queue.FindAsync(actor, jobId, CancellationToken.None))}");
            var job = await queue.FindAsync(actor, jobId, CancellationToken.None);
            if (reached(job!))
                return job!;
        }
    }

    public static Task<Job> WhenJobEndsAsync(this IServiceProvider services, Actor actor, long jobId) => services.WhenJobAsync(actor, jobId, j => j.IsFinal);

    /// <summary>For what another process does: it tells us nothing, so we look.</summary>
    public static async Task UntilAsync(Func<Task<bool>> reached, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var looks = 0; !await reached(); looks++)
        {
            Assert.True(looks < 1200, $"Two minutes have passed, and not yet: {what}.");
            await timer.WaitForNextTickAsync();
        }
    }

    private static string Describe(Job? job) => job is null ? "gone" : $"{job.Status}, attempt {job.Attempts}, {job.ErrorCode} {job.ErrorMessage}";
}
