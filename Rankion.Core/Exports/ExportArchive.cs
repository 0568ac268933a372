using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Jobs;
using Rankion.Core.Storage;

namespace Rankion.Core.Exports;

/// <summary>What an archive holds.</summary>
/// <param name="Entries">Files of every kind.</param>
/// <param name="Missing">Images that could not come along.</param>
internal sealed record ExportContents(int Entries, int Missing);

/// <summary>Writes the archive of an export, image by image as they are in the database now.</summary>
public sealed class ExportArchive(Database database, Gallery gallery, IBlobStore store, ImageConverter converter, ExportOutcome outcome, TimeProvider time)
{
    /// <summary>Rows read at once; prompts may be long.</summary>
    private const int RowsAtOnce = 50;

    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(0.5);

    /// <param name="to">Seekable: an archive whose entries tell their length up front is read by every program.</param>
    /// <exception cref="JobFailedException">None of the images has a file any more.</exception>
    internal async Task<ExportContents> WriteAsync(Export export, JobRun run, Stream to, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        var packer = new ArchivePacker(zip, export, store, converter);
        var (done, reported) = (0, time.GetTimestamp());
        await outcome.ReportAsync(run, "packing", done, ct);
        foreach (var ids in export.ImageIds.Chunk(RowsAtOnce))
        {
            var images = await ImagesAsync(export.TeamId, ids, ct);
            var people = await gallery.CreatorsAsync(images.Values, ct);
            foreach (var id in ids)
            {
                var image = images.GetValueOrDefault(id);
                await packer.AddAsync(id, image, image is null ? null : people.GetValueOrDefault(image.CreatedById), ct);
                done++;
                if (time.GetElapsedTime(reported) < BetweenReports)
                    continue;
                await outcome.ReportAsync(run, "packing", done, ct);
                reported = time.GetTimestamp();
            }
        }
        if (packer.Packed == 0)
            throw new JobFailedException("nothing_to_export", "None of these images has a file.");
        await outcome.ReportAsync(run, "checking", done, ct);
        return await packer.FinishAsync(time.UtcNow(), ct);
    }

    private async Task<Dictionary<long, Image>> ImagesAsync(long teamId, long[] ids, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.ForTeam(teamId).Images.Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
    }
}
