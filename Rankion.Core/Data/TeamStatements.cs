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
    internal abstract ValueTask<List<T>> ReadAsync<T>(TeamSql sql, Func<DbDataReader, T> read, CancellationToken ct);

    /// <summary>Says that a command is about to run.</summary>
    protected static void Announce(DbCommand command)
    {
        if (Source.IsEnabled())
            Source.Write(nameof(SentStatement), new SentStatement(command));
    }

    private protected static async ValueTask<List<T>> ReadAllAsync<T>(DbCommand command, Func<DbDataReader, T> read, CancellationToken ct)
    {
        Announce(command);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }

    internal static void Fill(DbCommand command, object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (TeamSql.NameOf(i), values[i]);
            command.Parameters.Add(parameter);
        }
    }
}

/// <summary>A statement on its way to the database.</summary>
internal sealed record SentStatement(DbCommand Command);
