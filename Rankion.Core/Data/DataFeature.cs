using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Data.Postgres;
using Rankion.Core.Data.Sqlite;

namespace Rankion.Core.Data;

public static class DataFeature
{
    /// <summary>The database that configuration names, behind one factory.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        // with passkeys; the model is built from it, so it belongs to the database and not to whoever signs people in
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        var connection = configuration.GetConnectionString("Rankion");
        if (configuration.GetSection(DatabaseOptions.Section).GetValue<DatabaseProvider>(nameof(DatabaseOptions.Provider)) == DatabaseProvider.Postgres)
        {
            services.AddContexts<PostgresRankionDbContext>(options => options.UseRankionPostgres(connection ?? throw Missing()));
            services.AddSingleton<Reads>(_ => new PostgresReads(connection ?? throw Missing()));
        }
        else
        {
            var file = new Lazy<string>(() => connection ?? SqliteIn(configuration["Rankion:DataPath"] ?? "./data"));
            services.AddContexts<SqliteRankionDbContext>(options => options.UseRankionSqlite(file.Value));
            services.AddSingleton<Reads>(_ => new SqliteReads(file.Value));
        }
        return services.AddSingleton<Database>().AddSingleton<Migrator>().AddSingleton<ServerSecrets>();
    }

    private static InvalidOperationException Missing() => new("ConnectionStrings:Rankion is needed for PostgreSQL.");

    private static string SqliteIn(string dataPath)
    {
        Directory.CreateDirectory(dataPath);
        return $"Data Source={Path.Combine(dataPath, "rankion.db")}";
    }

    private static void AddContexts<T>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where T : RankionDbContext
    {
        services.AddPooledDbContextFactory<T>(configure);
        services.AddSingleton<IDbContextFactory<RankionDbContext>, AnyFactory<T>>();
        // for ASP.NET Core Identity's stores, which want a context per request
        services.AddScoped<RankionDbContext>(provider => provider.GetRequiredService<IDbContextFactory<T>>().CreateDbContext());
    }

    private sealed class AnyFactory<T>(IDbContextFactory<T> factory) : IDbContextFactory<RankionDbContext>
        where T : RankionDbContext
    {
        public RankionDbContext CreateDbContext() => factory.CreateDbContext();

        public async Task<RankionDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await factory.CreateDbContextAsync(cancellationToken);
    }
}
