using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Rankion.Core.Data;

/// <summary>Brings the database to the current model, one process at a time.</summary>
public sealed class Migrator(IDbContextFactory<RankionDbContext> factory, ILogger<Migrator> log)
{
    /// <summary>Applies what is pending; does nothing, quickly, when nothing is.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1)); // a large table may take long, and whoever comes second waits for it
        var sqlite = db.Database.GetDbConnection() as SqliteConnection;
        await using var turn = sqlite is null ? await SessionLock.TakeAsync(db, ct) : await LockFileAsync(sqlite.DataSource + ".migrating", ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
            return;
        if (sqlite is not null)
            await ForgetDeadMigrationAsync(db, ct);
        log.LogInformation("Migrating the database: {Migrations}", string.Join(", ", pending));
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>The operating system drops this lock with its process, however that ends.</summary>
    private static async Task<IAsyncDisposable> LockFileAsync(string path, CancellationToken ct)
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

    /// <summary>
    /// EF's own lock on PostgreSQL ends with each migration's transaction, so that two servers would both apply the next one. This
    /// one is held through all of them; a dead server's ends with its connection.
    /// </summary>
    private sealed class SessionLock(RankionDbContext db) : IAsyncDisposable
    {
        private const long Key = 7264960;

        public static async Task<IAsyncDisposable> TakeAsync(RankionDbContext db, CancellationToken ct)
        {
            var creator = db.GetService<IRelationalDatabaseCreator>();
            if (!await creator.ExistsAsync(ct))
                await creator.CreateAsync(ct);
            await db.Database.OpenConnectionAsync(ct);
            await db.Database.ExecuteSqlAsync($"select pg_advisory_lock({Key})", ct);
            return new SessionLock(db);
        }

        // by name: a connection that goes back to its pool keeps the lock until it is used again
        public async ValueTask DisposeAsync()
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock({Key})");
            await db.Database.CloseConnectionAsync();
        }
    }
}
