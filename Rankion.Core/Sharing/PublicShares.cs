using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;

namespace Rankion.Core.Sharing;

/// <summary>A link in the hands of somebody who is nobody's member.</summary>
/// <param name="Image">Null where the link is over: revoked, expired, its image in the trash or deleted.</param>
public sealed record OpenedShare(Share Share, Image? Image);

/// <summary>What a link opens, for whoever holds it.</summary>
public sealed class PublicShares(Database database, TimeProvider time)
{
    /// <returns>Null for a token that never was one.</returns>
    public async Task<OpenedShare?> OpenAsync(string token, CancellationToken ct)
    {
        if (token.Length != Share.TokenLength || !token.All(char.IsAsciiLetterOrDigit))
            return null;
        await using var db = await database.OpenAsync(ct);
        if (await db.AcrossTeams().Shares.SingleOrDefaultAsync(s => s.Token == token, ct) is not { } share)
            return null;
        return new(share, share.IsActive(time.UtcNow())
            ? await db.ForTeam(share.TeamId).Images.SingleOrDefaultAsync(i => i.Id == share.ImageId && i.DeletedAt == null && i.Sha256 != null, ct)
            : null);
    }

    /// <summary>One more view by a person, now.</summary>
    /// <param name="visitor">Knows the same person again, today; null where nobody can be told apart.</param>
    public Task CountViewAsync(Share share, byte[]? visitor, CancellationToken ct) => database.WriteAsync(async write =>
    {
        var now = time.UtcNow();
        // whoever else counts this link waits at its row until we are done, so nothing of the day is ever made twice
        var row = write.Db.ForTeam(share.TeamId).Shares.Where(s => s.Id == share.Id);
        await row.ExecuteUpdateAsync(set => set.SetProperty(s => s.ViewCount, s => s.ViewCount + 1).SetProperty(s => s.LastViewedAt, now), ct);
        var today = await write.Db.Set<ShareEvent>().Where(e => e.ShareId == share.Id && e.Kind == ShareEventKind.Viewed && e.At == now.Date)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Count, e => e.Count + 1), ct);
        if (today == 0)
            write.Db.Add(new ShareEvent { ShareId = share.Id, Kind = ShareEventKind.Viewed, At = now.Date });
        if (visitor is null || await write.Db.Set<ShareVisitor>().AnyAsync(v => v.ShareId == share.Id && v.Day == now.Date && v.Hash == visitor, ct))
            return;
        write.Db.Add(new ShareVisitor { ShareId = share.Id, Day = now.Date, Hash = visitor });
        await row.ExecuteUpdateAsync(set => set.SetProperty(s => s.VisitorCount, s => s.VisitorCount + 1), ct);
    }, ct);

    /// <summary>One more download by a person.</summary>
    public Task CountDownloadAsync(Share share, CancellationToken ct) => database.WriteAsync(
        async write => await write.Db.ForTeam(share.TeamId).Shares.Where(s => s.Id == share.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.DownloadCount, s => s.DownloadCount + 1), ct), ct);

    /// <summary>Forgets who opened links on days that are over; how many they were stays.</summary>
    /// <returns>How many entries went.</returns>
    public Task<int> ForgetVisitorsAsync(CancellationToken ct)
    {
        var today = time.UtcNow().Date;
        return database.WriteAsync(write => write.Db.Set<ShareVisitor>().Where(v => v.Day < today).ExecuteDeleteAsync(ct), ct);
    }
}
