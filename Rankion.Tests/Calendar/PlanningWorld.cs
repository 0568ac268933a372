using Rankion.Core;
using Rankion.Core.Calendar;
using Rankion.Core.Data;
using Rankion.Core.Projects;
using Rankion.Tests.Support;

namespace Rankion.Tests.Calendar;

/// <summary>A team with one project to plan for.</summary>
internal sealed class PlanningWorld : IAsyncDisposable
{
    private PlanningWorld(Stage stage, TestTeam team, Project project) => (Stage, Team, Project) = (stage, team, project);

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Stage Stage { get; }

    public TestTeam Team { get; }

    public Project Project { get; }

    public Actor Owner => Team.Owner;

    public Planner Planner => Stage.Get<Planner>();

    public Agenda Agenda => Stage.Get<Agenda>();

    public static async Task<PlanningWorld> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        return new(stage, team, await stage.Get<ProjectDesk>().CreateAsync(team.Owner, new() { Name = "Spring" }, Ct));
    }

    public static DateTime Utc(int year, int month, int day, int hour, int minute = 0) => new(year, month, day, hour, minute, 0, DateTimeKind.Utc);

    public async Task<CalendarEvent> PlanAsync(string title, DateTime? at = null, string zone = "Europe/Berlin", EventStatus? status = null) =>
        (await Planner.CreateAsync(Owner, Project.Id, new() { Title = title, ScheduledAt = new(at), TimeZone = zone, Status = status }, Ct))!;

    public ValueTask DisposeAsync() => Stage.DisposeAsync();
}
