using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Storage;
using Rankion.Tests.Support;

namespace Rankion.Tests.Jobs;

/// <summary>
/// The real server is killed over and over while it works; whoever comes next carries on. Whatever was accepted ends once,
/// and the money with it.
/// </summary>
public sealed class KillTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Kill_9_at_any_point_loses_nothing_and_pays_nothing_twice(DatabaseProvider provider)
    {
        await using var openAi = await FakeOpenAi.StartAsync();
        // this process only accepts; the work is done by servers that die
        await using var stage = await Stage.OpenAsync(provider, setup =>
        {
            setup.Clock = TimeProvider.System;
            setup.Settings["Rankion:Providers:OpenAI:BaseUrl"] = openAi.BaseUrl;
            setup.Settings["Rankion:Jobs:Workers"] = "0";
            setup.Settings["Rankion:Jobs:MaxAttempts"] = "10";
            setup.Settings["Rankion:Jobs:Poll"] = "00:00:00.2";
            setup.Settings["Rankion:Jobs:Lease"] = "00:00:01";
            setup.Settings["Rankion:Jobs:Backoff"] = "00:00:00.1";
        });
        var actor = (await stage.CreateTeamAsync()).Owner;
        await stage.StartAsync();
        var jobs = new List<long>();
        for (var i = 0; i < 12; i++)
            jobs.Add((await stage.Get<Generator>().GenerateAsync(actor, new() { Prompt = $"Picture {i}", N = 1 + (i % 3) }, Ct)).JobId);
        await stage.Get<JobQueue>().CancelAsync(actor, jobs[5], Ct);

        // killed when its n-th call comes in: before the answer, in the middle of it, or right behind it, while the image is stored
        foreach (var (call, answer) in new[] { (1, Answering.Nothing), (3, Answering.Half), (4, Answering.Whole), (6, Answering.Whole) })
            await RunUntilKilledAsync(stage, openAi, call, answer);
        openAi.Answer(FakeOpenAi.DrawAsync);
        await using (await StartServerAsync(stage))
            await AllEndAsync(stage, actor);

        Assert.Contains(await stage.Get<JobQueue>().ListRecentAsync(actor, 100, Ct), job => job is { Attempts: > 1, Status: JobStatus.Ready });
        await LedgerAddsUpAsync(stage, actor);
        await EveryImageIsWholeOrPaidBackAsync(stage, actor);
    }

    private static async Task RunUntilKilledAsync(Stage stage, FakeOpenAi openAi, int lastCall, Answering answer)
    {
        var calls = 0;
        var deadly = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        openAi.Answer(async (context, request) =>
        {
            if (Interlocked.Increment(ref calls) < lastCall)
            {
                await FakeOpenAi.DrawAsync(context, request);
                return;
            }
            if (answer == Answering.Half)
                await context.Response.Body.WriteAsync("{\"created\":1,\"data\":[{\"b64_json\":\"iVBOR"u8.ToArray(), Ct);
            if (answer == Answering.Whole)
                await FakeOpenAi.DrawAsync(context, request);
            await context.Response.Body.FlushAsync(Ct);
            deadly.TrySetResult();
            if (answer != Answering.Whole)
                await Probe.UntilStoppedAsync(context.RequestAborted);
        });
        await using var server = await StartServerAsync(stage);
        await deadly.Task.WaitAsync(TimeSpan.FromSeconds(120), Ct);
        await server.KillAsync();
    }

    private static Task<ServerProcess> StartServerAsync(Stage stage) => ServerProcess.StartAsync(
        Path.Combine(AppContext.BaseDirectory, "Rankion.Web.dll"),
        new Dictionary<string, string?>(stage.Settings) { ["Rankion:Jobs:Workers"] = "4" });

    private static Task AllEndAsync(Stage stage, Actor actor) => Waiting.UntilAsync(
        async () => (await stage.Get<JobQueue>().ListRecentAsync(actor, 100, Ct)).All(j => j.IsFinal), "every job has ended");

    private static async Task LedgerAddsUpAsync(Stage stage, Actor actor)
    {
        await using var db = await stage.Database.OpenAsync(Ct);
        var ledger = await db.For(actor).Ledger.ToListAsync(Ct);
        var images = await db.For(actor).Images.ToListAsync(Ct);
        Assert.Equal(24, images.Count);
        Assert.Equal(ledger.Sum(e => e.Amount), await stage.Get<CreditLedger>().BalanceAsync(actor, Ct));
        Assert.Equal(1000 - (5 * images.Count(i => i.Status == ProcessingStatus.Ready)), ledger.Sum(e => e.Amount));
        Assert.All(images, image =>
        {
            var moves = ledger.Where(e => e.ImageId == image.Id).ToList();
            Assert.Single(moves, e => e.Kind == LedgerKind.Charge);
            Assert.Equal(image.Status == ProcessingStatus.Ready ? 0 : 1, moves.Count(e => e.Kind == LedgerKind.Refund));
        });
    }

    private static async Task EveryImageIsWholeOrPaidBackAsync(Stage stage, Actor actor)
    {
        await using var db = await stage.Database.OpenAsync(Ct);
        var images = await db.For(actor).Images.ToListAsync(Ct);
        Assert.All(images, image => Assert.True(image.IsSettled, $"{image.Id} is {image.Status}"));
        Assert.Contains(images, i => i.Status == ProcessingStatus.Ready);
        foreach (var image in images.Where(i => i.Status == ProcessingStatus.Ready))
        {
            await using var bytes = await stage.Get<IBlobStore>().OpenAsync(BlobNames.Original(image.Sha256!, image.Format!), Ct);
            Assert.Equal(image.Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes!, Ct)));
            foreach (var width in BlobNames.ThumbnailWidths)
                Assert.True(await stage.Get<IBlobStore>().ExistsAsync(BlobNames.Thumbnail(image.Sha256!, width), Ct));
        }
    }

    private enum Answering
    {
        Nothing,
        Half,
        Whole,
    }
}
