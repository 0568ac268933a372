using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rankion.Tests.Support;

/// <summary>What SQLite does for the statements that some work sends: to see that nothing grows with a table.</summary>
internal static class QueryPlans
{
    /// <summary>Each statement that reads the table, with its plan.</summary>
    public static async Task<IReadOnlyList<(string Sql, string Plan)>> OfAsync(Stage stage, string table, Func<Task> work)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var db = await stage.Database.OpenAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        var caught = new Caught(connection.ConnectionString, table);
        using (DiagnosticListener.AllListeners.Subscribe(caught))
            await work();
        var plans = new List<(string, string)>();
        foreach (var (sql, values) in caught.Commands)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "explain query plan " + sql;
            foreach (var (name, value) in values)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }
            await using var reader = await command.ExecuteReaderAsync(ct);
            var plan = new List<string>();
            while (await reader.ReadAsync(ct))
                plan.Add(reader.GetString(3));
            plans.Add((sql, string.Join('\n', plan)));
        }
        return plans;
    }

    private sealed class Caught(string connection, string table) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public List<(string Sql, List<(string Name, object? Value)> Values)> Commands { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData data
                || data.Connection.ConnectionString != connection || !data.Command.CommandText.Contains($"\"{table}\"", StringComparison.Ordinal))
                return;
            var parameters = data.Command.Parameters.Cast<System.Data.Common.DbParameter>();
            Commands.Add((data.Command.CommandText, [.. parameters.Select(p => (p.ParameterName, p.Value))]));
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
