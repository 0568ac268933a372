using Rankion.Core.Language;

namespace Rankion.Web.Components.Account;

/// <summary>What the doors and the pages of one's own account say.</summary>
internal static class AccountWords
{
    public static readonly Words Say = new(typeof(AccountWords));
}
