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
/// <param name="Packed">Images.</param>
/// <param name="Missing">Images that could not come along.</param>
internal sealed record ExportContents(int Entries, int Packed, int Missing);

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
        var reported = time.GetTimestamp();
        await outcome.ReportAsync(run, "packing", 0, ct);
        // images are compressed already
        var contents = await PackAsync(export, to, CompressionLevel.NoCompression, ReportAsync, ct);
        if (contents.Packed == 0)
            throw new JobFailedException("nothing_to_export", "None of these images has a file.");
        await outcome.ReportAsync(run, "checking", export.ImageIds.Count, ct);
        return contents;

        async Task ReportAsync(int done)
        {
            if (time.GetElapsedTime(reported) < BetweenReports)
                return;
            await outcome.ReportAsync(run, "packing", done, ct);
            reported = time.GetTimestamp();
        }
    }

    /// <summary>The same into a stream that only goes forward.</summary>
    // what is merely stored has no end that can be seen before its length is told, so programs that read along need it deflated
    internal async Task SendAsync(Export export, Stream to, CancellationToken ct)
    {
        await using var forward = new HeldBackStream(to);
        await PackAsync(export, forward, CompressionLevel.Fastest, _ => Task.CompletedTask, ct);
        await forward.FlushAsync(ct);
    }

    private async Task<ExportContents> PackAsync(Export export, Stream to, CompressionLevel level, Func<int, Task> reportAsync, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        var packer = new ArchivePacker(zip, level, export, store, converter);
        var done = 0;
        foreach (var ids in export.ImageIds.Chunk(RowsAtOnce))
        {
            var images = await ImagesAsync(export.TeamId, ids, ct);
            var people = await gallery.CreatorsAsync(images.Values, ct);
            foreach (var id in ids)
            {
                var image = images.GetValueOrDefault(id);
                await packer.AddAsync(id, image, image is null ? null : people.GetValueOrDefault(image.CreatedById), ct);
                await reportAsync(++done);
            }
        }
        return await packer.FinishAsync(time.UtcNow(), ct);
    }

    private async Task<Dictionary<long, Image>> ImagesAsync(long teamId, long[] ids, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.ForTeam(teamId).Images.Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
    }
}
