using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Imaging.Metadata;

namespace Rankion.Core.Imaging;

public static class ImagingFeature
{
    public static IServiceCollection AddImaging(this IServiceCollection services) =>
        services.AddSingleton<PixelGate>().AddSingleton<ImageConverter>().AddSingleton<ImageIngest>().AddSingleton<Renditions>().AddSingleton<PublicCopy>();
}
