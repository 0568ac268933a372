using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Teams;

namespace Rankion.Tests.Support;

/// <summary>A team with its owner and an API token of all scopes.</summary>
/// <param name="Token">The secret, as it goes into the Authorization header.</param>
public sealed record TestTeam(long Id, string Slug, Actor Owner, string Token, string OwnerEmail)
{
    public TestMember OwnerMember => new(Owner, Token, OwnerEmail);
}

/// <summary>A person of a team; the password is <see cref="Seeding.Password"/>.</summary>
public sealed record TestMember(Actor Actor, string Token, string Email);

public static class Seeding
{
    public const string Password = "correct horse battery staple 9";

    // slow on purpose, so made once
    private static readonly Lazy<string> PasswordHash = new(() => new PasswordHasher<User>().HashPassword(null!, Password));
    private static int last;

    /// <summary>A team with credits, an owner who may do everything, and the owner's token.</summary>
    public static async Task<TestTeam> CreateTeamAsync(this IServiceProvider services, string? slug = null, int credits = 1000)
    {
        slug ??= $"team-{Interlocked.Increment(ref last)}";
        var now = services.GetRequiredService<TimeProvider>().UtcNow();
        var teamId = await services.GetRequiredService<Database>().WriteAsync(async write =>
        {
            var team = new Team { Name = slug, Slug = slug, CreatedAt = now, CreditBalance = credits };
            write.Db.Add(team);
            await write.Db.SaveChangesAsync();
            if (credits > 0)
                write.Db.Add(new LedgerEntry { TeamId = team.Id, Amount = credits, Kind = LedgerKind.Grant, Note = "Start", CreatedAt = now });
            return team.Id;
        }, CancellationToken.None);
        var owner = await services.AddMemberAsync(teamId, TeamRole.Owner);
        return new TestTeam(teamId, slug, owner.Actor, owner.Token, owner.Email);
    }

    /// <summary>A new person in the team, with a token of the given scopes.</summary>
    public static async Task<TestMember> AddMemberAsync(this IServiceProvider services, long teamId, TeamRole role, Scopes scopes = Scopes.All)
    {
        var email = $"person-{Interlocked.Increment(ref last)}@example.com";
        var now = services.GetRequiredService<TimeProvider>().UtcNow();
        var secret = "rk_" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 40);
        var user = new User
        {
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            PasswordHash = PasswordHash.Value,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            DisplayName = email[..email.IndexOf('@', StringComparison.Ordinal)],
            CurrentTeamId = teamId,
            CreatedAt = now,
        };
        var token = new ApiToken
        {
            TeamId = teamId,
            Name = "test",
            Prefix = secret[..7],
            Hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret)),
            Scopes = scopes,
            CreatedAt = now,
        };
        await services.GetRequiredService<Database>().WriteAsync(async write =>
        {
            write.Db.Add(user);
            await write.Db.SaveChangesAsync();
            token.UserId = user.Id;
            write.Db.Add(new Membership { TeamId = teamId, UserId = user.Id, Role = role, CreatedAt = now });
            write.Db.Add(token);
        }, CancellationToken.None);
        return new TestMember(new Actor(user.Id, teamId, role), secret, email);
    }
}
