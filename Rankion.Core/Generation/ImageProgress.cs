using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Live;
using Rankion.Core.Storage;

namespace Rankion.Core.Generation;

/// <summary>
/// Moves one image of a running job from state to state. Every step first touches the job's row and so waits for whoever else is
/// ending it; a worker that no longer holds the lease changes nothing.
/// </summary>
public sealed class ImageProgress(Database database, ImageFiles files, ImageOutcome outcome, ChangeFeed feed, TimeProvider time)
{
    /// <returns>False where the image is settled already or the job is no longer ours.</returns>
    internal Task<bool> BeginAsync(JobRun run, long imageId, CancellationToken ct) => database.WriteAsync(write => StepAsync(write, run, imageId, 0, image =>
    {
        image.Status = ProcessingStatus.Processing;
        image.Touch(time.UtcNow());
    }, ct), ct);

    /// <summary>Keeps the picture, and makes the image ready with it.</summary>
    /// <exception cref="Imaging.ImageRejectedException">It is no usable image.</exception>
    internal Task<bool> CompleteAsync(JobRun run, long imageId, ProviderImage drawn, CancellationToken ct) => files.TakeInAsync(drawn.Bytes, (write, stored) =>
        StepAsync(write, run, imageId, 1, image => image.Complete(stored, drawn.RevisedPrompt, time.UtcNow()), ct), ct);

    internal Task<bool> FailAsync(JobRun run, long imageId, string code, string message, CancellationToken ct) => database.WriteAsync(async write =>
    {
        if (await HeldImageAsync(write, run, imageId, 1, ct) is not { } image)
            return false;
        await outcome.GiveUpAsync(write, image, ProcessingStatus.Failed, code, message, ct);
        return true;
    }, ct);

    private async Task<bool> StepAsync(WriteScope write, JobRun run, long imageId, int done, Action<Image> change, CancellationToken ct)
    {
        if (await HeldImageAsync(write, run, imageId, done, ct) is not { } image)
            return false;
        change(image);
        write.AfterCommit(() => feed.Publish(new ImageChanged(image.TeamId, image.Id, image.Status)));
        return true;
    }

    /// <summary>Locks the job's row where the run still holds it, and gets the image where it is still open.</summary>
    private static async Task<Image?> HeldImageAsync(WriteScope write, JobRun run, long imageId, int done, CancellationToken ct)
    {
        var team = write.Db.ForTeam(run.Job.TeamId);
        var held = await team.Jobs.Where(j => j.Id == run.Job.Id && j.LeaseOwner == run.Owner && j.Status == JobStatus.Processing)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.Stage, "rendering").SetProperty(j => j.Done, j => j.Done + done), ct);
        return held == 0 ? null : await team.Images.Where(i => i.Id == imageId).Open().SingleOrDefaultAsync(ct);
    }
}

internal static class OpenImages
{
    /// <summary>Those that are neither ready nor given up.</summary>
    public static IQueryable<Image> Open(this IQueryable<Image> images) =>
        images.Where(i => i.Status == ProcessingStatus.Queued || i.Status == ProcessingStatus.Processing);
}
