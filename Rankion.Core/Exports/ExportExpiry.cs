using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rankion.Core.Data;
using Rankion.Core.Storage;

namespace Rankion.Core.Exports;

/// <summary>Removes the files of exports whose time is over. The rows stay and say so.</summary>
public sealed class ExportExpiry(IBlobStore store, Database database, TimeProvider time, ILogger<ExportExpiry> log)
{
    /// <returns>How many have gone.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = time.UtcNow();
        var keys = await KeysAsync(now, ct);
        foreach (var key in keys)
        {
            // the file first: cut off in between, the next run finds the row again
            await store.DeleteAsync(BlobNames.Export(key), now, ct);
            await database.WriteAsync(write => ForgetAsync(write, key, ct), ct);
        }
        if (keys.Count > 0)
            log.LogInformation("Removed {Count} expired exports", keys.Count);
        return keys.Count;
    }

    private static Task<int> ForgetAsync(WriteScope write, string key, CancellationToken ct) =>
        write.Db.AcrossTeams().Exports.Where(e => e.FileKey == key).ExecuteUpdateAsync(set => set.SetProperty(e => e.FileKey, (string?)null), ct);

    private async Task<List<string>> KeysAsync(DateTime now, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.AcrossTeams().Exports.Where(e => e.FileKey != null && e.ExpiresAt <= now).Select(e => e.FileKey!).ToListAsync(ct);
    }
}
