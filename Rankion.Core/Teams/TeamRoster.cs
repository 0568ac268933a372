using Microsoft.EntityFrameworkCore;
using Rankion.Core.Accounts;
using Rankion.Core.Audit;
using Rankion.Core.Data;

namespace Rankion.Core.Teams;

/// <summary>A person in a team, as the members page lists them.</summary>
public sealed record Member(long UserId, string DisplayName, string Email, TeamRole Role, DateTime Since);

/// <summary>
/// Who is in a team and as what. Admins manage everybody but owners; owners manage everybody; a team always keeps an owner.
/// </summary>
public sealed class TeamRoster(Database database, AccessCache cache, AuditTrail audit, TimeProvider time)
{
    /// <summary>The members, by name.</summary>
    public async Task<IReadOnlyList<Member>> ListAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Memberships
            .Join(db.Users, m => m.UserId, u => u.Id, (m, u) => new { u.Id, u.DisplayName, Email = u.Email!, m.Role, m.CreatedAt })
            .OrderBy(m => m.DisplayName).ThenBy(m => m.Id)
            .Select(m => new Member(m.Id, m.DisplayName, m.Email, m.Role, m.CreatedAt))
            .ToListAsync(ct);
    }

    /// <returns>False where the team has no such member.</returns>
    /// <exception cref="RefusalException">403 without the right; 409 <c>last_owner</c>.</exception>
    public Task<bool> ChangeRoleAsync(Actor actor, long userId, TeamRole role, CancellationToken ct)
    {
        actor.RequireAdmin();
        if (role == TeamRole.Owner)
            RequireOwner(actor);
        return ChangeAsync(actor, userId, async (write, member) =>
        {
            if (role != TeamRole.Owner)
                await KeepAnOwnerAsync(write, actor, member, ct);
            if (role != member.Role)
                audit.Record(write, actor, "member.role_changed", "member", userId, $"{Name(member.Role)} → {Name(role)}");
            member.Role = role;
        }, ct);
    }

    /// <summary>Takes a person out of the team, with their tokens for it; anybody may leave.</summary>
    /// <returns>False where the team has no such member.</returns>
    /// <exception cref="RefusalException">403 without the right; 409 <c>last_owner</c>.</exception>
    public Task<bool> RemoveAsync(Actor actor, long userId, CancellationToken ct)
    {
        if (userId != actor.UserId)
            actor.RequireAdmin();
        var now = time.UtcNow();
        return ChangeAsync(actor, userId, async (write, member) =>
        {
            await KeepAnOwnerAsync(write, actor, member, ct);
            write.Db.Remove(member);
            audit.Record(write, actor, userId == actor.UserId ? "member.left" : "member.removed", "member", userId, Name(member.Role));
            await write.Db.For(actor).ApiTokens.Where(t => t.UserId == userId && t.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now), ct);
        }, ct);
    }

    private static string Name(TeamRole role) => role.ToString().ToLowerInvariant();

    private static void RequireOwner(Actor actor)
    {
        if (actor.Role != TeamRole.Owner)
            throw Refusal.Forbidden("Only an owner can make or change owners.");
    }

    private Task<bool> ChangeAsync(Actor actor, long userId, Func<WriteScope, Membership, Task> change, CancellationToken ct) =>
        database.WriteAsync(async write =>
        {
            // PostgreSQL: the team's row is the lock, or two owners could each find the other one left
            await write.Db.For(actor).Teams.ExecuteUpdateAsync(set => set.SetProperty(t => t.Name, t => t.Name), ct);
            var member = await write.Db.For(actor).Memberships.SingleOrDefaultAsync(m => m.UserId == userId, ct);
            if (member is null)
                return false;
            if (member.Role == TeamRole.Owner)
                RequireOwner(actor);
            await change(write, member);
            write.AfterCommit(cache.Forget);
            return true;
        }, ct);

    private static async Task KeepAnOwnerAsync(WriteScope write, Actor actor, Membership member, CancellationToken ct)
    {
        if (member.Role == TeamRole.Owner && await write.Db.For(actor).Memberships.CountAsync(m => m.Role == TeamRole.Owner, ct) == 1)
            throw Refusal.Conflict("last_owner", "A team needs an owner. Make somebody else one first.");
    }
}
