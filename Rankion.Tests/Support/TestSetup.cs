using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Rankion.Core;
using Rankion.Core.Data;

namespace Rankion.Tests.Support;

/// <summary>What a test changes about the product before it starts.</summary>
public sealed class TestSetup
{
    private readonly List<Action<IServiceCollection>> overrides = [];

    /// <summary>Configuration over appsettings.json: <c>["Rankion:Credits:Generate"] = "7"</c>.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>The clock; a <see cref="TestClock"/> where only Core runs, the real one behind HTTP.</summary>
    public TimeProvider? Clock { get; set; }

    /// <summary>Registered after the product's own, so that a test's provider or sender takes the place of the real one.</summary>
    public TestSetup Override(Action<IServiceCollection> services)
    {
        overrides.Add(services);
        return this;
    }

    internal TestSetup UsePostgres(string connectionString)
    {
        Settings["Rankion:Database:Provider"] = nameof(DatabaseProvider.Postgres);
        Settings["ConnectionStrings:Rankion"] = connectionString;
        return this;
    }

    /// <summary>Gives the product a migrated database of its own; SQLite's lies in the data folder, as in real life.</summary>
    internal async Task UseDatabaseAsync(DatabaseProvider provider, TestFolder data)
    {
        Settings["Rankion:DataPath"] = data.Path;
        if (provider == DatabaseProvider.Sqlite)
        {
            File.Copy(await SqliteTemplate.PathAsync, data.File("rankion.db"));
            return;
        }
        var cluster = await PostgresCluster.OfThisRunAsync();
        UsePostgres(await cluster.CreateDatabaseAsync());
    }

    /// <summary>Connections kept open in a pool hold a file or a server slot that the next test could use.</summary>
    internal void ForgetConnections()
    {
        if (Settings.TryGetValue("ConnectionStrings:Rankion", out var postgres))
        {
            using var connection = new NpgsqlConnection(postgres);
            NpgsqlConnection.ClearPool(connection);
        }
        else
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(Settings["Rankion:DataPath"]!, "rankion.db")}");
            SqliteConnection.ClearPool(connection);
        }
    }

    internal void Apply(IServiceCollection services)
    {
        if (Clock is not null)
            services.AddSingleton(Clock);
        foreach (var change in overrides)
            change(services);
    }

    /// <summary>The product without HTTP; nothing runs until the host is started.</summary>
    internal IHost BuildCore()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Testing" });
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Services.AddRankion(builder.Configuration);
        Apply(builder.Services);
        return builder.Build();
    }
}
