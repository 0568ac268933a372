using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Sharing;

namespace Rankion.Core.Storage;

/// <summary>
/// Where rows and their files come and go together. Equal pictures share their files, so whoever gives a row its files and
/// whoever removes some that no row needs take turns, by the hash: a file is removed only while no row of it can appear, and a
/// row appears only with its files there. So what a person deletes for good is gone at once, however new it was. A crash in
/// between leaves files that nobody needs, which <see cref="OrphanSweep"/> finds.
/// </summary>
public sealed class ImageFiles(Database database, ImageIngest ingest, IBlobStore blobs, TimeProvider time)
{
    /// <summary>Stores a picture, and runs the transaction that makes it a row's, from whose start to its end the files stay.</summary>
    /// <exception cref="ImageRejectedException">The bytes are no usable image; nothing was kept.</exception>
    internal Task<T> TakeInAsync<T>(ReadOnlyMemory<byte> bytes, Func<WriteScope, StoredImage, Task<T>> work, CancellationToken ct) =>
        TakeInAsync(() => ingest.StoreAsync(bytes, ct), work, ct);

    /// <inheritdoc cref="TakeInAsync{T}(ReadOnlyMemory{byte}, Func{WriteScope, StoredImage, Task{T}}, CancellationToken)"/>
    internal async Task<T> TakeInAsync<T>(Func<Task<StoredImage>> store, Func<WriteScope, StoredImage, Task<T>> work, CancellationToken ct)
    {
        while (true)
        {
            var stored = await store();
            var (held, result) = await database.WriteAsync(async write =>
            {
                await write.LockAsync(stored.Sha256, ct);
                return await AreThereAsync(stored, ct) ? (true, await work(write, stored)) : (false, default(T));
            }, ct);
            if (held)
                return result!;
            // the same picture was deleted for good just now, and these files with it
        }
    }

    /// <summary>Removes the files of one original that never got a row, unless other rows need them.</summary>
    internal Task RemoveUnusedAsync(string sha256, string format, CancellationToken ct) =>
        database.WriteAsync(write => RemoveAsync(write, new() { [sha256] = format }, ct), ct);

    /// <summary>Removes the files of images whose rows are gone, unless other rows need them.</summary>
    internal async Task RemoveAsync(IReadOnlyCollection<Image> gone, CancellationToken ct)
    {
        var originals = gone.Where(i => i.Sha256 is not null).GroupBy(i => i.Sha256!).ToDictionary(g => g.Key, g => g.First().Format!);
        if (originals.Count > 0)
            await database.WriteAsync(write => RemoveAsync(write, originals, ct), ct);
        var masks = gone.Select(i => i.MaskSha256).OfType<string>().Distinct().ToArray();
        if (masks.Length > 0)
            await RemoveMasksAsync(masks, ct);
    }

    private async Task RemoveAsync(WriteScope write, Dictionary<string, string> originals, CancellationToken ct)
    {
        foreach (var sha256 in originals.Keys.Order(StringComparer.Ordinal)) // one order for all, or two would wait for each other
            await write.LockAsync(sha256, ct);
        string[] hashes = [.. originals.Keys];
        var needed = await write.Db.AcrossTeams().Images.Where(i => hashes.Contains(i.Sha256)).Select(i => i.Sha256!).Distinct().ToListAsync(ct);
        foreach (var name in originals.ExceptBy(needed, o => o.Key).SelectMany(o => AllNamesOf(o.Key, o.Value)))
            await blobs.DeleteAsync(name, DateTime.MaxValue, ct);
    }

    /// <summary>A new one is left to the sweep: an edit stores its mask some time before its row.</summary>
    private async Task RemoveMasksAsync(string[] masks, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var needed = await db.AcrossTeams().Images.Where(i => masks.Contains(i.MaskSha256)).Select(i => i.MaskSha256!).Distinct().ToListAsync(ct);
        var drafts = await db.AcrossTeams().EditMasks.Where(m => masks.Contains(m.Sha256)).Select(m => m.Sha256).Distinct().ToListAsync(ct);
        foreach (var mask in masks.Except(needed).Except(drafts))
            await blobs.DeleteAsync(BlobNames.Mask(mask), time.UtcNow() - OrphanSweep.Grace, ct);
    }

    private async Task<bool> AreThereAsync(StoredImage stored, CancellationToken ct)
    {
        foreach (var name in NamesOf(stored.Sha256, stored.Format))
        {
            if (!await blobs.ExistsAsync(name, ct))
                return false;
        }
        return true;
    }

    private static IEnumerable<string> AllNamesOf(string sha256, string format) =>
        NamesOf(sha256, format).Concat(Renditions.NamesOf(sha256)).Concat(PublicPictures.NamesOf(sha256, format));

    /// <summary>What every image has.</summary>
    private static IEnumerable<string> NamesOf(string sha256, string format) =>
        BlobNames.ThumbnailWidths.Select(width => BlobNames.Thumbnail(sha256, width)).Prepend(BlobNames.Original(sha256, format));
}
