using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Live;

namespace Rankion.Core.Generation;

/// <summary>Ends images that never became ready, and gives the credits back.</summary>
public sealed class ImageOutcome(
    Database database, CreditLedger ledger, JobQueue queue, ProviderGate gate, AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    /// <summary>Cancels one image that is not settled, and pays it back. The last open one takes its job along.</summary>
    /// <returns>Null where the team has no such image; false where it was settled already.</returns>
    public Task<bool?> CancelAsync(Actor actor, long imageId, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(write => CancelAsync(write, actor, imageId, ct), ct);
    }

    /// <inheritdoc cref="CancelAsync(Actor, long, CancellationToken)"/>
    internal async Task<bool?> CancelAsync(WriteScope write, Actor actor, long imageId, CancellationToken ct)
    {
        var team = write.Db.For(actor);
        var found = await team.Images.Where(i => i.Id == imageId).Select(i => new { i.JobId }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        // the job's row first, as whoever moves its images does
        var job = team.Jobs.Where(j => j.Id == found.JobId);
        await job.ExecuteUpdateAsync(set => set.SetProperty(j => j.Stage, j => j.Stage), ct);
        if (await team.Images.Where(i => i.Id == imageId).Open().SingleOrDefaultAsync(ct) is not { } image)
            return false;
        await GiveUpAsync(write, image, ProcessingStatus.Cancelled, null, null, ct);
        audit.Record(write, actor, "image.cancelled", "image", imageId);
        await write.Db.SaveChangesAsync(ct);
        await job.ExecuteUpdateAsync(set => set.SetProperty(j => j.Done, j => j.Done + 1), ct);
        var alive = team.Images.Where(i => i.JobId == found.JobId && i.Status != ProcessingStatus.Failed && i.Status != ProcessingStatus.Cancelled);
        if (found.JobId is { } jobId && !await alive.AnyAsync(ct))
            await queue.EndAsync(write, jobId, null, JobStatus.Cancelled, null, null, ct);
        write.AfterCommit(() => gate.Stop(imageId));
        return true;
    }

    /// <summary>Ends an image that never became ready, in the caller's transaction, and gives the credits back.</summary>
    internal async Task GiveUpAsync(WriteScope write, Image image, ProcessingStatus status, string? code, string? message, CancellationToken ct)
    {
        image.GiveUp(status, code, message, time.UtcNow());
        await ledger.RefundAsync(write, image, status == ProcessingStatus.Cancelled ? "cancelled" : code ?? "failed", ct);
        write.AfterCommit(() => feed.Publish(new ImageChanged(image.TeamId, image.Id, image.Status)));
    }
}
