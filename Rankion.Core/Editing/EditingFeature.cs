using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Jobs;

namespace Rankion.Core.Editing;

public static class EditingFeature
{
    public static IServiceCollection AddEditing(this IServiceCollection services) =>
        services.AddSingleton<Editor>().AddSingleton<EditPolicy>().AddSingleton<EditMask>().AddJob<EditImageJob>(EditImageJob.Kind);
}
