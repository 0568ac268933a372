using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Rankion.Core.Jobs;

/// <summary>
/// Takes what is due and what there is room for. When the server stops, it lets running jobs finish for a while and gives
/// back the rest.
/// </summary>
public sealed class JobWorker(
    JobLeases leases,
    JobRunner runner,
    RunningJobs running,
    JobSignal signal,
    IOptions<JobsOptions> options,
    ILogger<JobWorker> log) : BackgroundService
{
    private readonly JobsOptions options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (options.Workers > 0)
            {
                signal.Reset();
                var idle = await StartWhatIsDueAsync(stoppingToken);
                await signal.WaitAsync(idle, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await DrainAsync();
        }
    }

    /// <returns>How long there will be nothing to do, as far as is known.</returns>
    private async Task<TimeSpan> StartWhatIsDueAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var job in await leases.TakeAsync(stopping))
                running.Start(job, stop => runner.RunAsync(job, stop), signal.WakeHere);
            var wait = await leases.UntilNextAsync(stopping);
            return wait < options.Poll ? wait.Value : options.Poll;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            log.LogError(e, "The queue could not be read; trying again in {Poll}", options.Poll);
            return options.Poll;
        }
    }

    private async Task DrainAsync()
    {
        try
        {
            await running.Rest.WaitAsync(options.ShutdownGrace);
        }
        catch (TimeoutException)
        {
            running.AbortAll();
            await running.Rest;
        }
    }
}
