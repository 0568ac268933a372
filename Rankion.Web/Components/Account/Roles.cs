using Rankion.Core.Teams;
using static Rankion.Web.Components.Account.AccountWords;

namespace Rankion.Web.Components.Account;

/// <summary>What a role is called.</summary>
internal static class Roles
{
    public static string Name(TeamRole role) => role switch
    {
        TeamRole.Owner => Say["Owner"],
        TeamRole.Admin => Say["Admin"],
        TeamRole.Editor => Say["Editor"],
        _ => Say["Viewer"],
    };
}
