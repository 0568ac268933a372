using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Rankion.Core.Telemetry;
using Rankion.Tests.Support;

namespace Rankion.Tests.Web;

public sealed class TelemetryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traces_metrics_and_logs_reach_the_collector_that_configuration_names()
    {
        await using var collector = await Collector.StartAsync();
        await using var app = await RankionApp.StartAsync(configure: setup =>
        {
            setup.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
            setup.Settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        });
        using (var call = Signals.ProviderCall("sketch", "sketch-1"))
            call.Outcome = "ok";
        app.Get<ILoggerFactory>().CreateLogger("Rankion.Test").LogInformation("A line for {Reader}", "operators");
        await app.DisposeAsync();
        await collector.SeenAsync("/v1/traces", "draw sketch-1");
        await collector.SeenAsync("/v1/metrics", "rankion.provider.duration");
        await collector.SeenAsync("/v1/logs", "A line for {Reader}");
    }

    /// <summary>An OTLP receiver that keeps what it is sent, unread.</summary>
    private sealed class Collector(WebApplication server) : IAsyncDisposable
    {
        private readonly Channel<(string Path, string Body)> received = Channel.CreateUnbounded<(string, string)>();
        private readonly List<(string Path, string Body)> seen = [];

        public string Address => server.Urls.Single();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            var collector = new Collector(builder.Build());
            await collector.StartServerAsync();
            return collector;
        }

        public async Task SeenAsync(string path, string text)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            patience.CancelAfter(TimeSpan.FromSeconds(60));
            while (!seen.Exists(m => m.Path == path && m.Body.Contains(text, StringComparison.Ordinal)))
                seen.Add(await received.Reader.ReadAsync(patience.Token));
        }

        public ValueTask DisposeAsync() => server.DisposeAsync();

        private async Task StartServerAsync()
        {
            server.Run(async http =>
            {
                using var reader = new StreamReader(http.Request.Body, Encoding.Latin1);
                await received.Writer.WriteAsync((http.Request.Path, await reader.ReadToEndAsync(http.RequestAborted)));
            });
            await server.StartAsync(Ct);
        }
    }
}
