using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Rankion.Core.Telemetry;

/// <summary>
/// What the product tells its operators about itself, under the name <c>Rankion</c>. Tags are kinds, models and states:
/// never a prompt, a name or a token.
/// </summary>
public static class Signals
{
    public const string Name = "Rankion";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> JobsStarted =
        Meter.CreateCounter<long>("rankion.jobs.started", "{job}", "Jobs taken by a worker, each attempt counted.");

    private static readonly Histogram<double> JobWait =
        Meter.CreateHistogram<double>("rankion.jobs.wait", "s", "From the moment a job could run to its start.");

    private static readonly Histogram<double> JobDuration =
        Meter.CreateHistogram<double>("rankion.jobs.duration", "s", "One attempt at a job, by kind and how it ended.");

    private static readonly Histogram<double> ProviderDuration =
        Meter.CreateHistogram<double>("rankion.provider.duration", "s", "One call of an image provider, by model and outcome.");

    /// <summary>One attempt at a job; dispose it when the attempt is over.</summary>
    /// <param name="kind">The job's kind.</param>
    /// <param name="waited">How long the job was ready to run before it was taken.</param>
    public static Measured Job(string kind, TimeSpan waited)
    {
        JobsStarted.Add(1, new KeyValuePair<string, object?>("kind", kind));
        JobWait.Record(waited.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
        return new Measured(Source.StartActivity($"job {kind}", ActivityKind.Consumer), JobDuration, [new("kind", kind)]);
    }

    /// <summary>One call of an image provider; dispose it when the call is over.</summary>
    public static Measured ProviderCall(string provider, string model) =>
        new(Source.StartActivity($"draw {model}", ActivityKind.Client), ProviderDuration, [new("provider", provider), new("model", model)]);
}

/// <summary>A piece of work being measured: a span, and a duration with its outcome.</summary>
public sealed class Measured(Activity? span, Histogram<double> duration, TagList tags) : IDisposable
{
    private readonly long start = Stopwatch.GetTimestamp();
    private TagList tags = tags;

    /// <summary><c>ok</c>, or the stable code of what went wrong. Unset when disposed: <c>cancelled</c>.</summary>
    public string Outcome { get; set; } = "cancelled";

    public void Dispose()
    {
        tags.Add("outcome", Outcome);
        duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
        if (span is null)
            return;
        foreach (var (key, value) in tags)
            span.SetTag($"rankion.{key}", value);
        if (Outcome is not ("ok" or "cancelled"))
            span.SetStatus(ActivityStatusCode.Error, Outcome);
        span.Dispose();
    }
}
