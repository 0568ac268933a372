using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Rankion.Core;
using Rankion.Core.Chat;
using Rankion.Core.Live;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>
/// Tells an answer as it grows, as server-sent events. It reads what is written down, so that whoever comes late, from another tab or
/// after a lost connection, is told the whole of it; and the answer goes on when nobody listens.
/// </summary>
public sealed class ChatStream(ChatThreads threads, ChangeFeed feed)
{
    /// <summary>How long nothing may be said before a sign of life; what happens on another server without a relay is found out then too.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private const int QuietsPerPing = 7;

    /// <summary>The receipt as <c>turn</c>, and then what comes of it.</summary>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(Actor actor, ChatReceipt receipt, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return new(JsonSerializer.Serialize(ChatJson.Show(receipt), ApiJson.Wire.ChatTurnReceipt), "turn");
        await foreach (var item in FollowAsync(actor, receipt.SessionId, receipt.AnswerId, ct))
            yield return item;
    }

    /// <summary>
    /// <c>text</c> with what was added, <c>call</c> with each new state of a call, and at the end <c>message</c> with the whole answer:
    /// complete, or waiting for a yes or no.
    /// </summary>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(Actor actor, long sessionId, long messageId, [EnumeratorCancellation] CancellationToken ct)
    {
        using var moved = new SemaphoreSlim(1);
        using var subscription = feed.Subscribe(actor.TeamId, change =>
        {
            if (change is ChatChanged chat && chat.SessionId == sessionId)
                moved.Release();
        });
        var told = new Dictionary<long, (int Length, ChatCallState? State)>();
        for (var quiet = 0; ;)
        {
            quiet = await moved.WaitAsync(Quiet, ct) ? 0 : quiet + 1;
            if (await threads.FindAsync(actor, sessionId, messageId, ct) is not { } message)
                yield break;
            foreach (var item in message.Parts.SelectMany(part => New(part, told)))
                yield return item;
            if (message.State != ChatMessageState.Working)
            {
                yield return new(JsonSerializer.Serialize(ChatJson.Show(new ChatLine(message, await threads.SiblingsAsync(actor, sessionId, messageId, ct))), ApiJson.Wire.ChatMessageResource), "message");
                yield break;
            }
            if (quiet > 0 && quiet % QuietsPerPing == 0)
                yield return new("{}", "ping");
        }
    }

    private static IEnumerable<SseItem<string>> New(ChatPart part, Dictionary<long, (int Length, ChatCallState? State)> told)
    {
        var (length, state) = told.GetValueOrDefault(part.Id);
        told[part.Id] = (part.Text.Length, part.State);
        if (part.Text.Length > length)
            yield return new(JsonSerializer.Serialize(new ChatTextEvent(part.Id, part.Text[length..]), ApiJson.Wire.ChatTextEvent), "text");
        if (part.IsCall && part.State != state)
            yield return new(JsonSerializer.Serialize(ChatJson.Show(part), ApiJson.Wire.ChatPartResource), "call");
    }
}
