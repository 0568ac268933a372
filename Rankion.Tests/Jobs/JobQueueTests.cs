using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Jobs;
using Rankion.Tests.Support;

namespace Rankion.Tests.Jobs;

/// <summary>The queue by itself: who runs when, how often, and what becomes of those who fall over.</summary>
public sealed class JobQueueTests
{
    private readonly Probe probe = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_teams_long_queue_does_not_hold_up_another_team(DatabaseProvider provider)
    {
        await using var stage = await Probe.OpenAsync(provider, probe, ("Workers", "4"), ("WorkersPerTeam", "3"));
        var (busy, small) = ((await stage.CreateTeamAsync()).Owner, (await stage.CreateTeamAsync()).Owner);
        for (var i = 0; i < 20; i++)
            await Probe.AddAsync(stage, busy);
        var one = await Probe.AddAsync(stage, small);
        var release = new TaskCompletionSource();
        probe.Run = (run, ct) => run.Job.TeamId == small.TeamId ? Task.CompletedTask : release.Task.WaitAsync(ct);

        await stage.StartAsync();
        var ended = await stage.Services.WhenJobEndsAsync(small, one);

        Assert.Equal(JobStatus.Ready, ended.Status);
        Assert.Equal(3, await CountAsync(stage, JobStatus.Processing));
        Assert.Equal(17, await CountAsync(stage, JobStatus.Queued));
        release.SetResult();
        await AllEndAsync(stage, busy);
        Assert.InRange(probe.Peak, 3, 4);
        Assert.All(probe.Runs.Values, runs => Assert.Equal(1, runs));
    }

    [DatabaseTheory]
    public async Task Two_servers_on_one_database_run_each_job_once(DatabaseProvider provider)
    {
        await using var stage = await Probe.OpenAsync(provider, probe);
        await using var second = stage.OpenSecondServer();
        var actor = (await stage.CreateTeamAsync()).Owner;
        await stage.StartAsync();
        await second.StartAsync();
        for (var i = 0; i < 40; i++)
            await Probe.AddAsync(i % 2 == 0 ? stage : second, actor);
        // on SQLite no server hears what the other one ends
        await Waiting.UntilAsync(async () => await CountAsync(stage, JobStatus.Ready) == 40, "all 40 jobs are ready");
        Assert.Equal(40, probe.Runs.Count);
        Assert.All(probe.Runs.Values, runs => Assert.Equal(1, runs));
        Assert.Empty(probe.Settled);
    }

    [DatabaseTheory]
    public async Task A_dead_servers_job_comes_back_when_its_lease_runs_out(DatabaseProvider provider)
    {
        await using var stage = await Probe.OpenAsync(provider, probe, ("Lease", "00:01:00"));
        await using var dead = stage.OpenSecondServer();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var id = await Probe.AddAsync(stage, actor);
        Assert.Equal(id, Assert.Single(await dead.Get<JobLeases>().TakeAsync(Ct)).Id);
        await stage.StartAsync();

        stage.Clock.Advance(TimeSpan.FromSeconds(59));
        stage.Get<JobSignal>().Wake();
        Assert.Equal(JobStatus.Processing, (await FindAsync(stage, actor, id)).Status);
        Assert.Empty(probe.Runs);
        stage.Clock.Advance(TimeSpan.FromSeconds(2));
        stage.Get<JobSignal>().Wake();
        var ended = await stage.Services.WhenJobEndsAsync(actor, id);

        Assert.Equal((JobStatus.Ready, 2), (ended.Status, ended.Attempts));
    }

    [DatabaseTheory]
    public async Task A_server_that_lost_its_lease_settles_nothing(DatabaseProvider provider)
    {
        await using var stage = await Probe.OpenAsync(provider, probe);
        await using var late = stage.OpenSecondServer();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var id = await Probe.AddAsync(stage, actor);
        var held = Assert.Single(await late.Get<JobLeases>().TakeAsync(Ct));
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Single(await stage.Get<JobLeases>().TakeAsync(Ct));

        Assert.False(await late.Get<JobQueue>().EndAsync(id, late.Get<JobLeases>().Owner, JobStatus.Failed, "x", "x", Ct));
        await late.Get<JobLeases>().ReturnAsync(held, TimeSpan.Zero, "x", "x", Ct);

        var now = await FindAsync(stage, actor, id);
        Assert.Equal((JobStatus.Processing, 2, stage.Get<JobLeases>().Owner), (now.Status, now.Attempts, now.LeaseOwner));
        Assert.Empty(probe.Settled);
    }

