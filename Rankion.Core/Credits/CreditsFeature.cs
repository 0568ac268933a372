using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Credits;

public static class CreditsFeature
{
    public static IServiceCollection AddCredits(this IServiceCollection services)
    {
        services.AddOptions<CreditsOptions>().BindConfiguration(CreditsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<CreditLedger>();
    }
}
