using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Teams;

namespace Rankion.Web.Accounts;

/// <summary>
/// Who looks at this page: the signed-in person in the team they work in. A page stays with the team it was opened in, also
/// when the person switches in another tab; the role is asked anew each time (and remembered for seconds).
/// </summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication, TeamDirectory teams, People people)
{
    private long? teamId;

    /// <summary>The actor; null when nobody is signed in or the person is in no team.</summary>
    public async Task<Actor?> FindAsync(CancellationToken ct = default)
    {
        if (await UserIdAsync() is not { } userId)
            return null;
        var actor = teamId is { } id ? await teams.ActorAsync(userId, id, ct) : await teams.CurrentAsync(userId, ct);
        teamId ??= actor?.TeamId;
        return actor;
    }

    /// <summary>The actor, for every call to Core.</summary>
    /// <exception cref="RefusalException">403 <c>no_team</c> when the person is in no team, or no longer in this one.</exception>
    public async Task<Actor> ActorAsync(CancellationToken ct = default) =>
        await FindAsync(ct) ?? throw new RefusalException("no_team", StatusCodes.Status403Forbidden, "You are not in this team any more.");

    /// <summary>The person, for the avatar; null when nobody is signed in.</summary>
    public async Task<Person?> PersonAsync(CancellationToken ct = default) =>
        await UserIdAsync() is { } userId ? await people.FindAsync(userId, ct) : null;

    /// <summary>The teams to switch between (POST <c>team</c> to <see cref="AccountPaths.Team"/>).</summary>
    public async Task<IReadOnlyList<TeamOfPerson>> TeamsAsync(CancellationToken ct = default) =>
        await UserIdAsync() is { } userId ? await teams.ListAsync(userId, ct) : [];

    private async Task<long?> UserIdAsync() => (await authentication.GetAuthenticationStateAsync()).User.UserId();
}

public static class SignedInUser
{
    /// <summary>The person of the browser's cookie.</summary>
    public static long? UserId(this ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
