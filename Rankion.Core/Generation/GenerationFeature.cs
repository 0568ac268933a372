using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Jobs;

namespace Rankion.Core.Generation;

public static class GenerationFeature
{
    public static IServiceCollection AddGeneration(this IServiceCollection services) =>
        services.AddSingleton<Generator>().AddSingleton<GenerationPolicy>().AddSingleton<ImageOrders>().AddSingleton<ProviderGate>()
            .AddSingleton<DrawingInputReader>().AddSingleton<Painter>().AddSingleton<ImageDrawing>().AddSingleton<ImageProgress>().AddSingleton<ImageOutcome>()
            .AddJob<GenerateImageJob>(GenerateImageJob.Kind);
}
