using Rankion.Core.Language;

namespace Rankion.Web.Components.Compare;

/// <summary>What comparing images says.</summary>
internal static class CompareWords
{
    public static readonly Words Say = new(typeof(CompareWords));
}
