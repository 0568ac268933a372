using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Storage;

namespace Rankion.Core.Editing;

/// <summary>
/// The masks that people have put here for their next edits, each seen by who made it alone. They are drafts: they do not count as
/// storage, only the newest of a person are kept, and none longer than a day after it was last used.
/// </summary>
public sealed class EditMasks(Database database, MaskFiles files, IBlobStore store, TimeProvider time)
{
    /// <summary>Of one person in one team.</summary>
    public const int MaxKept = 100;

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Keeps a mask for an image.</summary>
    /// <param name="stretch">A mask of another size is brought to the image's; else it is refused.</param>
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">422 for a mask that cannot be used, 409 for an image that cannot be edited, 403 for a reader.</exception>
    public async Task<EditMask?> AddAsync(Actor actor, long imageId, ReadOnlyMemory<byte> mask, bool stretch, CancellationToken ct)
    {
        actor.RequireWrite();
        if (await ImageAsync(actor, imageId, ct) is not { } image)
            return null;
        var file = await files.FitAsync(mask, new(image.Width, image.Height), stretch, ct);
        return await database.WriteAsync(async write =>
        {
            var now = time.GetUtcNow();
            var added = new EditMask
            {
                Id = $"{EditMask.Mark}{Guid.CreateVersion7(now):N}",
                TeamId = actor.TeamId,
                CreatedById = actor.UserId,
                Sha256 = file.Sha256,
                Width = image.Width,
                Height = image.Height,
                SizeBytes = file.SizeBytes,
                Open = file.Open,
                CreatedAt = now.UtcDateTime,
                ExpiresAt = now.UtcDateTime + Lifetime,
            };
            var mine = Mine(write.Db.For(actor), actor);
            var old = await mine.OrderByDescending(m => m.Id).Skip(MaxKept - 1).Select(m => m.Id).ToListAsync(ct);
            if (old.Count > 0)
                await mine.Where(m => old.Contains(m.Id)).ExecuteDeleteAsync(ct);
            write.Db.Add(added);
            return added;
        }, ct);
    }

    /// <returns>Null where the person has no such mask, or not any more.</returns>
    public async Task<EditMask?> FindAsync(Actor actor, string id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var now = time.UtcNow();
        return await Mine(db.For(actor), actor).SingleOrDefaultAsync(m => m.Id == id && m.ExpiresAt > now, ct);
    }

    /// <summary>The PNG; null where the person has no such mask, or not any more.</summary>
    public async Task<Stream?> OpenAsync(Actor actor, string id, CancellationToken ct) =>
        await FindAsync(actor, id, ct) is { } mask ? await store.OpenAsync(BlobNames.Mask(mask.Sha256), ct) : null;

    /// <summary>The mask that a request brings along or names; null where it is to change the whole image.</summary>
    /// <returns>The hash of its file, for the row that needs it.</returns>
    /// <exception cref="RefusalException">422, saying what is wrong with it.</exception>
    internal async Task<string?> OfAsync(Actor actor, EditRequest request, Image image, CancellationToken ct)
    {
        if (request.Mask is { } bytes)
            return (await files.StoreAsync(bytes, new(image.Width, image.Height), ct)).Sha256;
        if (request.MaskId is not { } id)
            return null;
        if (await FindAsync(actor, id, ct) is not { } mask)
            throw Refusal.Invalid("mask", "This mask is not there, or not any more: a mask is kept for a day. Upload it again.");
        if ((mask.Width, mask.Height) != (image.Width, image.Height))
            throw Refusal.Invalid("mask", $"The mask has {mask.Width}x{mask.Height} pixels, the image {image.Width}x{image.Height}. They must be the same.");
        // it stays at least until the edit has a row that needs its file
        var end = time.UtcNow() + Lifetime;
        await database.WriteAsync(write => Mine(write.Db.For(actor), actor).Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.ExpiresAt, end), ct), ct);
        return mask.Sha256;
    }

    /// <summary>Forgets those whose time is over. Their files go with the next sweep, unless images need them.</summary>
    internal Task<int> ForgetAsync(CancellationToken ct)
    {
        var now = time.UtcNow();
        return database.WriteAsync(write => write.Db.AcrossTeams().EditMasks.Where(m => m.ExpiresAt <= now).ExecuteDeleteAsync(ct), ct);
    }

    private async Task<Image?> ImageAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await Editor.SourceAsync(db.For(actor), id, ct);
    }

    private static IQueryable<EditMask> Mine(TeamData team, Actor actor) => team.EditMasks.Where(m => m.CreatedById == actor.UserId);
}
