using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Jobs;
using Rankion.Tests.Support;

namespace Rankion.Tests.Generation;

/// <summary>A running product, a team, and a provider on loopback. At its end the ledger must add up.</summary>
internal sealed class World : IAsyncDisposable
{
    private World(Stage stage, FakeOpenAi openAi, TestTeam team) => (Stage, OpenAi, Team) = (stage, openAi, team);

    public Stage Stage { get; }

    public FakeOpenAi OpenAi { get; }

    public TestTeam Team { get; }

    public Actor Actor => Team.Owner;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<World> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, int credits = 1000, params (string Name, string Value)[] settings)
    {
        var world = await OpenStillAsync(provider, credits, settings);
        await world.Stage.StartAsync();
        return world;
    }

    /// <summary>No worker runs yet: what is accepted waits.</summary>
    public static async Task<World> OpenStillAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, int credits = 1000, params (string Name, string Value)[] settings)
    {
        var openAi = await FakeOpenAi.StartAsync();
        var stage = await Stage.OpenAsync(provider, setup =>
        {
            setup.Settings["Rankion:Providers:OpenAI:BaseUrl"] = openAi.BaseUrl;
            foreach (var (name, value) in settings)
                setup.Settings[name] = value;
        });
        return new(stage, openAi, await stage.CreateTeamAsync(credits: credits));
    }

    public Task<GenerationReceipt> GenerateAsync(GenerationRequest request) => Stage.Get<Generator>().GenerateAsync(Actor, request, Ct);

    /// <summary>A finished image of these bytes, as if it had come in.</summary>
    public async Task<Image> AddImageAsync(byte[] bytes, Action<Image>? change = null)
    {
        var stored = await Stage.Get<ImageIngest>().StoreAsync(bytes, Ct);
        return await Stage.Database.WriteAsync(write =>
        {
            var now = Stage.Clock.UtcNow;
            var image = new Image
            {
                TeamId = Actor.TeamId,
                Title = "Harbour",
                Prompt = "A harbour",
                Model = "gpt-image-2",
                Provider = "openai",
                CreatedById = Actor.UserId,
                CreatedAt = now,
            };
            image.Complete(stored, null, now);
            change?.Invoke(image);
            write.Db.Add(image);
            return Task.FromResult(image);
        }, Ct);
    }

    public Task<Job> EndAsync(GenerationReceipt receipt) => EndAsync(receipt.JobId);

    public Task<Job> EndAsync(long jobId) => Stage.Services.WhenJobEndsAsync(Actor, jobId);

    public Task<Job> WhenAsync(GenerationReceipt receipt, Func<Job, bool> reached) => Stage.Services.WhenJobAsync(Actor, receipt.JobId, reached);

    public async Task<IReadOnlyList<Image>> ImagesAsync() => (await Stage.Get<Gallery>().ListAsync(Actor, new(), new(), Ct)).Items;

    public async Task<ImageDetail> DetailAsync(long imageId) => (await Stage.Get<Gallery>().FindAsync(Actor, imageId, Ct))!;

    public Task<int> BalanceAsync() => Stage.Get<CreditLedger>().BalanceAsync(Actor, Ct);

    public async ValueTask DisposeAsync()
    {
        await using (var db = await Stage.Database.OpenAsync(CancellationToken.None))
            Assert.Equal(await BalanceAsync(), await db.For(Actor).Ledger.SumAsync(e => e.Amount));
        await Stage.DisposeAsync();
        await OpenAi.DisposeAsync();
    }
}
