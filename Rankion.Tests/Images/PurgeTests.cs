using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

/// <summary>Deleting for good what has been in the trash for long enough.</summary>
public sealed class PurgeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_image_is_purged_when_its_thirty_days_are_over_and_not_before(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (first, second) = ((await stage.CreateTeamAsync()).Owner, (await stage.CreateTeamAsync()).Owner);
        var early = (await stage.AddImageAsync(first, i => (i.Title, i.DeletedAt) = ("Harbour", stage.Clock.UtcNow))).Id;
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = (await stage.AddImageAsync(second, i => i.DeletedAt = stage.Clock.UtcNow)).Id;
        var live = (await stage.AddImageAsync(second)).Id;
        var purge = stage.Get<TrashPurge>();

        stage.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1) - TimeSpan.FromMicroseconds(1));
        Assert.Equal(0, await purge.RunAsync(Ct));
        stage.Clock.Advance(TimeSpan.FromMicroseconds(1));
        Assert.Equal(1, await purge.RunAsync(Ct));
        Assert.Equal([late, live], await IdsAsync(stage));
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await purge.RunAsync(Ct));
        Assert.Equal(0, await purge.RunAsync(Ct));

        Assert.Equal([live], await IdsAsync(stage));
        var entry = Assert.Single((await stage.Get<AuditTrail>().ReadAsync(first, new(), new(), Ct)).Items).Entry;
        Assert.Equal(("image.purged", early, "Harbour", null), (entry.Action, entry.SubjectId, entry.Detail, entry.UserId));
    }

    [DatabaseTheory]
    public async Task A_purge_cut_off_half_way_is_finished_by_the_next(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var ids = await OverdueAsync(stage, actor, 130);
        using var kill = new CancellationTokenSource();
        using (stage.Get<ChangeFeed>().Subscribe(actor.TeamId, _ => kill.Cancel()))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.Get<TrashPurge>().RunAsync(kill.Token));
        var left = await IdsAsync(stage);
        Assert.InRange(left.Count, 1, 129);

        Assert.Equal(left.Count, await stage.Get<TrashPurge>().RunAsync(Ct));
        Assert.Empty(await IdsAsync(stage));
        Assert.Equal(ids.Order(), (await PurgedAsync(stage, actor)).Order());
    }

    [DatabaseTheory]
    public async Task Two_servers_that_purge_at_once_delete_each_image_once(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        await using var second = stage.OpenSecondServer();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var ids = await OverdueAsync(stage, actor, 160);

        var counts = await Task.WhenAll(new[] { stage, second, stage }.Select(s => Task.Run(() => s.Get<TrashPurge>().RunAsync(Ct))));

        Assert.Equal(160, counts.Sum());
        Assert.Empty(await IdsAsync(stage));
        Assert.Equal(ids.Order(), (await PurgedAsync(stage, actor)).Order());
    }

    [DatabaseTheory]
    public async Task An_image_restored_while_the_purge_runs_stays(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var ids = await OverdueAsync(stage, actor, 60);
        // after the first batch, a person saves one of the second
        using (stage.Get<ChangeFeed>().Subscribe(actor.TeamId, change => SaveAfter(change, ids[0], stage, actor, ids[^1])))
            Assert.Equal(59, await stage.Get<TrashPurge>().RunAsync(Ct));
        Assert.Equal([ids[^1]], await IdsAsync(stage));
    }

    [Fact]
    public async Task An_image_that_cannot_be_deleted_is_logged_and_holds_up_no_other()
    {
        var (log, overdue) = (new CapturedLog<TrashPurge>(), new ConcurrentBag<int>());
        using var meter = new MeterListener { InstrumentPublished = (instrument, listener) => ListenTo(instrument, listener) };
        meter.SetMeasurementEventCallback<int>((_, value, _, _) => overdue.Add(value));
        meter.Start();
        await using var stage = await Stage.OpenAsync(configure: setup => setup.Override(services => services.AddSingleton<ILogger<TrashPurge>>(log)));
        var actor = (await stage.CreateTeamAsync()).Owner;
        var ids = await OverdueAsync(stage, actor, 70);
        // a row that no code of ours writes: of the tree, but hanging on nothing
        await stage.AddImageAsync(actor, i => (i.ParentId, i.RootId) = (ids[3], ids[3]));
        await stage.AddImageAsync(actor, i => (i.ParentId, i.RootId) = (999_999, ids[3]));

        Assert.Equal(69, await stage.Get<TrashPurge>().RunAsync(Ct));
        Assert.Equal(0, await stage.Get<TrashPurge>().RunAsync(Ct));
        Assert.Equal([ids[3]], (await IdsAsync(stage)).Intersect(ids));
        Assert.Contains(1, overdue);
        Assert.Equal(2, log.Lines.Count(l => l.StartsWith($"Error: Image {ids[3]} could not be deleted for good", StringComparison.Ordinal)));
    }

    private static void ListenTo(Instrument instrument, MeterListener listener)
    {
        if (instrument.Name == "rankion.trash.overdue")
            listener.EnableMeasurementEvents(instrument);
    }

    /// <summary>The purge waits for its announcement to be heard.</summary>
    private static void SaveAfter(TeamEvent change, long removed, Stage stage, Actor actor, long id)
    {
        if (change is ImagesRemoved batch && batch.ImageIds.Contains(removed))
            Assert.NotNull(Task.Run(() => stage.Get<Trash>().RestoreAsync(actor, id, Ct)).GetAwaiter().GetResult());
    }

    private static async Task<List<long>> OverdueAsync(Stage stage, Actor actor, int count)
    {
        var now = stage.Clock.UtcNow;
        var images = await stage.Database.AddImagesAsync(actor, now, Enumerable.Repeat(new Action<Image>(i => i.DeletedAt = now), count));
        stage.Clock.Advance(TimeSpan.FromDays(31));
        return [.. images.Select(i => i.Id)];
    }

    private static async Task<List<long>> IdsAsync(Stage stage)
    {
        await using var db = await stage.Database.OpenAsync(Ct);
        return await db.AcrossTeams().Images.Select(i => i.Id).Order().ToListAsync(Ct);
    }

    private static async Task<List<long>> PurgedAsync(Stage stage, Actor actor)
    {
        await using var db = await stage.Database.OpenAsync(Ct);
        return await db.For(actor).Audit.Where(e => e.Action == "image.purged").Select(e => e.SubjectId).ToListAsync(Ct);
    }
}
