using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;

namespace Rankion.Core.Exports;

/// <summary>
/// A few images as one ZIP at once, written while it is sent: no job, and no file that stays. Many are an export
/// (<see cref="Exporter"/>).
/// </summary>
public sealed class InstantArchive(Database database, ExportArchive archive, AuditTrail audit)
{
    public const int MaxImages = 100;

    /// <param name="ids">What of them is not there, or has no file, is named in the archive's <c>errors.csv</c>.</param>
    /// <returns>What writes the archive; null where the team has none of these images, or none of them is ready.</returns>
    /// <exception cref="RefusalException">422 for none or too many.</exception>
    public async Task<Func<Stream, CancellationToken, Task>?> OpenAsync(Actor actor, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var wanted = ImageChanges.Distinct(ids, MaxImages);
        return await database.WriteAsync(async write =>
        {
            var ready = await write.Db.For(actor).Images.Where(i => wanted.Contains(i.Id) && i.Status == ProcessingStatus.Ready && i.DeletedAt == null)
                .Select(i => i.Id).ToListAsync(ct);
            foreach (var id in ready)
                audit.Record(write, actor, "image.downloaded", "image", id, ready.Count == 1 ? "ZIP" : $"ZIP, {ready.Count} images");
            var export = new Export { TeamId = actor.TeamId, ImageIds = wanted, IncludeMetadata = false };
            return ready.Count == 0 ? null : (Func<Stream, CancellationToken, Task>)((to, token) => archive.SendAsync(export, to, token));
        }, ct);
    }
}
