using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Data;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Teams;

public sealed class InvitationsTests
{
    private const string Email = "new@example.com";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_invited_person_registers_and_is_in_the_team(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var invitations = stage.Get<Invitations>();
        var issued = await invitations.InviteAsync(team.Owner, $" {Email} ", TeamRole.Editor, Ct);

        var offer = await invitations.FindAsync(issued.Token, Ct);
        Assert.Equal((Email, TeamRole.Editor, false), (offer!.Email, offer.Role, offer.HasAccount));
        var actor = await invitations.RegisterAsync(issued.Token, "New Person", "a long pass phrase", Ct);

        Assert.Equal(new Actor(actor!.UserId, team.Id, TeamRole.Editor), await stage.Get<TeamDirectory>().CurrentAsync(actor.UserId, Ct));
        Assert.Null(await invitations.FindAsync(issued.Token, Ct));
        Assert.Null(await invitations.RegisterAsync(issued.Token, "Second", "a long pass phrase", Ct));
        Assert.Empty(await invitations.ListAsync(team.Owner, Ct));
    }

    [DatabaseTheory]
    public async Task Of_two_who_open_the_link_at_once_one_comes_in(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var other = await stage.CreateTeamAsync();
        var third = await stage.CreateTeamAsync();
        var invitations = stage.Get<Invitations>();
        var issued = await invitations.InviteAsync(team.Owner, Email, TeamRole.Viewer, Ct);
        var accepted = await Task.WhenAll(invitations.AcceptAsync(issued.Token, other.Owner.UserId, Ct), invitations.AcceptAsync(issued.Token, third.Owner.UserId, Ct));
        Assert.Single(accepted, actor => actor is not null);
        Assert.Equal(2, (await stage.Get<TeamRoster>().ListAsync(team.Owner, Ct)).Count);
    }

    [Fact]
    public async Task A_bad_password_uses_the_link_not_up()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var invitations = stage.Get<Invitations>();
        var issued = await invitations.InviteAsync(team.Owner, Email, TeamRole.Viewer, Ct);
        await Assert.ThrowsAsync<RefusalException>(() => invitations.RegisterAsync(issued.Token, "New", "password", Ct));
        Assert.NotNull(await invitations.RegisterAsync(issued.Token, "New", "a long pass phrase", Ct));
    }

    [Fact]
    public async Task A_link_ends_by_age_by_hand_and_by_a_newer_one()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var invitations = stage.Get<Invitations>();
        var first = await invitations.InviteAsync(team.Owner, Email, TeamRole.Viewer, Ct);
        var second = await invitations.InviteAsync(team.Owner, Email.ToUpperInvariant(), TeamRole.Admin, Ct);
        Assert.Null(await invitations.FindAsync(first.Token, Ct));
        Assert.NotNull(await invitations.FindAsync(second.Token, Ct));

        Assert.True(await invitations.RevokeAsync(team.Owner, second.Invitation.Id, Ct));
        Assert.Null(await invitations.FindAsync(second.Token, Ct));

        var third = await invitations.InviteAsync(team.Owner, Email, TeamRole.Viewer, Ct);
        stage.Clock.Advance(Invitations.Lifetime);
        Assert.Null(await invitations.FindAsync(third.Token, Ct));
    }

    [Fact]
    public async Task Only_the_hash_of_a_link_is_kept()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var issued = await stage.Get<Invitations>().InviteAsync(team.Owner, Email, TeamRole.Viewer, Ct);
        await using var db = await stage.Database.OpenAsync(Ct);
        Assert.Equal(Secret.Hash(issued.Token), (await db.For(team.Owner).Invitations.SingleAsync(Ct)).TokenHash);
    }

    [Theory]
    [InlineData(TeamRole.Editor, TeamRole.Viewer, "forbidden")]
    [InlineData(TeamRole.Admin, TeamRole.Owner, "forbidden")]
    public async Task Nobody_invites_beyond_their_own_role(TeamRole actor, TeamRole invited, string code)
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var member = await stage.Services.AddMemberAsync(team.Id, actor);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => stage.Get<Invitations>().InviteAsync(member.Actor, Email, invited, Ct));
        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task Who_is_in_the_team_is_not_invited_again()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var mail = (await stage.Get<People>().FindAsync(team.Owner.UserId, Ct))!.Email;
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => stage.Get<Invitations>().InviteAsync(team.Owner, mail, TeamRole.Viewer, Ct));
        Assert.Equal("already_member", refusal.Code);
    }
}
