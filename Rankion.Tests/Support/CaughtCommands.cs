using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Data;
using Rankion.Core.Data.Postgres;
using Rankion.Core.Data.Sqlite;

namespace Rankion.Tests.Support;

/// <summary>A statement as it went to the database.</summary>
internal sealed record CaughtCommand(string Sql, IReadOnlyList<(string Name, object? Value)> Values);

/// <summary>Every statement that goes to one database, whether EF Core wrote it or somebody by hand, from its start until it is disposed.</summary>
internal sealed class CaughtCommands : DbCommandInterceptor, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<CaughtCommand> commands = new();
    private readonly ConcurrentBag<IDisposable> subscriptions = [];
    private string? place;

    public IReadOnlyList<CaughtCommand> All => [.. commands];

    /// <summary>Part of a test's setup.</summary>
    public void Join(TestSetup setup) => setup.Override(services => services
        .ConfigureDbContext<SqliteRankionDbContext>(options => options.AddInterceptors(this))
        .ConfigureDbContext<PostgresRankionDbContext>(options => options.AddInterceptors(this)));

    /// <summary>From here on, and nothing of what was before.</summary>
    public async Task StartAsync(Database database)
    {
        await using var db = await database.OpenAsync(TestContext.Current.CancellationToken);
        place = PlaceOf(db.Database.GetDbConnection());
        if (subscriptions.IsEmpty)
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        commands.Clear();
    }

    public void Dispose()
    {
        place = null;
        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Catch(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Catch(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Catch(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Catch(command);
        return ValueTask.FromResult(result);
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == TeamStatements.SourceName)
            subscriptions.Add(value.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is SentStatement sent)
            Catch(sent);
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    private void Catch(SentStatement sent)
    {
        if (place is { } mine && sent.Database == mine)
            commands.Enqueue(new(sent.Sql, [.. sent.Values.Select((value, i) => (TeamSql.NameOf(i), (object?)value))]));
    }

    private void Catch(DbCommand command)
    {
        if (place is { } mine && command.Connection is { } connection && PlaceOf(connection) == mine)
            commands.Enqueue(new(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
    }

    private static string PlaceOf(DbConnection connection) => connection.Database is "main" ? connection.DataSource : connection.Database;
}
