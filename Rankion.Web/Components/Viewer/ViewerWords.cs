using Rankion.Core.Language;

namespace Rankion.Web.Components.Viewer;

/// <summary>What the open image says.</summary>
internal static class ViewerWords
{
    public static readonly Words Say = new(typeof(ViewerWords));
}
