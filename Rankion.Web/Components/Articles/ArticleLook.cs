using Rankion.Core.Articles;
using static Rankion.Web.Components.Articles.ArticlesWords;

namespace Rankion.Web.Components.Articles;

/// <summary>How the states of articles are shown.</summary>
public static class ArticleLook
{
    public static string Icon(ArticleStatus status) => status switch
    {
        ArticleStatus.Draft => "edit",
        ArticleStatus.Review => "visibility",
        ArticleStatus.Published => "check_circle",
        _ => "folder",
    };

    public static string Class(ArticleStatus status) => status switch
    {
        ArticleStatus.Draft => "warn",
        ArticleStatus.Review => "running",
        ArticleStatus.Published => "ready",
        _ => "",
    };

    public static string Word(ArticleStatus status) => status switch
    {
        ArticleStatus.Draft => Say["Draft"],
        ArticleStatus.Review => Say["In review"],
        ArticleStatus.Published => Say["Published"],
        _ => Say["Archived"],
    };
}
