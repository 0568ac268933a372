using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Rankion.Core.Accounts;
using Rankion.Core.Calendar;
using Rankion.Core.Data;
using Rankion.Core.Editing;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Core.Similar;
using Rankion.Core.Storage;

namespace Rankion.Core.Jobs;

/// <summary>
/// Every recurring task there is. Each may run on several servers at once and be cut off anywhere: it does again only what is
/// still to do.
/// </summary>
public static class Schedule
{
    public static IServiceCollection AddSchedule(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            quartz.Every<SweepOrphans>(TimeSpan.FromHours(1));
            quartz.Every<ForgetIdempotencyKeys>(TimeSpan.FromHours(1));
            quartz.Every<PurgeTrash>(TimeSpan.FromHours(1));
            quartz.Every<ExpireExports>(TimeSpan.FromHours(1));
            quartz.Every<ForgetMasks>(TimeSpan.FromHours(1));
            quartz.Every<TellDueEvents>(TimeSpan.FromSeconds(30));
            quartz.Every<ForgetDeletedEvents>(TimeSpan.FromHours(1));
            quartz.Every<ForgetVisitors>(TimeSpan.FromHours(1));
            quartz.Every<HashImages>(TimeSpan.FromHours(1));
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>First after a minute, so that a server that starts has its hands free.</summary>
    private static void Every<T>(this IQuartzBuilder quartz, TimeSpan interval)
        where T : Quartz.IJob =>
        quartz.ScheduleJob<T>(trigger => trigger.WithIdentity(typeof(T).Name).StartAt(TimeProvider.System.GetUtcNow().AddMinutes(1))
            .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()));
}

/// <summary>Files that nothing needs.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepOrphans(OrphanSweep sweep) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await sweep.RunAsync(cancellationToken);
}

/// <summary>Images that have been in the trash for long enough.</summary>
[DisallowConcurrentExecution]
internal sealed class PurgeTrash(TrashPurge purge) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await purge.RunAsync(cancellationToken);
}

/// <summary>Answers kept for repeated requests, a day old.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetIdempotencyKeys(Database database, TimeProvider time) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var old = time.UtcNow() - IdempotencyKeys.Lifetime;
        await database.WriteAsync(write => write.Db.Set<IdempotentRequest>().Where(r => r.CreatedAt < old).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }
}

/// <summary>Archives past their days.</summary>
[DisallowConcurrentExecution]
internal sealed class ExpireExports(ExportExpiry expiry) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await expiry.RunAsync(cancellationToken);
}

/// <summary>Masks that no edit has used for a day.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetMasks(EditMasks masks) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await masks.ForgetAsync(cancellationToken);
}

/// <summary>Scheduled events whose time has come.</summary>
[DisallowConcurrentExecution]
internal sealed class TellDueEvents(DueEvents due) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await due.RunAsync(cancellationToken);
}

/// <summary>Deleted events that no feed tells of any more.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetDeletedEvents(DueEvents due) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await due.ForgetAsync(cancellationToken);
}

/// <summary>Who opened public links on days that are over.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetVisitors(PublicShares shares) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await shares.ForgetVisitorsAsync(cancellationToken);
}

/// <summary>Images without a perceptual hash.</summary>
[DisallowConcurrentExecution]
internal sealed class HashImages(HashBackfill backfill) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await backfill.RunAsync(cancellationToken);
}
