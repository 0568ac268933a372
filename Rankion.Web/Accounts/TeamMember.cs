using Microsoft.AspNetCore.Authorization;
using Rankion.Core.Teams;

namespace Rankion.Web.Accounts;

/// <summary>What every page asks for unless it says otherwise: somebody who is signed in and in a team.</summary>
internal sealed class TeamMember : IAuthorizationRequirement;

internal sealed class TeamMemberHandler(TeamDirectory teams) : AuthorizationHandler<TeamMember>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, TeamMember requirement)
    {
        if (context.User.UserId() is { } userId && await teams.CurrentAsync(userId, CancellationToken.None) is not null)
            context.Succeed(requirement);
    }
}
