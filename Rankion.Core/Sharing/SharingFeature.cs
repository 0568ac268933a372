using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Sharing;

public static class SharingFeature
{
    public static IServiceCollection AddSharing(this IServiceCollection services) =>
        services.AddSingleton<Shares>().AddSingleton<SharePolicies>().AddSingleton<ShareRegistry>().AddSingleton<PublicPictures>().AddSingleton<PublicShares>();
}
