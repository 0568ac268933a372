using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Rankion.Core.Telemetry;

namespace Rankion.Web;

/// <summary>
/// Traces, metrics and logs over OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to. The other <c>OTEL_*</c>
/// settings (protocol, headers, service name, sampler) work as OpenTelemetry defines them.
/// </summary>
public static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeScopes = true;
            logs.SetResourceBuilder(Describe(ResourceBuilder.CreateDefault(), configuration));
            logs.AddOtlpExporter();
        });
        builder.Services.AddHostedService(_ => new Exporter(configuration));
    }

    private static ResourceBuilder Describe(ResourceBuilder resource, ConfigurationManager configuration) => resource.AddService(
        configuration["OTEL_SERVICE_NAME"] ?? "rankion",
        serviceVersion: typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    /// <summary>The SDK, for as long as the app runs: started first and stopped last, when it sends what is left.</summary>
    private sealed class Exporter(ConfigurationManager configuration) : IHostedService
    {
        private OpenTelemetrySdk? sdk;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            sdk = OpenTelemetrySdk.Create(builder =>
            {
                builder.Services.AddSingleton<IConfiguration>(configuration);
                builder.ConfigureResource(resource => Describe(resource, configuration));
                builder.WithTracing(traces => traces.AddSource(Signals.Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Quartz"));
                builder.WithMetrics(metrics => metrics.AddMeter(Signals.Name, "Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "Npgsql"));
                builder.UseOtlpExporter();
            });
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() => sdk?.Dispose(), cancellationToken);
    }
}
