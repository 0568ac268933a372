using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Data;
using Rankion.Core.Data.Postgres;
using Rankion.Core.Data.Sqlite;

Console.WriteLine("Startup project of `dotnet ef`; it does nothing when run. See CONTRIBUTING.md, \"Migrations\".");

internal abstract class DesignFactory<T> : IDesignTimeDbContextFactory<T>
    where T : RankionDbContext
{
    public T CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<T>();
        // IdentityDbContext takes its schema version (3: passkeys) from the application's IdentityOptions.
        builder.UseApplicationServiceProvider(new ServiceCollection()
            .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
            .BuildServiceProvider());
        return Create(builder);
    }

    protected abstract T Create(DbContextOptionsBuilder<T> builder);
}

internal sealed class SqliteFactory : DesignFactory<SqliteRankionDbContext>
{
    protected override SqliteRankionDbContext Create(DbContextOptionsBuilder<SqliteRankionDbContext> builder)
    {
        builder.UseRankionSqlite("Data Source=design.db");
        return new(builder.Options);
    }
}

internal sealed class PostgresFactory : DesignFactory<PostgresRankionDbContext>
{
    protected override PostgresRankionDbContext Create(DbContextOptionsBuilder<PostgresRankionDbContext> builder)
    {
        builder.UseRankionPostgres("Host=localhost;Database=design");
        return new(builder.Options);
    }
}
