using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Rankion.Core.Data;

/// <summary>Brings the database to the current model, one process at a time.</summary>
public sealed class Migrator(IDbContextFactory<RankionDbContext> factory, ILogger<Migrator> log)
{
    /// <summary>Applies what is pending; does nothing, quickly, when nothing is.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        await using var turn = db.Database.GetDbConnection() is SqliteConnection sqlite ? await LockFileAsync(sqlite.DataSource + ".migrating", ct) : null;
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
            return;
        if (turn is not null)
            await ForgetDeadMigrationAsync(db, ct);
        log.LogInformation("Migrating the database: {Migrations}", string.Join(", ", pending));
        await db.Database.MigrateAsync(ct);
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
