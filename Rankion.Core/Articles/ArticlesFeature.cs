using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Articles;

public static class ArticlesFeature
{
    public static IServiceCollection AddArticles(this IServiceCollection services) =>
        services.AddSingleton<ArticleList>().AddSingleton<ArticleDesk>().AddSingleton<ImageUses>();
}
