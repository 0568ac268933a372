using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Live;

public static class LiveFeature
{
    public static IServiceCollection AddLive(this IServiceCollection services) => services.AddSingleton<ChangeFeed>();
}
