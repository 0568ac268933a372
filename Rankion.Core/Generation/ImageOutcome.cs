using Microsoft.EntityFrameworkCore;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Jobs;
using Rankion.Core.Live;

namespace Rankion.Core.Generation;

/// <summary>
/// Moves one image of a job from state to state. Every step first touches the job's row and so waits for whoever else is
/// ending it; a worker that no longer holds the lease changes nothing.
/// </summary>
public sealed class ImageOutcome(Database database, CreditLedger ledger, JobQueue queue, ProviderGate gate, ChangeFeed feed, TimeProvider time)
{
    /// <returns>False where the image is settled already or the job is no longer ours.</returns>
    internal Task<bool> BeginAsync(JobRun run, long imageId, CancellationToken ct) => StepAsync(run, imageId, 0, image =>
    {
        image.Status = ProcessingStatus.Processing;
        image.Touch(time.UtcNow());
    }, ct);

    internal Task<bool> CompleteAsync(JobRun run, long imageId, StoredImage stored, string? revisedPrompt, CancellationToken ct) =>
        StepAsync(run, imageId, 1, image => image.Complete(stored, revisedPrompt, time.UtcNow()), ct);

    internal Task<bool> FailAsync(JobRun run, long imageId, string code, string message, CancellationToken ct) => database.WriteAsync(async write =>
    {
        if (await HoldAsync(write, run, 1, ct) && await OpenImageAsync(write, run.Job.TeamId, imageId, ct) is { } image)
        {
            await GiveUpAsync(write, image, ProcessingStatus.Failed, code, message, ct);
            return true;
        }
        return false;
    }, ct);

    /// <summary>Cancels one image that is not settled, and pays it back. The last open one takes its job along.</summary>
    /// <returns>Null where the team has no such image; false where it was settled already.</returns>
    public Task<bool?> CancelAsync(Actor actor, long imageId, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync<bool?>(async write =>
        {
            var team = write.Db.For(actor);
            var found = await team.Images.Where(i => i.Id == imageId).Select(i => new { i.JobId }).SingleOrDefaultAsync(ct);
            if (found is null)
                return null;
            var job = team.Jobs.Where(j => j.Id == found.JobId);
            await job.ExecuteUpdateAsync(set => set.SetProperty(j => j.Stage, j => j.Stage), ct);
            if (await OpenImageAsync(write, actor.TeamId, imageId, ct) is not { } image)
                return false;
            await GiveUpAsync(write, image, ProcessingStatus.Cancelled, null, null, ct);
            await write.Db.SaveChangesAsync(ct);
            await job.ExecuteUpdateAsync(set => set.SetProperty(j => j.Done, j => j.Done + 1), ct);
            var alive = team.Images.Where(i => i.JobId == found.JobId && i.Status != ProcessingStatus.Failed && i.Status != ProcessingStatus.Cancelled);
            if (!await alive.AnyAsync(ct))
                await queue.EndAsync(write, found.JobId!.Value, null, JobStatus.Cancelled, null, null, ct);
            write.AfterCommit(() => gate.Stop(imageId));
            return true;
        }, ct);
    }

    /// <summary>Ends an image that never became ready, in the caller's transaction, and gives the credits back.</summary>
    internal async Task GiveUpAsync(WriteScope write, Image image, ProcessingStatus status, string? code, string? message, CancellationToken ct)
    {
        image.GiveUp(status, code, message, time.UtcNow());
        await ledger.RefundAsync(write, image, status == ProcessingStatus.Cancelled ? "cancelled" : code ?? "failed", ct);
        Announce(write, image);
    }

    private Task<bool> StepAsync(JobRun run, long imageId, int done, Action<Image> change, CancellationToken ct) => database.WriteAsync(async write =>
    {
        if (!await HoldAsync(write, run, done, ct) || await OpenImageAsync(write, run.Job.TeamId, imageId, ct) is not { } image)
            return false;
        change(image);
        Announce(write, image);
        return true;
    }, ct);

    /// <summary>Locks the job's row where the run still holds it.</summary>
    private static async Task<bool> HoldAsync(WriteScope write, JobRun run, int done, CancellationToken ct) =>
        await write.Db.ForTeam(run.Job.TeamId).Jobs
            .Where(j => j.Id == run.Job.Id && j.LeaseOwner == run.Owner && j.Status == JobStatus.Processing)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.Stage, "rendering").SetProperty(j => j.Done, j => j.Done + done), ct) == 1;

    private static Task<Image?> OpenImageAsync(WriteScope write, long teamId, long imageId, CancellationToken ct) =>
        write.Db.ForTeam(teamId).Images
            .Where(i => i.Id == imageId && (i.Status == ProcessingStatus.Queued || i.Status == ProcessingStatus.Processing))
            .SingleOrDefaultAsync(ct);

    private void Announce(WriteScope write, Image image) =>
        write.AfterCommit(() => feed.Publish(new ImageChanged(image.TeamId, image.Id, image.Status)));
}
