using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rankion.Core.Images;

namespace Rankion.Core.Data;

/// <summary>
/// Opens contexts, and runs every write: one at a time on SQLite, which has one writer, so that nobody waits in a busy loop;
/// side by side on PostgreSQL.
/// </summary>
public sealed class Database(IDbContextFactory<RankionDbContext> factory, Reads reads) : IDisposable
{
    private const int MaxAttempts = 5;

    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>A context for reading.</summary>
    public async Task<RankionDbContext> OpenAsync(CancellationToken ct)
    {
        var db = await factory.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>The actor's team's rows by hand-written statements, where every microsecond counts.</summary>
    internal ValueTask<TeamReads> ReadAsync(Actor actor, CancellationToken ct) => reads.OpenAsync(actor.TeamId, ct);

    /// <inheritdoc cref="ReadAsync(Actor, CancellationToken)"/>
    /// <param name="image">Of the team, already in hand.</param>
    internal ValueTask<TeamReads> ReadAsync(Image image, CancellationToken ct) => reads.OpenAsync(image.TeamId, ct);

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction, saves what it changed and commits. What it gave to
    /// <see cref="WriteScope.AfterCommit"/> runs once the commit stands; when it throws, nothing has happened. Where another
    /// writer got in between, it runs again from the start, so it must build what it adds afresh.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnceAsync(work, ct);
            }
            catch (Exception e) when (attempt < MaxAttempts && IsCollision(e))
            {
                await Task.Delay(Random.Shared.Next(5, 20 * attempt), ct);
            }
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<WriteScope, Task> work, CancellationToken ct) =>
        WriteAsync(async scope =>
        {
            await work(scope);
            return true;
        }, ct);

    public void Dispose() => writer.Dispose();

    private async Task<T> WriteOnceAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var scope = new WriteScope(db);
        var gated = db.Database.IsSqlite();
        if (gated)
            await writer.WaitAsync(ct);
        T result;
        try
        {
            // SQLite: BEGIN IMMEDIATE, so that what is read here cannot change before it is written.
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            result = await work(scope);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            if (gated)
                writer.Release();
        }
        scope.RunAfterCommit();
        return result;
    }

    /// <summary>A row changed under us, or PostgreSQL chose us to give way.</summary>
    private static bool IsCollision(Exception e) => e is DbUpdateConcurrencyException
        || (e as PostgresException ?? e.InnerException as PostgresException)?.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}

/// <summary>One write: its context, and what is to happen once it is committed.</summary>
public sealed class WriteScope(RankionDbContext db)
{
    private readonly List<Action> afterCommit = [];

    public RankionDbContext Db { get; } = db;

    /// <summary>
    /// Waits until no other transaction holds this name, and holds it to the end of this one. SQLite has one writer anyway.
    /// </summary>
    public Task LockAsync(string name, CancellationToken ct) => Db.Database.IsSqlite()
        ? Task.CompletedTask
        : Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({name}, 0))", ct);

    /// <summary>Wake-ups and announcements: nobody may hear of what is not yet true.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    internal void RunAfterCommit()
    {
        foreach (var action in afterCommit)
            action();
    }
}
