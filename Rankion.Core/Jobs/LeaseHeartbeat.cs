using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Rankion.Core.Jobs;

/// <summary>Keeps alive the leases of what runs here. Registered before the worker, so that it is stopped after it.</summary>
public sealed class LeaseHeartbeat(JobLeases leases, IOptions<JobsOptions> options, TimeProvider time, ILogger<LeaseHeartbeat> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Lease / 4, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await leases.RenewAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Leases could not be renewed");
            }
        }
    }
}
