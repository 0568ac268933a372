using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Generation.Sketch;

public static class SketchFeature
{
    public static IServiceCollection AddSketchProvider(this IServiceCollection services) => services.AddSingleton<IImageProvider, SketchProvider>();
}
