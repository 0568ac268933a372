using System.Data.Common;
using System.Diagnostics;
using Rankion.Core.Images;

namespace Rankion.Core.Data;

/// <summary>Runs hand-written statements on one team's rows.</summary>
public abstract class TeamStatements
{
    /// <summary>Under this name whoever listens hears of every statement before it runs (<see cref="SentStatement"/>).</summary>
    internal const string SourceName = "Rankion.Data";

    private static readonly DiagnosticListener Source = new(SourceName);

    internal abstract long TeamId { get; }

    internal abstract ImageDialect Dialect { get; }

    /// <summary>All rows that a statement finds.</summary>
    internal abstract ValueTask<List<T>> ReadAsync<T>(TeamSql sql, Func<Row, T> read, CancellationToken ct);

    /// <param name="database">Its file, or its name.</param>
    private protected static void Announce(TeamSql sql, object[] values, string database)
    {
        if (Source.IsEnabled())
            Source.Write(nameof(SentStatement), new SentStatement(sql.Command, values, database));
    }

    /// <summary>Runs it on a connection of ADO.NET that is open.</summary>
    private protected async ValueTask<List<T>> ReadAsync<T>(DbCommand command, TeamSql sql, Func<Row, T> read, CancellationToken ct)
    {
        var values = sql.ValuesFor(TeamId);
#pragma warning disable CA2100 // its values are parameters
        command.CommandText = sql.Command;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (TeamSql.NameOf(i), values[i]);
            command.Parameters.Add(parameter);
        }
        Announce(sql, values, command.Connection!.Database is "main" ? command.Connection.DataSource : command.Connection.Database);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (row, rows) = (new ReaderRow(reader, Dialect), new List<T>());
        while (await reader.ReadAsync(ct))
            rows.Add(read(row));
        return rows;
    }
}

/// <summary>A statement on its way to the database.</summary>
/// <param name="Values">Each is called as <see cref="TeamSql.NameOf"/> says.</param>
/// <param name="Database">Its file, or its name.</param>
internal sealed record SentStatement(string Sql, object[] Values, string Database);
