using Rankion.Core.Language;

namespace Rankion.Web.Components.Sharing;

/// <summary>What the share dialog and the team's list of links say.</summary>
internal static class ShareWords
{
    public static readonly Words Say = new(typeof(ShareWords));
}
