using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Teams;

namespace Rankion.Core.Accounts;

/// <summary>A new token with its secret, which nobody can read again.</summary>
public sealed record IssuedToken(ApiToken Token, string Secret);

/// <summary>A token and whose it is.</summary>
public sealed record TokenEntry(ApiToken Token, string OwnerName);

/// <summary>Why a bearer token opens nothing.</summary>
public enum TokenFailure
{
    Unknown,
    Expired,
    Revoked,

    /// <summary>Its owner has left the team.</summary>
    NotAMember,
}

/// <summary>Either an actor or the reason why there is none.</summary>
public sealed record TokenCheck(Actor? Actor, TokenFailure? Failure);

/// <summary>Bearer tokens: <c>rk_</c> and 40 letters and digits, of which the database holds only the SHA-256.</summary>
public sealed class ApiTokens(Database database, AccessCache cache, AuditTrail audit, TimeProvider time)
{
    public const int MaxName = 100;
    private const string Mark = "rk_";
    private const int Length = 43;
    private const int PrefixLength = 7;
    private static readonly TimeSpan UseStep = TimeSpan.FromMinutes(1);

    /// <summary>Makes a token of the actor's own.</summary>
    /// <param name="expiresAt">Null for one that does not expire.</param>
    /// <exception cref="RefusalException">422 for a bad name, scopes beyond the actor's own, or an expiry that has passed.</exception>
    public async Task<IssuedToken> CreateAsync(Actor actor, string name, Scopes scopes, DateTime? expiresAt, CancellationToken ct)
    {
        name = name.Trim();
        var now = time.UtcNow();
        if (name.Length is 0 or > MaxName)
            throw Refusal.Invalid("name", $"A name has 1 to {MaxName} characters.");
        if (scopes == Scopes.None || (scopes & ~Scopes.All) != 0)
            throw Refusal.Invalid("scopes", "Choose at least one scope: read, write, admin.");
        if ((scopes & ~(actor.Scopes & ScopesOf(actor.Role))) != 0)
            throw Refusal.Invalid("scopes", $"A token cannot do more than you can; as {actor.Role.ToString().ToLowerInvariant()} you have {Names(actor.Scopes & ScopesOf(actor.Role))}.");
        if (expiresAt <= now)
            throw Refusal.Invalid("expires_at", "The expiry lies in the past.");
        var secret = Mark + Secret.Create(Length - Mark.Length);
        var token = new ApiToken
        {
            TeamId = actor.TeamId,
            UserId = actor.UserId,
            Name = name,
            Prefix = secret[..PrefixLength],
            Hash = Secret.Hash(secret),
            Scopes = scopes,
            CreatedAt = now,
            ExpiresAt = expiresAt is { } instant ? Clock.Truncate(instant) : null,
        };
        await database.WriteAsync(async write =>
        {
            write.Db.Add(token);
            await write.Db.SaveChangesAsync(ct);
            audit.Record(write, actor, "token.created", "token", token.Id, $"{name} ({Names(scopes)})");
        }, ct);
        return new IssuedToken(token, secret);
    }

    /// <summary>The tokens that are not revoked, newest first: the actor's own, for who administers all of the team's.</summary>
    public async Task<IReadOnlyList<TokenEntry>> ListAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var tokens = Visible(db, actor).Where(t => t.RevokedAt == null);
        return await tokens.Join(db.Users, t => t.UserId, u => u.Id, (t, u) => new { Token = t, u.DisplayName })
            .OrderByDescending(row => row.Token.Id)
            .Select(row => new TokenEntry(row.Token, row.DisplayName))
            .ToListAsync(ct);
    }

    /// <summary>Ends a token at once.</summary>
    /// <returns>False where the actor has no such token.</returns>
    public Task<bool> RevokeAsync(Actor actor, long id, CancellationToken ct)
    {
        var now = time.UtcNow();
        return database.WriteAsync(async write =>
        {
            if (await Visible(write.Db, actor).Where(t => t.Id == id && t.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now), ct) == 0)
                return false;
            var name = await Visible(write.Db, actor).Where(t => t.Id == id).Select(t => t.Name).SingleAsync(ct);
            audit.Record(write, actor, "token.revoked", "token", id, name);
            write.AfterCommit(cache.Forget);
            return true;
        }, ct);
    }

    /// <summary>Who a bearer token speaks for, with what its scopes and its owner's role both allow.</summary>
    public async Task<TokenCheck> AuthenticateAsync(string secret, CancellationToken ct)
    {
        if (secret.Length != Length || !secret.StartsWith(Mark, StringComparison.Ordinal))
            return new TokenCheck(null, TokenFailure.Unknown);
        var hash = Secret.Hash(secret);
        var failure = TokenFailure.Unknown;
        var access = await cache.GetAsync(Convert.ToHexString(hash), async () =>
        {
            (var read, failure) = await ReadAsync(hash, ct);
            return read;
        });
        if (access is null || !CryptographicOperations.FixedTimeEquals(access.Hash, hash))
            return new TokenCheck(null, failure);
        var now = time.UtcNow();
        if (access.ExpiresAt <= now)
            return new TokenCheck(null, TokenFailure.Expired);
        await NoteUseAsync(access, now, ct);
        return new TokenCheck(access.Actor, null);
    }

    /// <summary>The scopes that mean anything in a role.</summary>
    public static Scopes ScopesOf(TeamRole role) => role switch
    {
        TeamRole.Viewer => Scopes.Read,
        TeamRole.Editor => Scopes.Read | Scopes.Write,
        _ => Scopes.All,
    };

    private static string Names(Scopes scopes) => scopes.ToString().ToLowerInvariant();

    private static IQueryable<ApiToken> Visible(RankionDbContext db, Actor actor) =>
        db.For(actor).ApiTokens.Where(t => actor.CanAdminister || t.UserId == actor.UserId);

    private async Task<(Access? Access, TokenFailure Failure)> ReadAsync(byte[] hash, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var token = await db.AcrossTeams().ApiTokens.SingleOrDefaultAsync(t => t.Hash == hash, ct);
        if (token is null)
            return (null, TokenFailure.Unknown);
        if (token.RevokedAt is not null)
            return (null, TokenFailure.Revoked);
        var membership = await db.AcrossTeams().Memberships.SingleOrDefaultAsync(m => m.TeamId == token.TeamId && m.UserId == token.UserId, ct);
        if (membership is null)
            return (null, TokenFailure.NotAMember);
        var actor = new Actor(token.UserId, token.TeamId, membership.Role, token.Scopes & ScopesOf(membership.Role), token.Id);
        return (new Access(actor, token.Hash, token.ExpiresAt) { LastUsedAt = token.LastUsedAt }, default);
    }

    private async Task NoteUseAsync(Access access, DateTime now, CancellationToken ct)
    {
        if (now - access.LastUsedAt < UseStep)
            return;
        // two requests may both come here in the same instant; then it is written twice
        access.LastUsedAt = now;
        await database.WriteAsync(write => write.Db.AcrossTeams().ApiTokens.Where(t => t.Id == access.Actor.TokenId)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), ct), ct);
    }

    private sealed record Access(Actor Actor, byte[] Hash, DateTime? ExpiresAt)
    {
        public DateTime? LastUsedAt { get; set; }
    }
}
