using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Teams;
using Rankion.Web.Components.Account;
using static Rankion.Web.Components.Account.AccountWords;

namespace Rankion.Web.Accounts;

/// <summary>Invites people: makes the invitation and sends its link.</summary>
internal sealed class InvitationDesk(Invitations invitations, TeamDirectory teams, People people, PostOffice post, PublicUrl url)
{
    /// <returns>The link, for who would rather pass it on themselves; it is shown only now.</returns>
    public async Task<string> InviteAsync(Actor actor, string email, TeamRole role, CancellationToken ct)
    {
        var issued = await invitations.InviteAsync(actor, email, role, ct);
        var link = url.For(AccountPaths.Invitation + issued.Token);
        var team = (await teams.ListAsync(actor.UserId, ct)).First(t => t.Id == actor.TeamId);
        var sender = await people.FindAsync(actor.UserId, ct);
        string[] paragraphs =
        [
            Say["Hello,"],
            $"{Say["{0} invites you to the team {1} on Rankion. Your role: {2}.", sender?.DisplayName, team.Name, Roles.Name(role)]}\n{link}",
            Say["The link works for seven days, once."],
        ];
        post.Send(new Email(issued.Invitation.Email, Say["Join {0} on Rankion", team.Name], string.Join("\n\n", paragraphs)));
        return link;
    }
}
