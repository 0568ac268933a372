using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Teams;

public sealed class TeamRosterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task The_last_owner_neither_leaves_nor_steps_down(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var roster = stage.Get<TeamRoster>();
        var owner = team.Owner;

        await RefusedAsync("last_owner", () => roster.RemoveAsync(owner, owner.UserId, Ct));
        await RefusedAsync("last_owner", () => roster.ChangeRoleAsync(owner, owner.UserId, TeamRole.Admin, Ct));

        var second = await stage.Services.AddMemberAsync(team.Id, TeamRole.Editor);
        Assert.True(await roster.ChangeRoleAsync(owner, second.Actor.UserId, TeamRole.Owner, Ct));
        Assert.True(await roster.RemoveAsync(owner, owner.UserId, Ct));
        Assert.Equal([second.Actor.UserId], (await roster.ListAsync(second.Actor, Ct)).Select(m => m.UserId));
    }

    [DatabaseTheory]
    public async Task Two_owners_who_remove_each_other_leave_one(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var second = (await stage.Services.AddMemberAsync(team.Id, TeamRole.Owner)).Actor;
        var roster = stage.Get<TeamRoster>();

        var outcomes = await Task.WhenAll(TryAsync(team.Owner, second.UserId), TryAsync(second, team.Owner.UserId));

        Assert.Single(outcomes, done => done);
        Assert.Single(await roster.ListAsync(team.Owner, Ct), m => m.Role == TeamRole.Owner);

        async Task<bool> TryAsync(Actor actor, long userId)
        {
            try
            {
                return await roster.RemoveAsync(actor, userId, Ct);
            }
            catch (RefusalException refusal) when (refusal.Code == "last_owner")
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Admins_manage_everybody_but_owners()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var admin = (await stage.Services.AddMemberAsync(team.Id, TeamRole.Admin)).Actor;
        var editor = (await stage.Services.AddMemberAsync(team.Id, TeamRole.Editor)).Actor;
        var roster = stage.Get<TeamRoster>();

        Assert.True(await roster.ChangeRoleAsync(admin, editor.UserId, TeamRole.Viewer, Ct));
        await RefusedAsync("forbidden", () => roster.ChangeRoleAsync(admin, editor.UserId, TeamRole.Owner, Ct));
        await RefusedAsync("forbidden", () => roster.ChangeRoleAsync(admin, team.Owner.UserId, TeamRole.Viewer, Ct));
        await RefusedAsync("forbidden", () => roster.RemoveAsync(admin, team.Owner.UserId, Ct));
        await RefusedAsync("forbidden", () => roster.RemoveAsync(editor, admin.UserId, Ct));
        Assert.True(await roster.RemoveAsync(editor, editor.UserId, Ct));
    }

    [Fact]
    public async Task A_role_change_holds_at_once()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var member = (await stage.Services.AddMemberAsync(team.Id, TeamRole.Viewer)).Actor;
        var directory = stage.Get<TeamDirectory>();
        Assert.Equal(TeamRole.Viewer, (await directory.ActorAsync(member.UserId, team.Id, Ct))!.Role);
        await stage.Get<TeamRoster>().ChangeRoleAsync(team.Owner, member.UserId, TeamRole.Editor, Ct);
        Assert.Equal(TeamRole.Editor, (await directory.ActorAsync(member.UserId, team.Id, Ct))!.Role);
    }

    [Fact]
    public async Task A_person_of_another_team_is_not_there()
    {
        await using var stage = await Stage.OpenAsync();
        var mine = await stage.CreateTeamAsync();
        var theirs = await stage.CreateTeamAsync();
        Assert.False(await stage.Get<TeamRoster>().RemoveAsync(mine.Owner, theirs.Owner.UserId, Ct));
        Assert.False(await stage.Get<TeamRoster>().ChangeRoleAsync(mine.Owner, theirs.Owner.UserId, TeamRole.Viewer, Ct));
        Assert.Null(await stage.Get<TeamDirectory>().SwitchAsync(mine.Owner.UserId, theirs.Id, Ct));
    }

    [Fact]
    public async Task A_person_of_two_teams_works_in_the_one_they_switched_to()
    {
        await using var stage = await Stage.OpenAsync();
        var first = await stage.CreateTeamAsync();
        var directory = stage.Get<TeamDirectory>();
        var second = await directory.FoundAsync("Second", null, first.Owner.UserId, Ct);
        Assert.Equal(first.Id, (await directory.CurrentAsync(first.Owner.UserId, Ct))!.TeamId);

        await directory.SwitchAsync(first.Owner.UserId, second.Id, Ct);

        Assert.Equal(second.Id, (await directory.CurrentAsync(first.Owner.UserId, Ct))!.TeamId);
        Assert.Equal(2, (await directory.ListAsync(first.Owner.UserId, Ct)).Count);
    }

    [Fact]
    public async Task A_second_team_of_the_same_name_gets_a_slug_of_its_own()
    {
        await using var stage = await Stage.OpenAsync();
        var directory = stage.Get<TeamDirectory>();
        var slugs = new List<string>();
        for (var i = 0; i < 3; i++)
            slugs.Add((await directory.FoundAsync("Studio", null, null, Ct)).Slug);
        Assert.Equal(["studio", "studio-2", "studio-3"], slugs);
        await RefusedAsync("slug_taken", () => directory.FoundAsync("Studio", "studio", null, Ct));
    }

    private static async Task RefusedAsync(string code, Func<Task> action) => Assert.Equal(code, (await Assert.ThrowsAsync<RefusalException>(action)).Code);
}