    [Fact]
    public async Task A_heartbeat_keeps_a_long_job_with_its_server()
    {
        await using var stage = await Probe.OpenAsync(DatabaseProvider.Sqlite, probe, ("Lease", "00:01:00"));
        var actor = (await stage.CreateTeamAsync()).Owner;
        var id = await Probe.AddAsync(stage, actor);
        var release = new TaskCompletionSource();
        probe.Run = (_, ct) => release.Task.WaitAsync(ct);
        await stage.StartAsync();
        await probe.NextStartAsync();
        for (var minute = 0; minute < 5; minute++)
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(50));
            await stage.Get<JobLeases>().RenewAsync(Ct);
            stage.Get<JobSignal>().Wake();
        }
        release.SetResult();
        var ended = await stage.Services.WhenJobEndsAsync(actor, id);
        Assert.Equal((JobStatus.Ready, 1), (ended.Status, ended.Attempts));
        Assert.Equal(1, probe.Runs[id]);
    }

    [DatabaseTheory]
    public async Task Waits_grow_from_try_to_try_up_to_a_ceiling(DatabaseProvider provider)
    {
        await using var stage = await Probe.OpenAsync(provider, probe, ("MaxAttempts", "6"), ("Backoff", "00:00:10"), ("MaxBackoff", "00:01:00"));
        var actor = (await stage.CreateTeamAsync()).Owner;
        var id = await Probe.AddAsync(stage, actor);
        probe.Run = (_, _) => throw new RetryLaterException("busy", "Busy just now.");
        await stage.StartAsync();
        foreach (var expected in new[] { 10, 20, 40, 60, 60 })
        {
            var attempt = await WaitingAsync(stage, actor, id);
            var wait = attempt.RunAfter - stage.Clock.UtcNow;
            Assert.InRange(wait.TotalSeconds, Math.Min(60, expected * 0.7), Math.Min(60, expected * 1.3));
            stage.Clock.Advance(wait);
            stage.Get<JobSignal>().Wake();
        }
        var ended = await stage.Services.WhenJobEndsAsync(actor, id);
        Assert.Equal((JobStatus.Failed, "busy", 6), (ended.Status, ended.ErrorCode, ended.Attempts));
        Assert.Equal((id, JobStatus.Failed), Assert.Single(probe.Settled));
    }

    [Fact]
    public async Task Whoever_asks_for_more_time_gets_it_up_to_the_ceiling()
    {
        await using var stage = await Probe.OpenAsync(DatabaseProvider.Sqlite, probe, ("MaxBackoff", "00:01:00"));
        var actor = (await stage.CreateTeamAsync()).Owner;
        var id = await Probe.AddAsync(stage, actor);
        probe.Run = (run, _) => throw new RetryLaterException("busy", "Busy.", TimeSpan.FromSeconds(run.Job.Attempts == 1 ? 45 : 3600));
        await stage.StartAsync();
        foreach (var seconds in new[] { 45, 60 })
        {
            var attempt = await WaitingAsync(stage, actor, id);
            Assert.Equal(TimeSpan.FromSeconds(seconds), attempt.RunAfter - stage.Clock.UtcNow);
            stage.Clock.Advance(TimeSpan.FromSeconds(seconds));
            stage.Get<JobSignal>().Wake();
        }
    }

    [DatabaseTheory]
    public async Task A_job_whose_servers_keep_dying_is_given_up(DatabaseProvider provider)
    {
        await using var stage = await Probe.OpenAsync(provider, probe, ("MaxAttempts", "2"));
        await using var dying = stage.OpenSecondServer();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var id = await Probe.AddAsync(stage, actor);
        for (var death = 0; death < 2; death++)
        {
            Assert.Single(await dying.Get<JobLeases>().TakeAsync(Ct));
            stage.Clock.Advance(TimeSpan.FromMinutes(2));
        }
        await stage.StartAsync();
        var ended = await stage.Services.WhenJobEndsAsync(actor, id);
        Assert.Equal((JobStatus.Failed, "worker_lost"), (ended.Status, ended.ErrorCode));
        Assert.Empty(probe.Runs);
        Assert.Equal((id, JobStatus.Failed), Assert.Single(probe.Settled));
    }

    [DatabaseTheory]
    public async Task Cancelling_stops_a_running_job_and_settles_it_once(DatabaseProvider provider)
    {
        await using var stage = await Probe.OpenAsync(provider, probe);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var stopped = new TaskCompletionSource();
        probe.Run = async (_, ct) =>
        {
            try
            {
                await Probe.UntilStoppedAsync(ct);
            }
            finally
            {
                stopped.SetResult();
            }
        };
        await stage.StartAsync();
        var id = await Probe.AddAsync(stage, actor);
        await probe.NextStartAsync();

        var cancelled = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => stage.Get<JobQueue>().CancelAsync(actor, id, Ct)));

        Assert.All(cancelled, job => Assert.Equal(JobStatus.Cancelled, job!.Status));
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        Assert.Equal((id, JobStatus.Cancelled), Assert.Single(probe.Settled));
    }

    [DatabaseTheory]
    public async Task What_has_ended_stays_as_it_ended(DatabaseProvider provider)
    {
        await using var stage = await Probe.OpenAsync(provider, probe);
        var actor = (await stage.CreateTeamAsync()).Owner;
        await stage.StartAsync();
        var id = await Probe.AddAsync(stage, actor);
        var ended = await stage.Services.WhenJobEndsAsync(actor, id);
        var after = await stage.Get<JobQueue>().CancelAsync(actor, id, Ct);
        Assert.Equal((JobStatus.Ready, ended.FinishedAt), (after!.Status, after.FinishedAt));
        Assert.Empty(probe.Settled);
    }

    [Fact]
    public async Task A_bug_fails_its_job_and_tells_no_details()
    {
        await using var stage = await Probe.OpenAsync(DatabaseProvider.Sqlite, probe);
        var actor = (await stage.CreateTeamAsync()).Owner;
        probe.Run = (_, _) => throw new InvalidOperationException("secret detail");
        await stage.StartAsync();
        var ended = await stage.Services.WhenJobEndsAsync(actor, await Probe.AddAsync(stage, actor));
        Assert.Equal((JobStatus.Failed, "internal_error", 1), (ended.Status, ended.ErrorCode, ended.Attempts));
        Assert.DoesNotContain("secret", ended.ErrorMessage, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_stopping_server_gives_back_what_it_cannot_finish(DatabaseProvider provider)
    {
        await using var stage = await Probe.OpenAsync(provider, probe, ("ShutdownGrace", "00:00:00"));
        var actor = (await stage.CreateTeamAsync()).Owner;
        var stopping = stage.OpenSecondServer();
        probe.Run = (_, ct) => Probe.UntilStoppedAsync(ct);
        await stopping.StartAsync();
        var id = await Probe.AddAsync(stopping, actor);
        await probe.NextStartAsync();
        await stopping.DisposeAsync();

        var given = await FindAsync(stage, actor, id);
        Assert.Equal((JobStatus.Queued, 0, null), (given.Status, given.Attempts, given.LeaseOwner));
        probe.Run = (_, _) => Task.CompletedTask;
        await stage.StartAsync();
        Assert.Equal(JobStatus.Ready, (await stage.Services.WhenJobEndsAsync(actor, id)).Status);
    }

    [Fact]
    public async Task A_stopping_server_lets_a_short_job_finish()
    {
        await using var stage = await Probe.OpenAsync(DatabaseProvider.Sqlite, probe);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var stopping = stage.OpenSecondServer();
        var release = new TaskCompletionSource();
        probe.Run = (_, ct) => release.Task.WaitAsync(ct);
        await stopping.StartAsync();
        var id = await Probe.AddAsync(stopping, actor);
        await probe.NextStartAsync();
        var stopped = stopping.DisposeAsync();
        release.SetResult();
        await stopped;
        Assert.Equal((JobStatus.Ready, 1), ((await FindAsync(stage, actor, id)).Status, probe.Runs[id]));
    }

    private static async Task<Job> FindAsync(Stage stage, Actor actor, long id) => (await stage.Get<JobQueue>().FindAsync(actor, id, Ct))!;

    private static Task<Job> WaitingAsync(Stage stage, Actor actor, long id) => stage.Services.WhenJobAsync(actor, id, j => j.Stage == "waiting" && j.RunAfter > stage.Clock.UtcNow);

    private static async Task<int> CountAsync(Stage stage, JobStatus status)
    {
        await using var db = await stage.Database.OpenAsync(Ct);
        return await db.AcrossTeams().Jobs.CountAsync(j => j.Status == status, Ct);
    }

    private static async Task AllEndAsync(Stage stage, Actor actor)
    {
        foreach (var job in await stage.Get<JobQueue>().ListRecentAsync(actor, 100, Ct))
            await stage.Services.WhenJobEndsAsync(actor, job.Id);
    }
}
