using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Exports;
using Rankion.Core.Images;

namespace Rankion.Core.Sharing;

/// <summary>A link with what it leads to.</summary>
/// <param name="Image">Null where it was deleted for good.</param>
public sealed record RegisteredShare(Share Share, Image? Image, ShareStatus Status, string CreatedBy);

/// <summary>Every link that a team has or had.</summary>
public sealed class ShareRegistry(Database database, AuditTrail audit, TimeProvider time)
{
    /// <summary>Links that one change may reach.</summary>
    public const int Max = 200;

    /// <summary>Lines of one CSV.</summary>
    private const int MaxLines = 10_000;

    public async Task<Page<RegisteredShare>> ListAsync(Actor actor, ShareFilter filter, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var shares = Filtered(db, actor, filter);
        var total = await shares.CountAsync(ct);
        var skipped = Math.Min((page.Number - 1L) * page.PerPage, total);
        var found = await filter.Order(shares).Skip((int)skipped).Take(page.PerPage).ToListAsync(ct);
        return new(await ShowAsync(db, actor, found, ct), page.Number, page.PerPage, total);
    }

    /// <summary>Ends links, whatever their images are; those that have ended stay so.</summary>
    /// <returns>How many it ended.</returns>
    /// <exception cref="RefusalException">422 for none or too many; 403 for a reader.</exception>
    public Task<int> RevokeAsync(Actor actor, IReadOnlyList<long> ids, CancellationToken ct) => ChangeAsync(actor, ids, (write, share, now) =>
    {
        (share.RevokedAt, share.RevokedById) = (now, actor.UserId);
        Record(write, actor, share, ShareEventKind.Revoked, now, null);
        return true;
    }, ct);

    /// <summary>Lets links end at an instant; those that end earlier stay as they are.</summary>
    /// <returns>How many end otherwise now.</returns>
    /// <exception cref="RefusalException">422 for none or too many, or an instant in the past; 403 for a reader.</exception>
    public Task<int> ExpireAsync(Actor actor, IReadOnlyList<long> ids, DateTime at, CancellationToken ct)
    {
        if (at <= time.UtcNow())
            throw Refusal.Invalid("expires_at", "This must lie in the future.");
        return ChangeAsync(actor, ids, (write, share, now) =>
        {
            if (share.ExpiresAt <= at)
                return false;
            share.ExpiresAt = at;
            Record(write, actor, share, ShareEventKind.Changed, now, "expires_at");
            return true;
        }, ct);
    }

    /// <summary>The same list for a spreadsheet, without the links' tokens: who has one has the picture.</summary>
    public async Task<string> CsvAsync(Actor actor, ShareFilter filter, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var found = await filter.Order(Filtered(db, actor, filter)).Take(MaxLines).ToListAsync(ct);
        var lines = (await ShowAsync(db, actor, found, ct)).Select(Line);
        return string.Concat(lines.Prepend(Csv.Line(
            "image_id", "title", "status", "created_by", "created_at", "expires_at", "password", "download", "views", "visitors", "downloads", "last_viewed_at")));
    }

    private static string Line(RegisteredShare entry)
    {
        var share = entry.Share;
        return Csv.Line(
            Text(share.ImageId), entry.Image?.Title, entry.Status.ToString().ToLowerInvariant(), entry.CreatedBy, Text(share.CreatedAt), Text(share.ExpiresAt),
            share.PasswordHash is null ? "no" : "yes", share.AllowDownload ? share.DownloadSize.ToString().ToLowerInvariant() : "none",
            Text(share.ViewCount), Text(share.VisitorCount), Text(share.DownloadCount), Text(share.LastViewedAt));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DateTime? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private IQueryable<Share> Filtered(RankionDbContext db, Actor actor, ShareFilter filter) => filter.Apply(db.For(actor).Shares, time.UtcNow());

    private async Task<List<RegisteredShare>> ShowAsync(RankionDbContext db, Actor actor, List<Share> shares, CancellationToken ct)
    {
        var (imageIds, userIds) = (shares.ConvertAll(s => s.ImageId), shares.Select(s => s.CreatedById).Distinct().ToList());
        var images = await db.For(actor).Images.Where(i => imageIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var people = await db.Users.Where(u => userIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        var now = time.UtcNow();
        return shares.ConvertAll(share =>
        {
            var image = images.GetValueOrDefault(share.ImageId);
            return new RegisteredShare(share, image, StatusOf(share, image, now), people.GetValueOrDefault(share.CreatedById, ""));
        });
    }

    private static ShareStatus StatusOf(Share share, Image? image, DateTime now) =>
        share.RevokedAt is not null ? ShareStatus.Revoked
        : share.ExpiresAt <= now ? ShareStatus.Expired
        : image is null ? ShareStatus.Gone
        : image.DeletedAt is null ? ShareStatus.Active : ShareStatus.Suspended;

    private Task<int> ChangeAsync(Actor actor, IReadOnlyList<long> ids, Func<WriteScope, Share, DateTime, bool> change, CancellationToken ct)
    {
        actor.RequireWrite();
        var distinct = ids.Distinct().ToList();
        if (distinct.Count is 0 or > Max)
            throw Refusal.Invalid("ids", $"Name 1 to {Max} links.");
        return database.WriteAsync(async write =>
        {
            var now = time.UtcNow();
            var shares = await write.Db.For(actor).Shares.Where(s => distinct.Contains(s.Id)).OrderBy(s => s.Id).ToListAsync(ct);
            return shares.Count(share => share.IsActive(now) && change(write, share, now));
        }, ct);
    }

    private void Record(WriteScope write, Actor actor, Share share, ShareEventKind kind, DateTime now, string? detail)
    {
        write.Db.Add(new ShareEvent { ShareId = share.Id, Kind = kind, At = now, UserId = actor.UserId, Detail = detail });
        audit.Record(write, actor, "share." + kind.ToString().ToLowerInvariant(), "image", share.ImageId, detail);
    }
}
