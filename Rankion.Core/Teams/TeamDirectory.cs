using Microsoft.EntityFrameworkCore;
using Rankion.Core.Accounts;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Projects;

namespace Rankion.Core.Teams;

/// <summary>A team that a person is in, and as what.</summary>
public sealed record TeamOfPerson(long Id, string Name, string Slug, TeamRole Role);

/// <summary>Which teams there are, which of them a person is in, and in which one the person works now.</summary>
public sealed class TeamDirectory(Database database, AccessCache cache, AuditTrail audit, TimeProvider time)
{
    public const int MaxName = 100;

    public async Task<Team?> FindAsync(string slug, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.AcrossTeams().Teams.SingleOrDefaultAsync(t => t.Slug == slug, ct);
    }

    /// <summary>The teams of a person, by name.</summary>
    public async Task<IReadOnlyList<TeamOfPerson>> ListAsync(long userId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.AcrossTeams().Memberships.Where(m => m.UserId == userId)
            .Join(db.AcrossTeams().Teams, m => m.TeamId, t => t.Id, (m, t) => new { t.Id, t.Name, t.Slug, m.Role })
            .OrderBy(t => t.Name).ThenBy(t => t.Id)
            .Select(t => new TeamOfPerson(t.Id, t.Name, t.Slug, t.Role))
            .ToListAsync(ct);
    }

    /// <summary>The person as a member of one team; null when they are not, or no longer.</summary>
    public async Task<Actor?> ActorAsync(long userId, long teamId, CancellationToken ct) =>
        await cache.GetAsync((userId, teamId), async () =>
        {
            await using var db = await database.OpenAsync(ct);
            return await db.AcrossTeams().Memberships.Where(m => m.UserId == userId && m.TeamId == teamId)
                .Select(m => new Actor(m.UserId, m.TeamId, m.Role))
                .SingleOrDefaultAsync(ct);
        });

    /// <summary>The person in the team they worked in last, or else the first they joined; null when they are in none.</summary>
    public async Task<Actor?> CurrentAsync(long userId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var current = await db.Users.Where(u => u.Id == userId).Select(u => u.CurrentTeamId).SingleOrDefaultAsync(ct);
        return await db.AcrossTeams().Memberships.Where(m => m.UserId == userId)
            .OrderByDescending(m => m.TeamId == current).ThenBy(m => m.CreatedAt).ThenBy(m => m.TeamId)
            .Select(m => new Actor(m.UserId, m.TeamId, m.Role))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Works in another team from now on.</summary>
    /// <returns>Null when the person is not in it.</returns>
    public async Task<Actor?> SwitchAsync(long userId, long teamId, CancellationToken ct)
    {
        if (await ActorAsync(userId, teamId, ct) is not { } actor)
            return null;
        await database.WriteAsync<int>(write => EnterAsync(write, teamId, userId, ct), ct);
        return actor;
    }

    /// <summary>The owner who has been it longest, of one team or of the first team there is; for commands that name nobody.</summary>
    public async Task<long?> FirstOwnerAsync(long? teamId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.AcrossTeams().Memberships.Where(m => m.Role == TeamRole.Owner && (teamId == null || m.TeamId == teamId))
            .OrderBy(m => m.TeamId).ThenBy(m => m.CreatedAt).ThenBy(m => m.UserId)
            .Select(m => (long?)m.UserId)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Founds a team with its first project.</summary>
    /// <param name="slug">Null for one made from the name.</param>
    /// <exception cref="RefusalException">422 for a bad name or slug, 409 when the slug is taken.</exception>
    public Task<Team> FoundAsync(string name, string? slug, long? ownerId, CancellationToken ct) =>
        database.WriteAsync(write => FoundAsync(write, name, slug, ownerId, ct), ct);

    /// <summary>Sets how much a team may keep; what is over the limit stays, and nothing new comes in.</summary>
    public Task SetPlanAsync(long teamId, Storage.StoragePlan plan, CancellationToken ct) => database.WriteAsync(async write =>
    {
        await write.Db.AcrossTeams().Teams.Where(t => t.Id == teamId).ExecuteUpdateAsync(set => set.SetProperty(t => t.Plan, plan), ct);
        audit.Record(write, teamId, null, "team.plan_set", "team", teamId, plan.ToString().ToLowerInvariant());
    }, ct);

    /// <inheritdoc cref="FoundAsync(string, string?, long?, CancellationToken)"/>
    internal async Task<Team> FoundAsync(WriteScope write, string name, string? slug, long? ownerId, CancellationToken ct)
    {
        var now = time.UtcNow();
        var team = new Team { Name = NameOf(name), Slug = await FreeSlugAsync(write.Db, name, slug, ct), CreatedAt = now };
        write.Db.Add(team);
        await write.Db.SaveChangesAsync(ct);
        write.Db.Add(new Project { TeamId = team.Id, Name = "First project", Slug = "first-project", Color = "#3b5bdb", CreatedAt = now });
        if (ownerId is { } userId)
            Join(write, team.Id, userId, TeamRole.Owner, by: userId);
        return team;
    }

    /// <summary>Makes a person a member.</summary>
    /// <param name="by">Whose doing it is; null for an operator's.</param>
    internal void Join(WriteScope write, long teamId, long userId, TeamRole role, long? by)
    {
        write.Db.Add(new Membership { TeamId = teamId, UserId = userId, Role = role, CreatedAt = time.UtcNow() });
        audit.Record(write, teamId, by, "member.joined", "member", userId, role.ToString().ToLowerInvariant());
        write.AfterCommit(cache.Forget);
    }

    /// <summary>From now on the person works in this team.</summary>
    internal static Task<int> EnterAsync(WriteScope write, long teamId, long userId, CancellationToken ct) =>
        write.Db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(u => u.CurrentTeamId, teamId), ct);

    private static string NameOf(string text)
    {
        var name = text.Trim();
        return name.Length is > 0 and <= MaxName ? name : throw Refusal.Invalid("name", $"A team's name has 1 to {MaxName} characters.");
    }

    private static async Task<string> FreeSlugAsync(RankionDbContext db, string name, string? slug, CancellationToken ct)
    {
        if (slug is not null && !TeamSlug.IsValid(slug))
            throw Refusal.Invalid("slug", $"A team's slug has 1 to {TeamSlug.MaxLength} lower-case letters, digits and single dashes between them.");
        var wanted = slug ?? TeamSlug.From(name);
        var stem = wanted[..Math.Min(wanted.Length, TeamSlug.MaxLength - 5)].TrimEnd('-');
        var taken = await db.AcrossTeams().Teams.Where(t => t.Slug == wanted || t.Slug.StartsWith(stem + "-")).Select(t => t.Slug).ToListAsync(ct);
        if (!taken.Contains(wanted))
            return wanted;
        if (slug is not null)
            throw Refusal.Conflict("slug_taken", $"There is a team {slug} already.");
        return Enumerable.Range(2, taken.Count + 1).Select(n => $"{stem}-{n}").First(candidate => !taken.Contains(candidate));
    }
}
