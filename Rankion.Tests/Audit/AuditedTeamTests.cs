using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Audit;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Audit;

/// <summary>What happens to a team's people, tokens and credits stands in its trail.</summary>
public sealed class AuditedTeamTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Tokens_people_and_grants_leave_their_mark(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var owner = team.Owner;
        var (tokens, roster, invitations) = (stage.Get<ApiTokens>(), stage.Get<TeamRoster>(), stage.Get<Invitations>());
        var guest = (await stage.Services.AddMemberAsync((await stage.CreateTeamAsync()).Id, TeamRole.Viewer)).Actor.UserId;

        var token = (await tokens.CreateAsync(owner, "Export", Scopes.Read | Scopes.Write, null, Ct)).Token;
        Assert.True(await tokens.RevokeAsync(owner, token.Id, Ct));
        Assert.False(await tokens.RevokeAsync(owner, token.Id, Ct));
        var dropped = (await invitations.InviteAsync(owner, "a@example.com", TeamRole.Viewer, Ct)).Invitation;
        Assert.True(await invitations.RevokeAsync(owner, dropped.Id, Ct));
        Assert.False(await invitations.RevokeAsync(owner, dropped.Id, Ct));
        var link = await invitations.InviteAsync(owner, "b@example.com", TeamRole.Editor, Ct);
        Assert.NotNull(await invitations.AcceptAsync(link.Token, guest, Ct));
        Assert.True(await roster.ChangeRoleAsync(owner, guest, TeamRole.Admin, Ct));
        Assert.True(await roster.ChangeRoleAsync(owner, guest, TeamRole.Admin, Ct));
        Assert.True(await roster.RemoveAsync(owner, guest, Ct));
        await stage.Get<CreditLedger>().GrantAsync(team.Id, 50, null, "Thanks", Ct);

        var lines = (await stage.Get<AuditTrail>().ReadAsync(owner, new(), new(), Ct)).Items.Reverse();
        Assert.Equal(
            [
                ("token.created", owner.UserId, token.Id, "Export (read, write)"),
                ("token.revoked", owner.UserId, token.Id, "Export"),
                ("invitation.sent", owner.UserId, dropped.Id, "a@example.com (viewer)"),
                ("invitation.revoked", owner.UserId, dropped.Id, "a@example.com"),
                ("invitation.sent", owner.UserId, link.Invitation.Id, "b@example.com (editor)"),
                ("member.joined", guest, guest, "editor"),
                ("member.role_changed", owner.UserId, guest, "editor → admin"),
                ("member.removed", owner.UserId, guest, "admin"),
                ("credits.granted", null, team.Id, "50"),
            ],
            lines.Select(l => (l.Entry.Action, l.Entry.UserId, l.Entry.SubjectId, l.Entry.Detail)));
    }
}
