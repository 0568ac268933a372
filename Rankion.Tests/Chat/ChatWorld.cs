using Rankion.Core;
using Rankion.Core.Chat;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Tests.Generation;
using Rankion.Tests.Support;

namespace Rankion.Tests.Chat;

/// <summary>A running product with a team, images that come from loopback, and somebody who answers in chat: the planner, or a server on loopback.</summary>
internal sealed class ChatWorld : IAsyncDisposable
{
    private ChatWorld(World world, FakeOpenAi? model) => (World, Model) = (world, model!);

    public World World { get; }

    public Stage Stage => World.Stage;

    /// <summary>Speaks as a chat model; null where the planner answers.</summary>
    public FakeOpenAi Model { get; }

    public Actor Actor => World.Actor;

    public ChatTurns Turns => Stage.Get<ChatTurns>();

    public ChatSessions Sessions => Stage.Get<ChatSessions>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ChatWorld> PlannerAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, int credits = 1000, params (string Name, string Value)[] settings) =>
        new(await World.OpenAsync(provider, credits, settings), null);

    public static async Task<ChatWorld> ModelAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, int credits = 1000, params (string Name, string Value)[] settings)
    {
        var model = await FakeOpenAi.StartAsync();
        return new(await World.OpenAsync(provider, credits,
            [("Rankion:Chat:Model", "talker"), ("Rankion:Chat:BaseUrl", model.BaseUrl), ("Rankion:Jobs:Backoff", "00:00:00.001"), .. settings]), model);
    }

    public async Task<ChatSession> SessionAsync(Image? about = null) => about is null
        ? await Sessions.CreateAsync(Actor, new(), Ct)
        : (await Sessions.OpenAsync(Actor, about.Id, Ct))!;

    /// <summary>A finished image with real pixels.</summary>
    public Task<Image> AddImageAsync(Action<Image>? change = null) => World.AddImageAsync(TinyPng.Of(1024, 1024), change);

    /// <summary>Says something and waits until the answer is complete, or waits for a yes or no.</summary>
    public async Task<ChatMessage> AskAsync(ChatSession session, string words, Actor? actor = null, string? language = null)
    {
        var receipt = await Turns.SayAsync(actor ?? Actor, session.Id, new() { Content = words, Language = language }, null, Ct);
        return await RestAsync(receipt!, actor);
    }

    /// <summary>Says yes or no to all that waits, and waits for what comes of it.</summary>
    public async Task<ChatMessage> DecideAsync(ChatMessage answer, bool yes) =>
        await RestAsync((await Turns.DecideAsync(Actor, answer.SessionId, answer.Id, null, yes, null, Ct))!);

    /// <summary>Says yes as often as it is asked.</summary>
    public async Task<ChatMessage> ApproveAllAsync(ChatMessage answer)
    {
        while (answer.State == ChatMessageState.Waiting)
            answer = await DecideAsync(answer, yes: true);
        return answer;
    }

    public Task<ChatMessage> RestAsync(ChatReceipt receipt, Actor? actor = null) => WhenAsync(receipt.SessionId, receipt.AnswerId, m => m.State != ChatMessageState.Working, actor);

    /// <summary>The message, once it is so: told by the change feed.</summary>
    public async Task<ChatMessage> WhenAsync(long sessionId, long messageId, Func<ChatMessage, bool> reached, Actor? actor = null)
    {
        using var moved = new SemaphoreSlim(1);
        using var feed = Stage.Get<ChangeFeed>().Subscribe(Actor.TeamId, change =>
        {
            if (change is ChatChanged)
                moved.Release();
        });
        while (true)
        {
            var arrived = await moved.WaitAsync(TimeSpan.FromSeconds(60), Ct);
            var message = (await Stage.Get<ChatThreads>().FindAsync(actor ?? Actor, sessionId, messageId, Ct))!;
            Assert.True(arrived, $"The answer stands still: {message.State}, {message.Words}");
            if (reached(message))
                return message;
        }
    }

    public Task<ChatSession?> FindAsync(ChatSession session) => Sessions.FindAsync(Actor, session.Id, Ct);

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        if (Model is not null)
            await Model.DisposeAsync();
    }
}
