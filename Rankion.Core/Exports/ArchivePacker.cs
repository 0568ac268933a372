using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;

namespace Rankion.Core.Exports;

/// <summary>
/// Puts images into one ZIP, from one stream into the other: memory does not grow with the archive. What cannot come along is
/// named in <c>errors.csv</c>.
/// </summary>
internal sealed class ArchivePacker(ZipArchive zip, CompressionLevel level, Export export, IBlobStore store, ImageConverter converter)
{
    private const int BufferBytes = 128 << 10;

    private readonly List<ManifestEntry> packed = [];
    private readonly List<MissingEntry> missing = [];
    private int entries;

    /// <param name="image">Null where it was deleted for good.</param>
    public async Task AddAsync(long id, Image? image, string? createdBy, CancellationToken ct)
    {
        var reason = image switch
        {
            null => "deleted",
            { DeletedAt: not null } => "trashed",
            { Status: not ProcessingStatus.Ready } => "not_ready",
            _ => await PackAsync(image, createdBy, ct),
        };
        if (reason is not null)
            missing.Add(new(id, image is null ? null : TitleOf(image), reason));
    }

    /// <summary>Adds what tells about the images, and what is missing.</summary>
    public async Task<ExportContents> FinishAsync(DateTime now, CancellationToken ct)
    {
        if (export.IncludeMetadata)
        {
            await using (var json = await OpenAsync("manifest.json", now, ct))
                await Manifest.WriteJsonAsync(json, packed, missing, now, ct);
            await using (var csv = await OpenAsync("manifest.csv", now, ct))
                await Manifest.WriteCsvAsync(csv, packed, ct);
        }
        if (missing.Count > 0)
        {
            await using var csv = await OpenAsync("errors.csv", now, ct);
            await Manifest.WriteErrorsAsync(csv, missing);
        }
        return new(entries, packed.Count, missing.Count);
    }

    /// <returns>Why it is missing; null where it is not.</returns>
    private async Task<string?> PackAsync(Image image, string? createdBy, CancellationToken ct)
    {
        await using var original = await store.OpenAsync(BlobNames.Original(image.Sha256!, image.Format!), ct);
        if (original is null)
            return "file_missing";
        if (original.Length != image.SizeBytes)
            return "file_damaged";
        // a video comes as it is, whatever the pictures become
        if (export.Format == ExportFormat.Original || Target.Name() == image.Format || image.IsVideo)
        {
            var name = ExportFileName.Of(TitleOf(image), image.Id, image.Format!);
            var sha256 = await CopyAsync(original, name, image.CreatedAt, ct);
            // it is in the archive now, and is said to be what it is
            if (sha256 != image.Sha256)
                return "file_damaged";
            packed.Add(ManifestEntry.Of(image, TitleOf(image), !export.OmitPrompts, name, sha256, createdBy));
            return null;
        }
        return await ConvertAsync(image, original, createdBy, ct);
    }

    private async Task<string?> ConvertAsync(Image image, Stream original, string? createdBy, CancellationToken ct)
    {
        var bytes = new byte[original.Length];
        await original.ReadExactlyAsync(bytes, ct);
        try
        {
            var converted = await converter.ConvertAsync(bytes, Target, ct, quality: export.Quality ?? ImageEncoder.DefaultQuality);
            var name = ExportFileName.Of(TitleOf(image), image.Id, Target.Name());
            var sha256 = await CopyAsync(new MemoryStream(converted), name, image.CreatedAt, ct);
            packed.Add(ManifestEntry.Of(image, TitleOf(image), !export.OmitPrompts, name, sha256, createdBy));
            return null;
        }
        catch (ImageRejectedException)
        {
            return "file_damaged";
        }
    }

    private string TitleOf(Image image) => export.OmitPrompts ? image.PublicTitle ?? "image" : image.Title;

    private ImageFormat Target => export.Format switch
    {
        ExportFormat.Png => ImageFormat.Png,
        ExportFormat.Jpeg => ImageFormat.Jpeg,
        _ => ImageFormat.Webp,
    };

    /// <returns>The hash of what was copied.</returns>
    private async Task<string> CopyAsync(Stream from, string name, DateTime at, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var entry = await OpenAsync(name, at, ct);
            for (int read; (read = await from.ReadAsync(buffer.AsMemory(0, BufferBytes), ct)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
                await entry.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private async Task<Stream> OpenAsync(string name, DateTime at, CancellationToken ct)
    {
        var entry = zip.CreateEntry(name, level);
        // ZIP has no zone; ours is UTC everywhere
        entry.LastWriteTime = new DateTimeOffset(at, TimeSpan.Zero);
        entries++;
        return await entry.OpenAsync(ct);
    }
}
