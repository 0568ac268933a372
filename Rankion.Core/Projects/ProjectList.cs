using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Data;

namespace Rankion.Core.Projects;

/// <summary>The team's projects.</summary>
public sealed class ProjectList(Database database)
{
    /// <summary>At most this many are listed; a team with more uses search.</summary>
    private const int Limit = 500;

    public async Task<IReadOnlyList<Project>> ListAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Projects.OrderBy(p => p.Id).Take(Limit).ToListAsync(ct);
    }

    /// <returns>Null where the team has no such project.</returns>
    public async Task<Project?> FindAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Projects.SingleOrDefaultAsync(p => p.Id == id, ct);
    }
}

public static class ProjectsFeature
{
    public static IServiceCollection AddProjects(this IServiceCollection services) => services.AddSingleton<ProjectList>().AddSingleton<ProjectDesk>();
}
