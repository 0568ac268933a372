using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Jobs;
using Rankion.Tests.Support;

namespace Rankion.Tests.Jobs;

/// <summary>A kind of job that does what a test says, and tells when it was started and settled.</summary>
internal sealed class Probe : IJob
{
    public const string Kind = "probe";

    private readonly Channel<Job> started = Channel.CreateUnbounded<Job>();
    private int running;

    /// <summary>What each run does; nothing, unless a test says so.</summary>
    public Func<JobRun, CancellationToken, Task> Run { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>How often each job was started.</summary>
    public ConcurrentDictionary<long, int> Runs { get; } = new();

    /// <summary>How often each job was settled, by its last state.</summary>
    public ConcurrentBag<(long JobId, JobStatus Status)> Settled { get; } = [];

    /// <summary>The most that ever ran at once.</summary>
    public int Peak { get; private set; }

    public static Task<Stage> OpenAsync(DatabaseProvider provider, Probe probe, params (string Name, string Value)[] settings) => Stage.OpenAsync(provider, setup =>
    {
        setup.Override(services => services.AddKeyedSingleton<IJob>(Kind, probe));
        foreach (var (name, value) in settings)
            setup.Settings[$"Rankion:Jobs:{name}"] = value;
    });

    /// <summary>A job of this kind, accepted.</summary>
    public static async Task<long> AddAsync(Stage stage, Actor actor) =>
        (await stage.Database.WriteAsync(write => stage.Get<JobQueue>().AddAsync(write, actor, Kind, 1, CancellationToken.None), CancellationToken.None)).Id;

    /// <summary>A run that ends only by being stopped.</summary>
    public static Task UntilStoppedAsync(CancellationToken ct) => new TaskCompletionSource().Task.WaitAsync(ct);

    public async Task<Job> NextStartAsync() => await started.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        Runs.AddOrUpdate(run.Job.Id, 1, (_, before) => before + 1);
        lock (started)
            Peak = Math.Max(Peak, ++running);
        try
        {
            await started.Writer.WriteAsync(run.Job, ct);
            await Run(run, ct);
        }
        finally
        {
            lock (started)
                running--;
        }
    }

    public Task SettleAsync(WriteScope write, Job job, CancellationToken ct)
    {
        Settled.Add((job.Id, job.Status));
        return Task.CompletedTask;
    }
}
