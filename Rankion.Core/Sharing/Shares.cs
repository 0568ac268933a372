using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Accounts;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;

namespace Rankion.Core.Sharing;

/// <summary>A link as the team remembers it.</summary>
/// <param name="People">Names by id of whoever made, changed or revoked it.</param>
public sealed record ShareRecord(Share Share, IReadOnlyDictionary<long, string> People);

/// <summary>The team's public links. An image has at most one active link; what viewers get by it is <see cref="PublicShares"/>.</summary>
public sealed class Shares(Database database, AuditTrail audit, TimeProvider time)
{
    /// <summary>The active link, made if there is none; an active one stays as it is, whatever the terms.</summary>
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">
    /// 409 <c>image_trashed</c> or <c>image_not_ready</c>, 422 for terms that cannot be, 403 for a reader.
    /// </exception>
    public Task<(Share Share, bool IsNew)?> CreateAsync(Actor actor, long imageId, ShareTerms terms, CancellationToken ct)
    {
        actor.RequireWrite();
        terms.Check(time.UtcNow());
        var hash = SharePasswords.Hash(terms.Password?.Value);
        return CreateAsync(actor, imageId, terms, hash, ct);
    }

    /// <summary>Changes the terms of the active link.</summary>
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">404 <c>no_active_share</c>, 409 <c>image_trashed</c>, 422 for terms that cannot be, 403 for a reader.</exception>
    public Task<Share?> ChangeAsync(Actor actor, long imageId, ShareTerms terms, CancellationToken ct)
    {
        actor.RequireWrite();
        terms.Check(time.UtcNow());
        var hash = SharePasswords.Hash(terms.Password?.Value);
        return database.WriteAsync(async write =>
        {
            if (await ImageAsync(write, actor, imageId, ct) is null)
                return null;
            var now = time.UtcNow();
            var share = await ActiveAsync(write, actor, imageId, now, ct);
            var policy = await SharePolicies.FindAsync(write.Db, actor, ct);
            policy.Check(terms, terms.End(now), hasPassword: terms.Password is null || hash is not null, now);
            var changed = string.Join(", ", terms.ApplyTo(share, hash, now));
            if (changed.Length > 0)
                Record(write, actor, share, ShareEventKind.Changed, now, changed);
            return share;
        }, ct);
    }

