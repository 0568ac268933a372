using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Projects;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Accounts;

public sealed class FirstRunTests
{
    private static readonly NewPerson Mara = new("Mara Kern", "mara@northwind.studio", "a long pass phrase");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Whoever_has_the_code_founds_the_first_team_once(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var firstRun = stage.Get<FirstRun>();
        Assert.True(await firstRun.IsNeededAsync(Ct));

        var actor = await firstRun.SetUpAsync($" {firstRun.Code.ToLowerInvariant()} ", Mara, "Mårten’s Studio", 1000, Ct);

        Assert.False(await firstRun.IsNeededAsync(Ct));
        Assert.Equal(actor, await stage.Get<TeamDirectory>().CurrentAsync(actor.UserId, Ct));
        Assert.Equal(1000, await stage.Get<CreditLedger>().BalanceAsync(actor, Ct));
        Assert.Equal("martens-studio", (await stage.Get<TeamDirectory>().ListAsync(actor.UserId, Ct)).Single().Slug);
        Assert.Equal("First project", (await stage.Get<ProjectList>().ListAsync(actor, Ct)).Single().Name);
        var again = await Assert.ThrowsAsync<RefusalException>(() => firstRun.SetUpAsync(firstRun.Code, Mara with { Email = "b@c.de" }, "x", 0, Ct));
        Assert.Equal("already_set_up", again.Code);
    }

    [Fact]
    public async Task Without_the_code_nothing_is_founded()
    {
        await using var stage = await Stage.OpenAsync();
        var firstRun = stage.Get<FirstRun>();
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => firstRun.SetUpAsync("AAAA-BBBB-CCCC", Mara, "Team", 0, Ct));
        Assert.Equal("wrong_code", refusal.Code);
        Assert.True(await firstRun.IsNeededAsync(Ct));
    }

    [Theory]
    [InlineData("", "mara@northwind.studio", "a long pass phrase", "Team", "display_name")]
    [InlineData("Mara", "mara", "a long pass phrase", "Team", "email")]
    [InlineData("Mara", "mara kern@northwind.studio", "a long pass phrase", "Team", "email")]
    [InlineData("Mara", "mara@northwind.studio", "password", "Team", "password")]
    [InlineData("Mara", "mara@northwind.studio", "a long pass phrase", " ", "name")]
    public async Task A_fault_names_its_field_and_leaves_nothing_behind(string name, string email, string password, string team, string field)
    {
        await using var stage = await Stage.OpenAsync();
        var firstRun = stage.Get<FirstRun>();
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => firstRun.SetUpAsync(firstRun.Code, new(name, email, password), team, 10, Ct));
        Assert.Equal([field], refusal.Errors.Keys);
        await using var db = await stage.Database.OpenAsync(Ct);
        Assert.False(await db.Users.AnyAsync(Ct) || await db.AcrossTeams().Teams.AnyAsync(Ct));
    }
}
