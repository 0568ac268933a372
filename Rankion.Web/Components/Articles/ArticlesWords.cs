using Rankion.Core.Language;

namespace Rankion.Web.Components.Articles;

/// <summary>What the articles say.</summary>
internal static class ArticlesWords
{
    public static readonly Words Say = new(typeof(ArticlesWords));
}
