using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Imaging;

public static class ImagingFeature
{
    public static IServiceCollection AddImaging(this IServiceCollection services) =>
        services.AddSingleton<PixelGate>().AddSingleton<ImageConverter>().AddSingleton<ImageIngest>().AddSingleton<Renditions>();
}
