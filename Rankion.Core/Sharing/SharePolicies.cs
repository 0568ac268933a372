using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;

namespace Rankion.Core.Sharing;

/// <summary>What a team demands of its links.</summary>
public sealed class SharePolicies(Database database, AuditTrail audit)
{
    public async Task<SharePolicy> FindAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await FindAsync(db, actor, ct);
    }

    /// <summary>Links that are there stay as they are until somebody changes them.</summary>
    /// <exception cref="RefusalException">403 unless an admin asks, 422 for limits that cannot be.</exception>
    public Task SetAsync(Actor actor, int? defaultDays, int? maxLifeDays, bool passwordRequired, bool labelForced, CancellationToken ct)
    {
        actor.RequireAdmin();
        return database.WriteAsync(async write =>
        {
            if (await write.Db.For(actor).SharePolicies.SingleOrDefaultAsync(ct) is not { } policy)
                write.Db.Add(policy = new SharePolicy { TeamId = actor.TeamId });
            (policy.DefaultDays, policy.MaxLifeDays, policy.PasswordRequired, policy.LabelForced) = (defaultDays, maxLifeDays, passwordRequired, labelForced);
            policy.Check();
            audit.Record(write, actor, "share_policy.changed", "team", actor.TeamId, Describe(policy));
        }, ct);
    }

    internal static async Task<SharePolicy> FindAsync(RankionDbContext db, Actor actor, CancellationToken ct) =>
        await db.For(actor).SharePolicies.SingleOrDefaultAsync(ct) ?? new SharePolicy { TeamId = actor.TeamId };

    private static string Describe(SharePolicy policy) => string.Join(", ", new[]
    {
        policy.DefaultDays is { } usual ? $"default {usual} d" : "no default end",
        policy.MaxLifeDays is { } longest ? $"at most {longest} d" : "no limit",
        policy.PasswordRequired ? "password required" : null,
        policy.LabelForced ? "label forced" : null,
    }.OfType<string>());
}
