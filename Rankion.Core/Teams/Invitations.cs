using Microsoft.EntityFrameworkCore;
using Rankion.Core.Accounts;
using Rankion.Core.Audit;
using Rankion.Core.Data;

namespace Rankion.Core.Teams;

/// <summary>A new invitation with the token of its link, which nobody can read again.</summary>
public sealed record IssuedInvitation(Invitation Invitation, string Token);

/// <summary>What the holder of a link is offered.</summary>
/// <param name="HasAccount">Whether the invited address can sign in already.</param>
public sealed record InvitationOffer(long TeamId, string TeamName, string Email, TeamRole Role, string InvitedBy, bool HasAccount);

/// <summary>Invitations by e-mail: a link that works once, for seven days.</summary>
public sealed class Invitations(Database database, TeamDirectory teams, People people, AuditTrail audit, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Invites an address; an open invitation of the same address gives way to this one. The door sends the link.</summary>
    /// <exception cref="RefusalException">403 without the right, 422 for a bad address, 409 <c>already_member</c>.</exception>
    public async Task<IssuedInvitation> InviteAsync(Actor actor, string email, TeamRole role, CancellationToken ct)
    {
        actor.RequireAdmin();
        if (role == TeamRole.Owner && actor.Role != TeamRole.Owner)
            throw Refusal.Forbidden("Only an owner can make or change owners.");
        email = People.EmailOf(email);
        var known = await people.FindByEmailAsync(email, ct);
        var now = time.UtcNow();
        var token = Secret.Create(40);
        var invitation = new Invitation
        {
            TeamId = actor.TeamId,
            Email = email,
            Role = role,
            TokenHash = Secret.Hash(token),
            InvitedById = actor.UserId,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
        await database.WriteAsync(async write =>
        {
            if (known is not null && await write.Db.For(actor).Memberships.AnyAsync(m => m.UserId == known.Id, ct))
                throw Refusal.Conflict("already_member", $"{email} is in the team already.");
            var open = await Open(write.Db.For(actor).Invitations, now).ToListAsync(ct);
            foreach (var earlier in open.Where(i => i.Email.Equals(email, StringComparison.OrdinalIgnoreCase)))
                earlier.RevokedAt = now;
            write.Db.Add(invitation);
            await write.Db.SaveChangesAsync(ct);
            audit.Record(write, actor, "invitation.sent", "invitation", invitation.Id, $"{email} ({role.ToString().ToLowerInvariant()})");
        }, ct);
        return new IssuedInvitation(invitation, token);
    }

    /// <summary>The invitations that can still be accepted, newest first.</summary>
    public async Task<IReadOnlyList<Invitation>> ListAsync(Actor actor, CancellationToken ct)
    {
        actor.RequireAdmin();
        await using var db = await database.OpenAsync(ct);
        return await Open(db.For(actor).Invitations, time.UtcNow()).OrderByDescending(i => i.Id).ToListAsync(ct);
    }

    /// <returns>False where the team has no such open invitation.</returns>
    public Task<bool> RevokeAsync(Actor actor, long id, CancellationToken ct)
    {
        actor.RequireAdmin();
        var now = time.UtcNow();
        return database.WriteAsync(async write =>
        {
            var invitations = write.Db.For(actor).Invitations.Where(i => i.Id == id);
            if (await Open(invitations, now).ExecuteUpdateAsync(set => set.SetProperty(i => i.RevokedAt, now), ct) == 0)
                return false;
            audit.Record(write, actor, "invitation.revoked", "invitation", id, await invitations.Select(i => i.Email).SingleAsync(ct));
            return true;
        }, ct);
    }

    /// <summary>What a link offers; null when it is unknown, used, revoked or too old.</summary>
    public async Task<InvitationOffer?> FindAsync(string token, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var invitation = await FindAsync(db, token, ct);
        if (invitation is null)
            return null;
        var team = await db.ForTeam(invitation.TeamId).Teams.SingleAsync(ct);
        var invitedBy = await db.Users.Where(u => u.Id == invitation.InvitedById).Select(u => u.DisplayName).SingleOrDefaultAsync(ct);
        var hasAccount = await people.FindByEmailAsync(invitation.Email, ct) is not null;
        return new InvitationOffer(team.Id, team.Name, invitation.Email, invitation.Role, invitedBy ?? team.Name, hasAccount);
    }

    /// <summary>Joins the team with an account that is there already; the link is used up.</summary>
    /// <returns>Null when the link offers nothing any more.</returns>
    public Task<Actor?> AcceptAsync(string token, long userId, CancellationToken ct) =>
        database.WriteAsync(write => AcceptAsync(write, token, () => Task.FromResult(userId), ct), ct);

    /// <summary>Makes an account for the invited address and joins the team, both or nothing.</summary>
    /// <returns>Null when the link offers nothing any more.</returns>
    /// <exception cref="RefusalException">422 for a bad name or password.</exception>
    public async Task<Actor?> RegisterAsync(string token, string displayName, string password, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not { } offer)
            return null;
        var user = people.Prepare(new NewPerson(displayName, offer.Email, password));
        return await database.WriteAsync(write => AcceptAsync(write, token, async () =>
        {
            await People.AddAsync(write, user, ct);
            return user.Id;
        }, ct), ct);
    }

    private async Task<Actor?> AcceptAsync(WriteScope write, string token, Func<Task<long>> person, CancellationToken ct)
    {
        var now = time.UtcNow();
        var invitation = await FindAsync(write.Db, token, ct);
        // the count decides: of two who click at once, one is first
        if (invitation is null || await Open(write.Db.ForTeam(invitation.TeamId).Invitations, now).Where(i => i.Id == invitation.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.AcceptedAt, now), ct) == 0)
            return null;
        var userId = await person();
        var member = await write.Db.ForTeam(invitation.TeamId).Memberships.SingleOrDefaultAsync(m => m.UserId == userId, ct);
        if (member is null)
            teams.Join(write, invitation.TeamId, userId, invitation.Role, by: userId);
        await TeamDirectory.EnterAsync(write, invitation.TeamId, userId, ct);
        return new Actor(userId, invitation.TeamId, member?.Role ?? invitation.Role);
    }

    private async Task<Invitation?> FindAsync(RankionDbContext db, string token, CancellationToken ct)
    {
        var hash = Secret.Hash(token);
        return await Open(db.AcrossTeams().Invitations, time.UtcNow()).AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, ct);
    }

    private static IQueryable<Invitation> Open(IQueryable<Invitation> invitations, DateTime now) =>
        invitations.Where(i => i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > now);
}
