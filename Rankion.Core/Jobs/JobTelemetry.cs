using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Rankion.Core.Jobs;

/// <summary>Traces and metrics of jobs, under the name <c>Rankion</c>.</summary>
internal static class JobTelemetry
{
    private static readonly ActivitySource Source = new("Rankion");
    private static readonly Meter Meter = new("Rankion");
    private static readonly Histogram<double> Waited = Meter.CreateHistogram<double>("rankion.job.wait", "s", "From acceptance to the first start");
    private static readonly Counter<long> Ends = Meter.CreateCounter<long>("rankion.job.ends", "{job}", "Runs of jobs by kind and end");

    internal static Activity? Start(Job job)
    {
        if (job is { Attempts: 1, StartedAt: { } started })
            Waited.Record((started - job.CreatedAt).TotalSeconds, new KeyValuePair<string, object?>("kind", job.Kind));
        return Source.StartActivity("job " + job.Kind)?.SetTag("rankion.job.id", job.Id).SetTag("rankion.team.id", job.TeamId);
    }

    internal static void Ended(Job job, JobStatus status, string? code) =>
        Ends.Add(1, new("kind", job.Kind), new("end", status.ToString()), new("code", code));
}
