using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rankion.Core.Data;

namespace Rankion.Core.Live;

public static class LiveFeature
{
    public static IServiceCollection AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>()?.Provider == DatabaseProvider.Postgres)
        {
            services.AddSingleton(_ => NpgsqlDataSource.Create(configuration.GetConnectionString("Rankion")!));
            services.AddHostedService<PostgresRelay>();
        }
        return services.AddSingleton<ChangeFeed>();
    }
}
