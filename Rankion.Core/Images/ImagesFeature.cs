using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Images;

public static class ImagesFeature
{
    public static IServiceCollection AddImages(this IServiceCollection services) => services.AddSingleton<ImageTotals>().AddSingleton<Gallery>();
}
