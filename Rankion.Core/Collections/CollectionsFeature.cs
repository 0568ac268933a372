using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Collections;

public static class CollectionsFeature
{
    public static IServiceCollection AddCollections(this IServiceCollection services) =>
        services.AddSingleton<CollectionList>().AddSingleton<CollectionDesk>().AddSingleton<CollectionContents>();
}
