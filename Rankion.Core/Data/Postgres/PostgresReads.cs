using Npgsql;
using Rankion.Core.Images;

namespace Rankion.Core.Data.Postgres;

/// <summary>
/// Connections of Npgsql's own pool. Nothing is prepared: the best plan depends on how rare the values are, and PostgreSQL forgets them
/// in a plan that it keeps.
/// </summary>
internal sealed class PostgresReads(string connectionString) : Reads
{
    internal override async ValueTask<TeamReads> OpenAsync(long teamId, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            return new Session(connection, teamId);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private sealed class Session(NpgsqlConnection connection, long teamId) : TeamReads(teamId)
    {
        internal override ImageDialect Dialect => PostgresRankionDbContext.Dialect;

        internal override async ValueTask<List<T>> ReadAsync<T>(TeamSql sql, Func<Row, T> read, CancellationToken ct)
        {
            await using var command = connection.CreateCommand();
            return await ReadAsync(command, sql, read, ct);
        }

        public override ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
