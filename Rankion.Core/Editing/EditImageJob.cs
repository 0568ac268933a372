using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Jobs;

namespace Rankion.Core.Editing;

/// <summary>Draws the variants of one edit that are not drawn yet. <see cref="ImageDrawing"/> does it.</summary>
public sealed class EditImageJob(ImageDrawing drawing) : IJob
{
    public const string Kind = "edit";

    public Task RunAsync(JobRun run, CancellationToken ct) => drawing.DrawAsync(run, ct);

    public Task SettleAsync(WriteScope write, Job job, CancellationToken ct) => drawing.GiveUpAsync(write, job, ct);
}
