using Rankion.Core.Language;

namespace Rankion.Web.Components.Gallery;

/// <summary>What the gallery says.</summary>
internal static class GalleryWords
{
    public static readonly Words Say = new(typeof(GalleryWords));
}
