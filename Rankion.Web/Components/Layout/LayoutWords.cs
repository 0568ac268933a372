using Rankion.Core.Language;

namespace Rankion.Web.Components.Layout;

/// <summary>What the frame around every page says.</summary>
internal static class LayoutWords
{
    public static readonly Words Say = new(typeof(LayoutWords));
}
