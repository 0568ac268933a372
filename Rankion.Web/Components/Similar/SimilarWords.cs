using Rankion.Core.Language;

namespace Rankion.Web.Components.Similar;

/// <summary>What is said of images that look alike.</summary>
internal static class SimilarWords
{
    public static readonly Words Say = new(typeof(SimilarWords));
}
