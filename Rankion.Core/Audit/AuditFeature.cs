using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Audit;

public static class AuditFeature
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<AuditTrail>();
}
