using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Jobs;

public static class JobsFeature
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<JobSignal>().AddSingleton<RunningJobs>().AddSingleton<JobLanes>(provider => new(provider.GetServices<LaneOfKind>())).AddSingleton<JobQueue>().AddSingleton<JobLeases>().AddSingleton<JobRunner>();
        services.AddHostedService<LeaseHeartbeat>();
        return services.AddHostedService<JobWorker>();
    }

    /// <summary>One kind of job. Found by its name, so that the queue and the features know nothing of each other.</summary>
    public static IServiceCollection AddJob<T>(this IServiceCollection services, string kind, JobLane lane = JobLane.Work)
        where T : class, IJob =>
        services.AddKeyedSingleton<IJob, T>(kind).AddSingleton(new LaneOfKind(kind, lane));
}
