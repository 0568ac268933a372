using System.ComponentModel.DataAnnotations;

namespace Rankion.Core.Jobs;

/// <summary>How the queue runs. <c>Rankion:Jobs</c>.</summary>
public sealed class JobsOptions
{
    public const string Section = "Rankion:Jobs";

    /// <summary>Jobs side by side in one process. Default 8; 0 runs none here (a server that only serves).</summary>
    [Range(0, 256)]
    public int Workers { get; set; } = 8;

    /// <summary>Of these, for one team at the most, so that a long queue of one does not hold up another. Default 4.</summary>
    [Range(1, 256)]
    public int WorkersPerTeam { get; set; } = 4;

    /// <summary>Chat answers side by side in one process, beside the other jobs: mostly they wait for a model or a picture. Default 32.</summary>
    [Range(1, 1024)]
    public int Turns { get; set; } = 32;

    /// <summary>Of these, for one team at the most. Default 8.</summary>
    [Range(1, 1024)]
    public int TurnsPerTeam { get; set; } = 8;

    /// <summary>Provider calls side by side in one process, whatever jobs they belong to. Default 8.</summary>
    [Range(1, 256)]
    public int ProviderCalls { get; set; } = 8;

    /// <summary>How often a job is tried. Default 4.</summary>
    [Range(1, 20)]
    public int MaxAttempts { get; set; } = 4;

    /// <summary>The first wait after a passing fault; doubled each time. Default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan Backoff { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait, whatever a provider asks for. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>A worker that has not been heard of for this long is taken for dead. Default 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The safety net below the wake-up signal. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a stopping server lets running jobs finish before it gives them back. Default 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(20);

    internal int PlacesIn(JobLane lane) => Workers == 0 ? 0 : lane == JobLane.Talk ? Turns : Workers;

    internal int PlacesOfATeamIn(JobLane lane) => lane == JobLane.Talk ? TurnsPerTeam : WorkersPerTeam;
}
