using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Teams;
using Rankion.Web.Components.Account;
using Rankion.Web.Components.Language;
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
        var guest = await people.FindByEmailAsync(issued.Invitation.Email, ct);
        post.Send(Cultures.For(guest?.Language, () => Letter(issued.Invitation.Email, sender?.DisplayName, team.Name, role, link)));
        return link;
    }

    private static Email Letter(string to, string? sender, string team, TeamRole role, string link)
    {
        string[] paragraphs =
        [
            Say["Hello,"],
            $"{Say["{0} invites you to the team {1} on Rankion. Your role: {2}.", sender, team, Roles.Name(role)]}\n{link}",
            Say["The link works for seven days, once."],
        ];
        return new Email(to, Say["Join {0} on Rankion", team], string.Join("\n\n", paragraphs));
    }
}
