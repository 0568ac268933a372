using Rankion.Core.Data;
using Rankion.Core.Jobs;

namespace Rankion.Core.Generation;

/// <summary>Draws the images of one request that are not drawn yet. <see cref="ImageDrawing"/> does it.</summary>
public sealed class GenerateImageJob(ImageDrawing drawing) : IJob
{
    public const string Kind = "generate";

    public Task RunAsync(JobRun run, CancellationToken ct) => drawing.DrawAsync(run, ct);

    public Task SettleAsync(WriteScope write, Job job, CancellationToken ct) => drawing.GiveUpAsync(write, job, ct);
}
