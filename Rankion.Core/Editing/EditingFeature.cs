using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Jobs;

namespace Rankion.Core.Editing;

public static class EditingFeature
{
    public static IServiceCollection AddEditing(this IServiceCollection services) =>
        services.AddSingleton<Editor>().AddSingleton<EditRuns>().AddSingleton<EditPolicy>().AddSingleton<MaskFiles>().AddSingleton<EditMasks>().AddJob<EditImageJob>(EditImageJob.Kind)
            .AddSingleton<Upscaler>().AddJob<UpscaleImageJob>(UpscaleImageJob.Kind);
}
