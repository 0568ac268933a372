using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Images;

public static class ImagesFeature
{
    public static IServiceCollection AddImages(this IServiceCollection services)
    {
        services.AddOptions<TrashOptions>().BindConfiguration(TrashOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<ImageTotals>().AddSingleton<ImageScopes>().AddSingleton<Gallery>().AddSingleton<ViewStamps>().AddSingleton<ContactSheet>().AddSingleton<TagList>().AddSingleton<Facets>()
            .AddSingleton<ImageChanges>().AddSingleton<Family>().AddSingleton<Curation>().AddSingleton<Trash>().AddSingleton<Shredder>().AddSingleton<TrashPurge>().AddSingleton<ImageOrigins>().AddSingleton<TagChanges>();
    }
}
