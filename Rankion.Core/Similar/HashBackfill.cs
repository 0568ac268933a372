using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;

namespace Rankion.Core.Similar;

/// <summary>
/// Gives images their perceptual hash that have none, from their originals. Cut off anywhere, it goes on with what is left; one whose
/// file is missing is passed over until the next time.
/// </summary>
public sealed class HashBackfill(Database database, IBlobStore store, PixelGate gate, ILogger<HashBackfill> log)
{
    private const int Batch = 100;

    /// <returns>How many have one now.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (done, last) = (0, 0L);
        while (await NextAsync(last, ct) is [.., var end] some)
        {
            foreach (var (id, original) in some)
            {
                if (await HashAsync(original, ct) is not { } hash)
                    continue;
                // nothing that is shown of the image changes
                done += await database.WriteAsync(write => write.Db.AcrossTeams().Images.Where(i => i.Id == id && i.PerceptualHash == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(i => i.PerceptualHash, hash), ct), ct);
            }
            last = end.Id;
        }
        if (done > 0)
            log.LogInformation("{Count} images were given their perceptual hash", done);
        return done;
    }

    private async Task<List<(long Id, string Original)>> NextAsync(long after, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var next = await db.AcrossTeams().Images.Where(i => i.PerceptualHash == null && i.Sha256 != null && i.DurationMs == null && i.Id > after).OrderBy(i => i.Id)
            .Select(i => new { i.Id, i.Sha256, i.Format }).Take(Batch).ToListAsync(ct);
        return next.ConvertAll(i => (i.Id, BlobNames.Original(i.Sha256!, i.Format!)));
    }

    private async Task<long?> HashAsync(string original, CancellationToken ct)
    {
        await using var file = await store.OpenAsync(original, ct);
        if (file is null)
            return null;
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, ct);
        try
        {
            return await gate.RunAsync(() => PerceptualHash.Of(bytes), ct);
        }
        catch (ImageRejectedException)
        {
            return null;
        }
    }
}
