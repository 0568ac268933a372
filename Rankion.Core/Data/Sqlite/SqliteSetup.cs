using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rankion.Core.Data.Sqlite;

/// <summary>Brings SQLite up: the native library, and what every connection is told.</summary>
public static class SqliteSetup
{
    private static readonly Lazy<bool> Native = new(Prepare);

    // by reflection: its type is in an assembly of another version than this one is built with
    private static readonly Lazy<Func<SqliteConnection, object>> Handle = new(() =>
        typeof(SqliteConnection).GetProperty("Handle")!.GetMethod!.CreateDelegate<Func<SqliteConnection, object>>());

    public static DbContextOptionsBuilder UseRankionSqlite(this DbContextOptionsBuilder builder, string connectionString)
    {
        EnsureReady();
        return builder.UseSqlite(connectionString).AddInterceptors(new Pragmas());
    }

    /// <summary>The native library.</summary>
    internal static nint Library { get; } = NativeLibrary.TryLoad("libsqlite3.so.0", out var system)
        ? system : NativeLibrary.Load("e_sqlite3", typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, null);

    /// <summary>SQLite's handle of an open connection: the one thing of it that lasts while the connection comes and goes in its pool.</summary>
    internal static object HandleOf(SqliteConnection connection) => Handle.Value(connection);

    /// <summary>Call before touching Microsoft.Data.Sqlite directly.</summary>
    public static void EnsureReady() => _ = Native.Value;

    private static bool Prepare()
    {
        // Microsoft.Data.Sqlite 10 asks for SQLitePCLRaw.core 2.1.x; the feed holds 2.0.6, whose API suffices (docs/decisions/0005).
        AssemblyLoadContext.Default.Resolving += static (context, name) => name.Name == "SQLitePCLRaw.core"
            ? context.LoadFromAssemblyPath(((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator).Single(p => Path.GetFileName(p) == "SQLitePCLRaw.core.dll"))
            : null;
        Bind();
        return true;
    }

    // The packaged native library is 3.35.5; the system's is newer and patched, and is taken where it is there.
    private static void Bind()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, static (name, _, _) => name == "e_sqlite3" ? Library : IntPtr.Zero);
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
    }

    private sealed class Pragmas : DbConnectionInterceptor
    {
        // FULL: an accepted job and the money for it survive a power cut. Pages are mapped, the cache is 64 MB.
        private const string Sql = """
            pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 10000;
            pragma mmap_size = 1073741824; pragma cache_size = -65536; pragma temp_store = memory;
            """;

        /// <summary>A connection comes out of the pool as it went in, so it is told once.</summary>
        private readonly ConditionalWeakTable<object, object> told = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (!told.TryAdd(HandleOf((SqliteConnection)connection), this))
                return;
            using var command = Command(connection);
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }

        private static DbCommand Command(DbConnection connection)
        {
            // EF looks whether the file exists through a read-only connection, which cannot turn a file that is not WAL yet (a restored copy) into one
            var readOnly = new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly;
            var command = connection.CreateCommand();
            command.CommandText = readOnly ? "pragma busy_timeout = 10000" : Sql;
            return command;
        }
    }
}
