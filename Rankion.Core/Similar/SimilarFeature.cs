using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Similar;

public static class SimilarFeature
{
    public static IServiceCollection AddSimilar(this IServiceCollection services) => services
        .AddSingleton<Lookalikes>().AddSingleton<HashBackfill>().AddSingleton<Duplicates>().AddSingleton<Merger>().AddSingleton<LinkMover>();
}
