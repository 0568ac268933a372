using System.Collections.Concurrent;

namespace Rankion.Core.Jobs;

/// <summary>The jobs that this process is running, and how to stop each.</summary>
public sealed class RunningJobs(JobLanes lanes)
{
    private readonly ConcurrentDictionary<long, Entry> entries = new();

    internal IReadOnlyCollection<long> Ids => [.. entries.Keys];

    /// <summary>All that runs now, as one task.</summary>
    internal Task Rest => Task.WhenAll(entries.Values.Select(e => e.Work));

    /// <summary>Runs a job's work beside the caller, until it ends or is aborted.</summary>
    /// <param name="ended">Called when it is no longer counted here.</param>
    internal void Start(Job job, Func<CancellationToken, Task> work, Action ended)
    {
        var entry = new Entry(job.TeamId, lanes.Of(job), new CancellationTokenSource());
        entries[job.Id] = entry;
        entry.Work = Task.Run(async () =>
        {
            await work(entry.Stop.Token);
            entries.TryRemove(job.Id, out _);
            ended();
        });
    }

    internal int CountOf(JobLane lane) => entries.Values.Count(e => e.Lane == lane);

    internal int CountOf(JobLane lane, long teamId) => entries.Values.Count(e => e.Lane == lane && e.TeamId == teamId);

    /// <summary>Stops the job's work here, if it is here: its row no longer wants it.</summary>
    internal void Abort(long id)
    {
        if (entries.TryGetValue(id, out var entry))
            entry.Stop.Cancel();
    }

    internal void AbortAll()
    {
        foreach (var entry in entries.Values)
            entry.Stop.Cancel();
    }

    private sealed class Entry(long teamId, JobLane lane, CancellationTokenSource stop)
    {
        public long TeamId { get; } = teamId;

        public JobLane Lane { get; } = lane;

        public CancellationTokenSource Stop { get; } = stop;

        public Task Work { get; set; } = Task.CompletedTask;
    }
}
