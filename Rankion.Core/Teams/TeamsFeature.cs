using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Teams;

public static class TeamsFeature
{
    public static IServiceCollection AddTeams(this IServiceCollection services) =>
        services.AddSingleton<TeamDirectory>().AddSingleton<TeamRoster>().AddSingleton<Invitations>().AddSingleton<Enrolment>();
}
