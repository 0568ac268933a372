using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Data;
using Rankion.Tests.Support;

namespace Rankion.Tests.Data;

public sealed class MigratorTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [DatabaseTheory]
    public async Task An_empty_database_is_brought_to_the_current_model(DatabaseProvider provider)
    {
        using var core = (await EmptyAsync(provider)).BuildCore();
        await core.Services.GetRequiredService<Migrator>().MigrateAsync(Ct);
        await using var db = await core.Services.GetRequiredService<Database>().OpenAsync(Ct);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
        Assert.False(await db.AcrossTeams().Images.AnyAsync(Ct));
    }

    [DatabaseTheory]
    public async Task Two_servers_that_start_at_once_migrate_once(DatabaseProvider provider)
    {
        var setup = await EmptyAsync(provider);
        using var first = setup.BuildCore();
        using var second = setup.BuildCore();
        await Task.WhenAll(
            Task.Run(() => first.Services.GetRequiredService<Migrator>().MigrateAsync(Ct), Ct),
            Task.Run(() => second.Services.GetRequiredService<Migrator>().MigrateAsync(Ct), Ct));
        await using var db = await second.Services.GetRequiredService<Database>().OpenAsync(Ct);
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync(Ct));
    }

    [Fact]
    public async Task The_lock_of_a_killed_migration_does_not_stop_the_next_one()
    {
        var setup = await EmptyAsync(DatabaseProvider.Sqlite);
        using var core = setup.BuildCore();
        await using (var connection = new SqliteConnection(setup.Settings["ConnectionStrings:Rankion"]))
        {
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                create table "__EFMigrationsLock" ("Id" integer not null primary key, "Timestamp" text not null);
                insert into "__EFMigrationsLock" values (1, '2026-05-15 09:00:00');
                """;
            await command.ExecuteNonQueryAsync(Ct);
        }
        await core.Services.GetRequiredService<Migrator>().MigrateAsync(Ct).WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await using var db = await core.Services.GetRequiredService<Database>().OpenAsync(Ct);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
    }

    [DatabaseTheory]
    public async Task The_migrations_hold_everything_that_the_model_does(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        await using var db = await stage.Database.OpenAsync(Ct);
        Assert.False(db.Database.HasPendingModelChanges(), "The model changed: run tools/migrate.sh NAME.");
    }

    private async Task<TestSetup> EmptyAsync(DatabaseProvider provider)
    {
        if (provider == DatabaseProvider.Postgres)
            return new TestSetup().UsePostgres(await (await PostgresCluster.OfThisRunAsync()).CreateEmptyDatabaseAsync());
        return new TestSetup { Settings = { ["ConnectionStrings:Rankion"] = $"Data Source={folder.File("empty.db")};Pooling=False" } };
    }
}
