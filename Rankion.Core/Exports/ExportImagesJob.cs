using System.Security.Cryptography;
using Rankion.Core.Data;
using Rankion.Core.Jobs;
using Rankion.Core.Storage;

namespace Rankion.Core.Exports;

/// <summary>
/// Writes the archive of one export, reads it through, and only then says where it is. A run that is cut off leaves nothing
/// that anybody sees; the next one starts afresh.
/// </summary>
public sealed class ExportImagesJob(ExportArchive archive, ExportOutcome outcome, IBlobStore store) : IJob
{
    public const string Kind = "export";

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        var export = await outcome.FindAsync(run.Job, ct);
        if (export.FileKey is not null)
            return; // the server stopped after the last step
        var key = RandomNumberGenerator.GetHexString(64, lowercase: true);
        try
        {
            ExportContents? contents = null;
            await store.WriteAsync(BlobNames.Export(key), async file => contents = await archive.WriteAsync(export, run, file, ct), ct);
            await using var written = await store.OpenAsync(BlobNames.Export(key), ct) ?? throw new IOException("The archive is gone.");
            await ArchiveCheck.RunAsync(written, contents!.Entries, ct);
            await outcome.CompleteAsync(run, key, written.Length, contents.Missing, ct);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new RetryLaterException("storage_failed", "The archive could not be written whole.");
        }
    }

    public Task SettleAsync(WriteScope write, Job job, CancellationToken ct) => ExportOutcome.DropAsync(write, job, ct);
}
