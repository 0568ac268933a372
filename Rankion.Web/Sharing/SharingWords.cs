using Rankion.Core.Language;

namespace Rankion.Web.Sharing;

/// <summary>What the public page says to whoever was sent a link.</summary>
internal static class SharingWords
{
    public static readonly Words Say = new(typeof(SharingWords));
}
