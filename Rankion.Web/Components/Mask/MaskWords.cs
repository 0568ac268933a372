using Rankion.Core.Language;

namespace Rankion.Web.Components.Mask;

/// <summary>What the pages say about masks.</summary>
internal static class MaskWords
{
    public static readonly Words Say = new(typeof(MaskWords));
}
