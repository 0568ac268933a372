namespace Rankion.Core.Data;

/// <summary>
/// Connections for reading with hand-written statements: what is asked for all the time goes this way, beside EF Core, because
/// building a query anew and preparing it costs more than running it.
/// </summary>
public abstract class Reads
{
    internal abstract ValueTask<TeamReads> OpenAsync(long teamId, CancellationToken ct);
}

/// <summary>One such connection, lent for a while to whoever reads one team's rows.</summary>
public abstract class TeamReads(long teamId) : TeamStatements, IAsyncDisposable
{
    internal override long TeamId => teamId;

    public abstract ValueTask DisposeAsync();
}
