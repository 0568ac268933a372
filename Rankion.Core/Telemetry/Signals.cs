using System.Diagnostics;
using System.Diagnostics.Metrics;
using Rankion.Core.Jobs;

namespace Rankion.Core.Telemetry;

/// <summary>
/// What the product tells its operators about itself, under the name <c>Rankion</c>. Tags are kinds, models, ids and
/// outcomes: never a prompt, a person's name or a token.
/// </summary>
public static class Signals
{
    public const string Name = "Rankion";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> JobsStarted =
        Meter.CreateCounter<long>("rankion.jobs.started", "{job}", "Jobs taken by a worker; each attempt counts.");

    private static readonly Histogram<double> JobWait =
        Meter.CreateHistogram<double>("rankion.jobs.wait", "s", "From the acceptance of a job to its first start.");

    private static readonly Histogram<double> JobDuration =
        Meter.CreateHistogram<double>("rankion.jobs.duration", "s", "One attempt at a job, by kind and outcome.");

    private static readonly Histogram<double> ProviderDuration =
        Meter.CreateHistogram<double>("rankion.provider.duration", "s", "One call of an image provider, by model and outcome.");

    private static readonly Counter<int> TrashPurged =
        Meter.CreateCounter<int>("rankion.trash.purged", "{image}", "Images deleted for good because their time in the trash was over.");

    private static readonly Gauge<int> TrashOverdue =
        Meter.CreateGauge<int>("rankion.trash.overdue", "{image}", "Images that the purge should have deleted and could not.");

    /// <summary>A purge of the trash is over.</summary>
    internal static void Purged(int images, int overdue)
    {
        TrashPurged.Add(images);
        TrashOverdue.Record(overdue);
    }

    /// <summary>One attempt at a job that was just taken; dispose it when the attempt is over.</summary>
    internal static Measured Attempt(Job job)
    {
        var kind = new KeyValuePair<string, object?>("kind", job.Kind);
        JobsStarted.Add(1, kind);
        if (job is { Attempts: 1, StartedAt: { } started })
            JobWait.Record((started - job.CreatedAt).TotalSeconds, kind);
        var span = Source.StartActivity($"job {job.Kind}", ActivityKind.Consumer);
        span?.SetTag("rankion.job.id", job.Id).SetTag("rankion.team.id", job.TeamId).SetTag("rankion.job.attempt", job.Attempts);
        return new(span, JobDuration, [kind]);
    }

    /// <summary>One call of an image provider; dispose it when the call is over.</summary>
    internal static Measured ProviderCall(string provider, string model) =>
        new(Source.StartActivity($"draw {model}", ActivityKind.Client), ProviderDuration, [new("provider", provider), new("model", model)]);
}

/// <summary>A piece of work being measured: a span, and a duration with its outcome.</summary>
internal sealed class Measured(Activity? span, Histogram<double> duration, TagList tags) : IDisposable
{
    private readonly long start = Stopwatch.GetTimestamp();
    private TagList tags = tags;

    /// <summary><c>ok</c>, or the stable code of what went wrong; <c>cut_off</c> until somebody says so.</summary>
    public string Outcome { get; set; } = "cut_off";

    public void Dispose()
    {
        tags.Add("outcome", Outcome);
        duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
        if (span is null)
            return;
        foreach (var (key, value) in tags)
            span.SetTag($"rankion.{key}", value);
        span.SetStatus(Outcome == "ok" ? ActivityStatusCode.Ok : ActivityStatusCode.Error, Outcome == "ok" ? null : Outcome);
        span.Dispose();
    }
}
