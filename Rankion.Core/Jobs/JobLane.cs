namespace Rankion.Core.Jobs;

/// <summary>Where jobs queue. Somebody who talks does not wait behind a hundred pictures, and an answer that waits for its picture takes no place from it.</summary>
public enum JobLane
{
    /// <summary>What takes its time.</summary>
    Work,

    /// <summary>What somebody waits for, mostly for others to be done.</summary>
    Talk,
}

/// <summary>A kind of job that does not queue with the work.</summary>
internal sealed record LaneOfKind(string Kind, JobLane Lane);

/// <summary>Which kinds queue where; all that say nothing are work.</summary>
public sealed class JobLanes
{
    private readonly List<string> talk;

    internal JobLanes(IEnumerable<LaneOfKind> kinds) => talk = [.. kinds.Where(k => k.Lane == JobLane.Talk).Select(k => k.Kind)];

    internal JobLane Of(Job job) => talk.Contains(job.Kind) ? JobLane.Talk : JobLane.Work;

    internal IQueryable<Job> Only(IQueryable<Job> jobs, JobLane lane) =>
        lane == JobLane.Talk ? jobs.Where(j => talk.Contains(j.Kind)) : jobs.Where(j => !talk.Contains(j.Kind));
}
