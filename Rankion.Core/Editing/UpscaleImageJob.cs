using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Jobs;

namespace Rankion.Core.Editing;

/// <summary>Makes the larger copy of an image. <see cref="ImageDrawing"/> does it.</summary>
public sealed class UpscaleImageJob(ImageDrawing drawing) : IJob
{
    public const string Kind = "upscale";

    public Task RunAsync(JobRun run, CancellationToken ct) => drawing.DrawAsync(run, ct);

    public Task SettleAsync(WriteScope write, Job job, CancellationToken ct) => drawing.GiveUpAsync(write, job, ct);
}
