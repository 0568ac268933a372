using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Rankion.Core.Images;

namespace Rankion.Core.Data.Sqlite;

/// <summary>Connections that stay open and keep what they have prepared; they cannot write.</summary>
internal sealed class SqliteReads(string connectionString) : Reads, IDisposable
{
    // pages come from the file's mapping, so that the cache of each connection can be small
    private const string Pragmas = "pragma query_only = on; pragma busy_timeout = 10000; pragma mmap_size = 1073741824; pragma cache_size = -4096; pragma temp_store = memory";

    /// <summary>So many wait open for the next reader; there are more only while more read at once.</summary>
    private const int MaxIdle = 32;

    private readonly ConcurrentBag<Line> idle = [];
    private readonly string connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();
    private volatile bool isClosed;

    internal override ValueTask<TeamReads> OpenAsync(long teamId, CancellationToken ct) =>
        ValueTask.FromResult<TeamReads>(new Session(this, idle.TryTake(out var line) ? line : Open(), teamId));

    public void Dispose()
    {
        isClosed = true;
        while (idle.TryTake(out var line))
            line.Dispose();
    }

    private Line Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        return new Line(connection);
    }

    private void Return(Line line)
    {
        if (isClosed || idle.Count >= MaxIdle)
            line.Dispose();
        else
            idle.Add(line);
    }

    /// <summary>A connection with its prepared statements.</summary>
    private sealed class Line(SqliteConnection connection) : IDisposable
    {
        private const int MaxPrepared = 200;

        private readonly Dictionary<string, SqliteStatement> prepared = [];
        private readonly SafeHandle handle = (SafeHandle)SqliteSetup.HandleOf(connection);

        public string File { get; } = connection.DataSource;

        public SqliteStatement Prepare(TeamSql sql, object[] values)
        {
            if (prepared.TryGetValue(sql.Text, out var statement))
                return statement;
            if (prepared.Count >= MaxPrepared)
                Forget();
            return prepared[sql.Text] = new(handle.DangerousGetHandle(), sql.Command, values.Length);
        }

        public void Dispose()
        {
            Forget();
            connection.Dispose();
        }

        private void Forget()
        {
            foreach (var statement in prepared.Values)
                statement.Dispose();
            prepared.Clear();
        }
    }

    private sealed class Session(SqliteReads owner, Line line, long teamId) : TeamReads(teamId)
    {
        private Line? line = line;

        internal override ImageDialect Dialect => SqliteRankionDbContext.Dialect;

        // SQLite works on the caller's thread whatever it is called, and what is asked here takes microseconds
        internal override ValueTask<List<T>> ReadAsync<T>(TeamSql sql, Func<Row, T> read, CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();
            var values = sql.ValuesFor(TeamId);
            var statement = line!.Prepare(sql, values);
            Announce(sql, values, line.File);
            return ValueTask.FromResult(statement.Run(values, read));
        }

        public override ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref line, null) is { } lent)
                owner.Return(lent);
            return ValueTask.CompletedTask;
        }
    }
}
