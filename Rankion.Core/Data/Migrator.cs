using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Rankion.Core.Data;

/// <summary>Brings the database to the current model, one process at a time.</summary>
public sealed class Migrator(IDbContextFactory<RankionDbContext> factory, ILogger<Migrator> log)
{
    /// <summary>Applies what is pending; does nothing, quickly, when nothing is.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var file = (db.Database.GetDbConnection() as SqliteConnection)?.DataSource;
        await using IAsyncDisposable turn = file is null ? await LockServerAsync(db, ct) : await LockFileAsync(file + ".migrating", ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
            return;
        if (file is not null)
            await ForgetDeadMigrationAsync(db, ct);
        log.LogInformation("Migrating the database: {Migrations}", string.Join(", ", pending));
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>EF's own lock on PostgreSQL ends with the first migration's transaction; this one with its session, outside the pool.</summary>
    private static async Task<NpgsqlConnection> LockServerAsync(RankionDbContext db, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(ct))
            await creator.CreateAsync(ct);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select pg_advisory_lock(hashtext('rankion migrations'))", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }

    /// <summary>The operating system drops this lock with its process, however that ends.</summary>
    private static async Task<FileStream> LockFileAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (!ct.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
        }
    }

    /// <summary>EF's own lock on SQLite is a row, which a killed process leaves behind; whoever holds the file may clear it.</summary>
    private static async Task ForgetDeadMigrationAsync(RankionDbContext db, CancellationToken ct)
    {
        var locked = await db.Database.SqlQuery<int>($"select count(*) as Value from sqlite_master where name = '__EFMigrationsLock'").SingleAsync(ct);
        if (locked > 0)
            await db.Database.ExecuteSqlAsync($"delete from \"__EFMigrationsLock\"", ct);
    }
}
