using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Videos;

public static class VideosFeature
{
    public static IServiceCollection AddVideos(this IServiceCollection services)
    {
        services.AddOptions<VideoOptions>().BindConfiguration(VideoOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<PosterFrame>().AddSingleton<VideoIngest>();
    }
}