    /// <summary>Puts a new link with the same terms in the place of the active one, which ends. Its views stay with it.</summary>
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">404 <c>no_active_share</c>, 409 <c>image_trashed</c>, 403 for a reader.</exception>
    public Task<Share?> ResetAsync(Actor actor, long imageId, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            if (await ImageAsync(write, actor, imageId, ct) is null)
                return null;
            var now = time.UtcNow();
            var old = await ActiveAsync(write, actor, imageId, now, ct);
            Revoke(write, actor, old, now);
            await RevokeOthersAsync(write, actor, old, now, ct);
            old.IsLatest = false;
            await write.Db.SaveChangesAsync(ct);
            var share = New(actor, imageId, now);
            share.TakeTermsOf(old);
            write.Db.Add(share);
            Record(write, actor, share, ShareEventKind.Created, now);
            return share;
        }, ct);
    }

    /// <summary>Ends the active link; one that has ended stays so.</summary>
    /// <returns>False where the team has no such image, or it never had a link.</returns>
    /// <exception cref="RefusalException">409 <c>image_trashed</c>, 403 for a reader.</exception>
    public Task<bool> RevokeAsync(Actor actor, long imageId, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            if (await ImageAsync(write, actor, imageId, ct) is null || await LatestAsync(write, actor, imageId, ct) is not { } share)
                return false;
            var now = time.UtcNow();
            if (share.IsActive(now))
                Revoke(write, actor, share, now);
            await RevokeOthersAsync(write, actor, share, now, ct);
            return true;
        }, ct);
    }

    /// <summary>Every link the image ever had, newest first, each with its events, oldest first.</summary>
    /// <returns>Null where the team has no such image.</returns>
    public async Task<Page<ShareRecord>?> HistoryAsync(Actor actor, long imageId, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        if (!await db.For(actor).Images.AnyAsync(i => i.Id == imageId, ct))
            return null;
        var shares = db.For(actor).Shares.Where(s => s.ImageId == imageId);
        var total = await shares.CountAsync(ct);
        var skipped = Math.Min((page.Number - 1L) * page.PerPage, total);
        var items = await shares.Include(s => s.Events.OrderBy(e => e.At).ThenBy(e => e.Id))
            .OrderByDescending(s => s.Id).Skip((int)skipped).Take(page.PerPage).ToListAsync(ct);
        var ids = items.SelectMany(s => s.Events).Select(e => e.UserId).OfType<long>().Distinct().ToList();
        var people = await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return new(items.ConvertAll(s => new ShareRecord(s, people)), page.Number, page.PerPage, total);
    }

    /// <summary>The active links of these images, by the image's id.</summary>
    public async Task<IReadOnlyDictionary<long, Share>> ActiveAsync(Actor actor, IReadOnlyCollection<long> imageIds, CancellationToken ct)
    {
        if (imageIds.Count == 0)
            return new Dictionary<long, Share>();
        await using var team = await database.ReadAsync(actor, ct);
        return (await ShareRow.ActiveAsync(team, [.. imageIds], time.UtcNow(), ct)).ToDictionary(s => s.ImageId);
    }

    private Task<(Share Share, bool IsNew)?> CreateAsync(Actor actor, long imageId, ShareTerms terms, string? passwordHash, CancellationToken ct) =>
        database.WriteAsync(async write =>
        {
            // two at once take turns, so that the second one finds the first one's link
            await write.LockAsync(string.Create(CultureInfo.InvariantCulture, $"link of image {imageId}"), ct);
            if (await ImageAsync(write, actor, imageId, ct) is not { } image)
                return ((Share, bool)?)null;
            if (image.Status != ProcessingStatus.Ready)
                throw Refusal.Conflict("image_not_ready", "Only a finished image can be shared.");
            var now = time.UtcNow();
            if (await LatestAsync(write, actor, imageId, ct) is { } latest)
            {
                if (latest.IsActive(now))
                    return (latest, false);
                latest.IsLatest = false;
                await write.Db.SaveChangesAsync(ct);
            }
            var policy = await SharePolicies.FindAsync(write.Db, actor, ct);
            policy.Check(terms, terms.End(now), passwordHash is not null, now);
            var share = New(actor, imageId, now);
            share.ExpiresAt = policy.DefaultEnd(now);
            terms.ApplyTo(share, passwordHash, now);
            write.Db.Add(share);
            Record(write, actor, share, ShareEventKind.Created, now);
            return (share, true);
        }, ct);

    private static async Task<Image?> ImageAsync(WriteScope write, Actor actor, long imageId, CancellationToken ct)
    {
        var image = await write.Db.For(actor).Images.AsNoTracking().SingleOrDefaultAsync(i => i.Id == imageId, ct);
        return image?.DeletedAt is null ? image : throw Refusal.Conflict("image_trashed", "This image is in the trash. Restore it first.");
    }

    private static Task<Share?> LatestAsync(WriteScope write, Actor actor, long imageId, CancellationToken ct) =>
        write.Db.For(actor).Shares.SingleOrDefaultAsync(s => s.ImageId == imageId && s.IsLatest, ct);

    private static async Task<Share> ActiveAsync(WriteScope write, Actor actor, long imageId, DateTime now, CancellationToken ct) =>
        await LatestAsync(write, actor, imageId, ct) is { } share && share.IsActive(now)
            ? share : throw new RefusalException("no_active_share", 404, "This image has no active link.");

    private static Share New(Actor actor, long imageId, DateTime now) => new()
    {
        TeamId = actor.TeamId,
        ImageId = imageId,
        Token = Secret.Create(Share.TokenLength),
        CreatedById = actor.UserId,
        CreatedAt = now,
    };

    private void Revoke(WriteScope write, Actor actor, Share share, DateTime now)
    {
        (share.RevokedAt, share.RevokedById) = (now, actor.UserId);
        Record(write, actor, share, ShareEventKind.Revoked, now);
    }

    /// <summary>Links that came to the image from others, when these were merged into it (<see cref="Similar.Merger"/>).</summary>
    private async Task RevokeOthersAsync(WriteScope write, Actor actor, Share share, DateTime now, CancellationToken ct)
    {
        foreach (var other in await write.Db.For(actor).Shares.Where(s => s.ImageId == share.ImageId && s.Id != share.Id && s.RevokedAt == null).ToListAsync(ct))
        {
            if (other.IsActive(now))
                Revoke(write, actor, other, now);
        }
    }

    private void Record(WriteScope write, Actor actor, Share share, ShareEventKind kind, DateTime now, string? detail = null)
    {
        share.Events.Add(new ShareEvent { Kind = kind, At = now, UserId = actor.UserId, Detail = detail });
        audit.Record(write, actor, "share." + kind.ToString().ToLowerInvariant(), "image", share.ImageId, detail);
    }
}
