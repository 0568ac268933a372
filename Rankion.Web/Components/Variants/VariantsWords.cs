using Rankion.Core.Language;

namespace Rankion.Web.Components.Variants;

/// <summary>What the tree of variants says.</summary>
internal static class VariantsWords
{
    public static readonly Words Say = new(typeof(VariantsWords));
}
