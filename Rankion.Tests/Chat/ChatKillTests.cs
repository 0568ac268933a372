using Rankion.Core;
using Rankion.Core.Chat;
using Rankion.Core.Chat.Tools;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Tests.Jobs;
using Rankion.Tests.Support;

namespace Rankion.Tests.Chat;

/// <summary>The real server is killed in the middle of an answer: while words come, and while a paid picture is drawn. The next one goes on.</summary>
public sealed class ChatKillTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_killed_server_loses_nothing_said_and_pays_no_picture_twice(DatabaseProvider provider)
    {
        await using var openAi = await FakeOpenAi.StartAsync();
        await using var model = await FakeOpenAi.StartAsync();
        TestSetup? settings = null;
        await using var stage = await Stage.OpenAsync(provider, setup =>
        {
            settings = setup;
            setup.Clock = TimeProvider.System;
            setup.Settings["Rankion:Providers:OpenAI:BaseUrl"] = openAi.BaseUrl;
            setup.Settings["Rankion:Chat:Model"] = "talker";
            setup.Settings["Rankion:Chat:BaseUrl"] = model.BaseUrl;
            setup.Settings["Rankion:Jobs:Workers"] = "0";
            setup.Settings["Rankion:Jobs:MaxAttempts"] = "10";
            setup.Settings["Rankion:Jobs:Poll"] = "00:00:00.2";
            setup.Settings["Rankion:Jobs:Lease"] = "00:00:01";
        });
        var actor = (await stage.CreateTeamAsync()).Owner;
        await stage.StartAsync();
        var session = await stage.Get<ChatSessions>().CreateAsync(actor, new() { FreeHand = true }, Ct);
        var said = (await stage.Get<ChatTurns>().SayAsync(actor, session.Id, new() { Content = "Draw a fox" }, null, Ct))!;

        var begun = HangAfter(model, ChatScript.Words("I will draw"));
        await RunUntilKilledAsync(stage, async () =>
        {
            await begun;
            await Waiting.UntilAsync(async () => (await AnswerAsync(stage, actor, said)).Words == "I will draw", "the first words are written down");
        });
        model.Calls(("1", MakingTools.Generate, new { prompt = "a fox" }));
        await RunUntilKilledAsync(stage, () => openAi.NeverAnswer());
        Assert.Equal((ChatMessageState.Working, ChatCallState.Running), ((await AnswerAsync(stage, actor, said)).State, (await AnswerAsync(stage, actor, said)).Parts[^1].State));
        openAi.Answer(FakeOpenAi.DrawAsync);
        model.Says("There it is.");
        settings!.Settings["Rankion:Jobs:Workers"] = "4";
        await using (var next = stage.OpenSecondServer())
        {
            await next.StartAsync();
            await Waiting.UntilAsync(async () => (await AnswerAsync(stage, actor, said)).State != ChatMessageState.Working, "the answer is complete");
        }

        var answer = await AnswerAsync(stage, actor, said);
        Assert.Equal((ChatMessageState.Done, "I will draw\n\nThere it is.", 5), (answer.State, answer.Words, answer.Credits));
        Assert.Equal(ChatCallState.Done, Assert.Single(answer.Parts, p => p.IsCall).State);
        Assert.Single((await stage.Get<Gallery>().ListAsync(actor, new(), new(), Ct)).Items);
        Assert.Equal(995, await stage.Get<CreditLedger>().BalanceAsync(actor, Ct));
        Assert.Null((await stage.Get<ChatSessions>().FindAsync(actor, session.Id, Ct))!.TurnId);
    }

    /// <summary>The next reply begins so, and never ends.</summary>
    private static Task HangAfter(FakeOpenAi model, string data)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        model.AnswerOnce(async (context, _) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"data: {data}\n\n"), Ct);
            await context.Response.Body.FlushAsync(Ct);
            begun.TrySetResult();
            await Probe.UntilStoppedAsync(context.RequestAborted);
        });
        return begun.Task;
    }

    private static async Task<ChatMessage> AnswerAsync(Stage stage, Actor actor, ChatReceipt said) =>
        (await stage.Get<ChatThreads>().FindAsync(actor, said.SessionId, said.AnswerId, Ct))!;

    private static async Task RunUntilKilledAsync(Stage stage, Func<Task> deadly)
    {
        var reached = deadly();
        await using var server = await StartServerAsync(stage);
        await reached.WaitAsync(TimeSpan.FromSeconds(120), Ct);
        await server.KillAsync();
    }

    private static Task<ServerProcess> StartServerAsync(Stage stage) => ServerProcess.StartAsync(
        Path.Combine(AppContext.BaseDirectory, "Rankion.Web.dll"),
        new Dictionary<string, string?>(stage.Settings) { ["Rankion:Jobs:Workers"] = "4" });
}
