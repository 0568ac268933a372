using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Jobs;

namespace Rankion.Core.Generation;

/// <summary>
/// Draws a job's images through their provider and takes in what comes back. Each image is settled on its own: one that is
/// refused does not take the others along, and what is ready stays ready whatever becomes of the job.
/// </summary>
public sealed class ImageDrawing(Database database, DrawingInputReader reader, ProviderGate gate, Painter painter, ImageProgress progress, ImageOutcome outcome, ILogger<ImageDrawing> log)
{
    internal async Task DrawAsync(JobRun run, CancellationToken ct)
    {
        var images = await ImagesOfAsync(run.Job, ct);
        var open = images.Where(i => !i.IsSettled).ToList();
        // one request asked for them all, with the same source
        var inputs = open is [var first, ..] ? await reader.ReadAsync(first, ct) : DrawingInputs.None;
        var again = await Task.WhenAll(open.Select(i => DrawOneAsync(run, i, images.IndexOf(i), inputs, ct)));
        if (again.OfType<ImageProviderException>().MaxBy(e => e.RetryAfter ?? TimeSpan.Zero) is { } busy)
            throw new RetryLaterException(busy.Code, busy.Message, busy.RetryAfter);
        var ended = await ImagesOfAsync(run.Job, ct);
        if (ended.Count > 0 && ended.TrueForAll(i => i.Status != ProcessingStatus.Ready))
            throw new JobFailedException(ended[0].ErrorCode ?? "cancelled", ended[0].ErrorMessage ?? "All its images were cancelled.");
    }

    /// <summary>The job ended without success: what is not drawn never will be, and is paid back.</summary>
    internal async Task GiveUpAsync(WriteScope write, Job job, CancellationToken ct)
    {
        var open = await write.Db.ForTeam(job.TeamId).Images
            .Where(i => i.JobId == job.Id).Open().ToListAsync(ct);
        var status = job.Status == JobStatus.Cancelled ? ProcessingStatus.Cancelled : ProcessingStatus.Failed;
        foreach (var image in open)
            await outcome.GiveUpAsync(write, image, status, job.ErrorCode, job.ErrorMessage, ct);
    }

    /// <returns>The passing fault after which this image is to be tried again with its job; null where it is settled.</returns>
    private async Task<ImageProviderException?> DrawOneAsync(JobRun run, Image image, int index, DrawingInputs inputs, CancellationToken ct)
    {
        using var call = gate.Watch(image.Id, ct);
        try
        {
            using var place = await gate.EnterAsync(call.Token);
            if (!await progress.BeginAsync(run, image.Id, ct))
                return null;
            var drawn = await painter.PaintAsync(image, index, inputs, call.Token);
            await progress.CompleteAsync(run, image.Id, drawn, call.Token);
        }
        catch (OperationCanceledException) when (call.Token.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // a person cancelled this one image: its row says so already
        }
        catch (ImageProviderException e) when (e.IsTransient && !run.IsLastAttempt)
        {
            log.LogInformation("Image {ImageId}: {Code}, to be tried again", image.Id, e.Code);
            return e;
        }
        catch (ImageProviderException e)
        {
            log.LogWarning("Image {ImageId}: {Code} {Status} {ProviderCode} {RequestId}", image.Id, e.Code, e.Status, e.ProviderCode, e.RequestId);
            await progress.FailAsync(run, image.Id, e.Code, e.Message, ct);
        }
        catch (ImageRejectedException e)
        {
            log.LogWarning("Image {ImageId}: what the provider sent is no usable image: {Reason}", image.Id, e.Message);
            await progress.FailAsync(run, image.Id, "provider_bad_answer", "The provider sent something that is not a usable image.", ct);
        }
        return null;
    }

    /// <summary>In the order of the request.</summary>
    private async Task<List<Image>> ImagesOfAsync(Job job, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.ForTeam(job.TeamId).Images.Where(i => i.JobId == job.Id).OrderBy(i => i.Id).ToListAsync(ct);
    }
}
