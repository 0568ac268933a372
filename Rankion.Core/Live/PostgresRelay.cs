using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Rankion.Core.Jobs;

namespace Rankion.Core.Live;

/// <summary>
/// Links servers that share a PostgreSQL: what one publishes reaches the subscribers of all, and a job put in on one wakes the
/// workers of all, over NOTIFY. Best effort, as the signals are: the queue polls below it, and a page reads again on return.
/// </summary>
public sealed class PostgresRelay(NpgsqlDataSource source, ChangeFeed feed, JobSignal signal, ILogger<PostgresRelay> log) : BackgroundService
{
    private const string ChannelName = "rankion";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly string self = Guid.NewGuid().ToString("N");
    private readonly Channel<Message> outgoing = Channel.CreateBounded<Message>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Published += Send;
        signal.Raised += SendWakeUp;
        try
        {
            await Task.WhenAll(ForeverAsync(ListenAsync, stoppingToken), ForeverAsync(NotifyAsync, stoppingToken));
        }
        finally
        {
            feed.Published -= Send;
            signal.Raised -= SendWakeUp;
        }
    }

    private void Send(TeamEvent change) => outgoing.Writer.TryWrite(new(self, change));

    private void SendWakeUp() => outgoing.Writer.TryWrite(new(self, null));

    private async Task ForeverAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "The link between servers broke; trying again");
                await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, notice) => Receive(notice.Payload);
        await using (var listen = new NpgsqlCommand($"listen {ChannelName}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        signal.WakeHere(); // whatever was missed while nobody listened
        while (true)
            await connection.WaitAsync(ct);
    }

    private async Task NotifyAsync(CancellationToken ct)
    {
        await foreach (var message in outgoing.Reader.ReadAllAsync(ct))
        {
            await using var notify = source.CreateCommand("select pg_notify($1, $2)");
            notify.Parameters.Add(new() { Value = ChannelName });
            notify.Parameters.Add(new() { Value = JsonSerializer.Serialize(message) });
            await notify.ExecuteNonQueryAsync(ct);
        }
    }

    private void Receive(string payload)
    {
        var message = JsonSerializer.Deserialize<Message>(payload);
        if (message is null || message.From == self)
            return;
        if (message.Change is null)
            signal.WakeHere();
        else
            feed.Deliver(message.Change);
    }

    /// <summary>An event of a server; a bare wake-up for the queue where there is none.</summary>
    private sealed record Message([property: JsonPropertyName("f")] string From, [property: JsonPropertyName("c")] TeamEvent? Change);
}
