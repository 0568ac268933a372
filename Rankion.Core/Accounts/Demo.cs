using Rankion.Core.Projects;

namespace Rankion.Core.Accounts;

/// <summary>What opens the demo; known only to who has just made it.</summary>
public sealed record DemoAccess(string Email, string Password, string Token);

/// <summary>
/// A team to look around in, for a developer's empty database: an owner, credits, a token, and images drawn offline by the
/// sketch, two of them variants of a third, and a week of a calendar.
/// </summary>
public sealed class Demo(
    People people, FirstRun firstRun, ApiTokens tokens, ProjectList projects, DemoPictures pictures, DemoCalendar calendar)
{
    public const string TeamSlug = "demo";
    private const string Email = "demo@rankion.local";
    private const int Credits = 1000;

    /// <summary>Makes the demo; the pictures are drawn once the server's workers run.</summary>
    /// <returns>Null where the database has people already: then nothing is made, ever.</returns>
    public async Task<DemoAccess?> SeedAsync(CancellationToken ct)
    {
        if (!await firstRun.IsNeededAsync(ct))
            return null;
        var password = Secret.Create(16);
        var owner = people.Prepare(new NewPerson("Demo Owner", Email, password));
        var actor = await firstRun.FoundAsync(owner, "Demo", TeamSlug, Credits, "Welcome", ct);
        var token = await tokens.CreateAsync(actor, "First steps", Scopes.Read | Scopes.Write, null, ct);
        var project = (await projects.ListAsync(actor, ct))[0];
        await calendar.PlanAsync(actor, project.Id, await pictures.OrderAsync(actor, project.Id, ct), ct);
        return new DemoAccess(Email, password, token.Secret);
    }
}
