using System.Net;
using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Teams;

namespace Rankion.Tests.Support;

/// <summary>The ground the other tests stand on.</summary>
public sealed class RankionAppTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task The_app_starts_on_a_database_of_its_own(DatabaseProvider provider)
    {
        await using var app = await RankionApp.StartAsync(provider);
        await using var other = await RankionApp.StartAsync(provider);
        var team = await app.CreateTeamAsync(credits: 50);
        await app.AddMemberAsync(team, TeamRole.Viewer, Scopes.Read);
        await using var db = await app.Database.OpenAsync(Ct);
        Assert.Equal(50, (await db.For(team.Owner).Teams.SingleAsync(Ct)).CreditBalance);
        Assert.Equal(2, await db.For(team.Owner).Memberships.CountAsync(Ct));
        await using var empty = await other.Database.OpenAsync(Ct);
        Assert.False(await empty.AcrossTeams().Teams.AnyAsync(t => t.Id == team.Id && t.Slug == team.Slug, Ct));
        using var answer = await app.Client(team).GetAsync("/v1/nowhere", Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_outside_can_be_called()
    {
        using var client = new HttpClient();
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("https://example.com", Ct));
        Assert.Contains("tests-make-no-outbound-calls", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_clock_runs_what_falls_due_in_order()
    {
        var clock = new TestClock();
        var ran = new List<string>();
        var start = clock.UtcNow;
        using var late = clock.CreateTimer(_ => ran.Add($"late {clock.UtcNow - start}"), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var often = clock.CreateTimer(_ => ran.Add($"often {clock.UtcNow - start}"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["often 00:00:02", "late 00:00:03", "often 00:00:04"], ran);
        Assert.Equal(TimeSpan.FromSeconds(5), clock.UtcNow - start);
    }
}
