using System.Globalization;
using Rankion.Core.Exports;

namespace Rankion.Core.Credits;

/// <summary>The ledger as comma-separated values, for bookkeeping.</summary>
public static class LedgerCsv
{
    public static async Task WriteAsync(Stream to, IAsyncEnumerable<LedgerLine> lines, CancellationToken ct)
    {
        await using var text = new StreamWriter(to, leaveOpen: true);
        await text.WriteAsync(Csv.Line("id", "created_at", "kind", "amount", "image_id", "image_title", "job_id", "by", "note"));
        await foreach (var (entry, by, title) in lines.WithCancellation(ct))
        {
            // a charge begins with a minus and is a number all the same
            await text.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                $"{entry.Id},{entry.CreatedAt:yyyy-MM-dd'T'HH:mm:ss'Z'},{entry.Kind.ToString().ToLowerInvariant()},{entry.Amount},"));
            await text.WriteAsync(Csv.Line(Number(entry.ImageId), title, Number(entry.JobId), by, entry.Note));
        }
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
