using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Rankion.Core.Generation.OpenAi;

public static class OpenAiFeature
{
    public static IServiceCollection AddOpenAiProvider(this IServiceCollection services)
    {
        services.AddOptions<OpenAiOptions>().BindConfiguration(OpenAiOptions.Section).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<OpenAiOptions>, OpenAiModels>();
        services.AddSingleton<IValidateOptions<OpenAiOptions>, OpenAiOptionsCheck>();
        return services.AddSingleton<IImageProvider, OpenAiProvider>();
    }
}
