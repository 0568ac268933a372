using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Live;
using Rankion.Core.Storage;

namespace Rankion.Core.Generation;

/// <summary>What was put in.</summary>
/// <param name="Charged">Credits for all of it.</param>
/// <param name="Remaining">Credits the team has left.</param>
internal sealed record PlacedOrder(long JobId, IReadOnlyList<long> ImageIds, int Charged, int Remaining);

/// <summary>Puts images in to be drawn, in the caller's transaction: their rows, one job, the money, and the word that they are there.</summary>
public sealed class ImageOrders(JobQueue queue, CreditLedger ledger, StorageMeter storage, ChangeFeed feed)
{
    /// <param name="kind">Of the job.</param>
    /// <param name="images">New ones, or tracked ones that are tried again.</param>
    /// <exception cref="RefusalException">402, or 413 where the team's storage is full; the caller's transaction must not commit.</exception>
    internal async Task<PlacedOrder> PlaceAsync(WriteScope write, Actor actor, string kind, IReadOnlyList<Image> images, CancellationToken ct)
    {
        await storage.RequireRoomAsync(write.Db.For(actor), 1, ct);
        var job = await queue.AddAsync(write, actor, kind, images.Count, ct);
        foreach (var image in images)
            image.JobId = job.Id;
        var added = images.Where(i => i.Id == 0).ToList();
        write.Db.AddRange(added);
        await write.Db.SaveChangesAsync(ct);

        var shown = added.Where(i => i.InGallery).Select(i => i.Id).ToList();
        if (shown.Count > 0)
            write.AfterCommit(() => feed.Publish(new ImagesAdded(actor.TeamId, shown)));
        foreach (var again in images.Except(added))
            Announce(write, again);
        var left = await ledger.ChargeAsync(write, actor, images, ct);
        return new(job.Id, [.. images.Select(i => i.Id)], images.Sum(i => i.Credits), left);
    }

    /// <summary>Tells that an image is another than before, once that is so.</summary>
    internal void Announce(WriteScope write, Image image) =>
        write.AfterCommit(() => feed.Publish(new ImageChanged(image.TeamId, image.Id, image.Status)));
}
