using System.Buffers;
using System.IO.Compression;

namespace Rankion.Core.Exports;

/// <summary>Reads a finished archive from the first byte to the last, as whoever unpacks it will.</summary>
internal static class ArchiveCheck
{
    /// <exception cref="InvalidDataException">It is not the archive that was meant.</exception>
    public static async Task RunAsync(Stream archive, int entries, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(archive, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
        if (zip.Entries.Count != entries)
            throw new InvalidDataException($"The archive has {zip.Entries.Count} entries where {entries} were written.");
        var buffer = ArrayPool<byte>.Shared.Rent(128 << 10);
        try
        {
            foreach (var entry in zip.Entries)
                await CheckAsync(entry, buffer, ct);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task CheckAsync(ZipArchiveEntry entry, byte[] buffer, CancellationToken ct)
    {
        await using var file = await entry.OpenAsync(ct);
        var (length, crc) = (0L, 0u);
        for (int read; (read = await file.ReadAsync(buffer, ct)) > 0; length += read)
            crc = Crc32.Append(crc, buffer.AsSpan(0, read));
        if (length != entry.Length || crc != entry.Crc32)
            throw new InvalidDataException($"The entry {entry.FullName} is damaged.");
    }
}
