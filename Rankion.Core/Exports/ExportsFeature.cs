using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Jobs;

namespace Rankion.Core.Exports;

public static class ExportsFeature
{
    public static IServiceCollection AddExports(this IServiceCollection services)
    {
        services.AddOptions<ExportsOptions>().BindConfiguration(ExportsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Exporter>().AddSingleton<ExportArchive>().AddSingleton<InstantArchive>().AddSingleton<ExportOutcome>().AddSingleton<ExportExpiry>();
        return services.AddJob<ExportImagesJob>(ExportImagesJob.Kind);
    }
}
