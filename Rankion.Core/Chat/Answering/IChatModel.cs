using Rankion.Core.Generation;

namespace Rankion.Core.Chat.Answering;

/// <summary>Answers in a conversation. Two real ones stand behind it: any server that speaks OpenAI's chat completions, and the planner without a key.</summary>
public interface IChatModel
{
    /// <summary>As it stands on the answer.</summary>
    string Name { get; }

    /// <summary>
    /// True where it acts on the person's own words alone. One that reads what tools find may be talked into something by a title or
    /// a prompt, so that what it wants to change afterwards is asked for.
    /// </summary>
    bool HeedsOnlyThePerson { get; }

    /// <summary>
    /// Streams one reply: words, and the tools it wants called once the reply is complete. Nothing is retried in here: the job queue
    /// does that, by the kind of the exception.
    /// </summary>
    /// <exception cref="ChatModelException">Whatever went wrong, sorted by what to do about it; what was streamed before stands.</exception>
    /// <exception cref="OperationCanceledException">Only when <paramref name="ct"/> asked for it.</exception>
    IAsyncEnumerable<ReplyPiece> ReplyAsync(ChatPrompt prompt, CancellationToken ct);
}

/// <summary>A piece of a reply.</summary>
public abstract record ReplyPiece;

/// <summary>More words.</summary>
public sealed record ReplyWords(string Text) : ReplyPiece;

/// <summary>A tool to be called, whole.</summary>
/// <param name="Id">The model's own name of the call.</param>
/// <param name="Arguments">JSON, as the model wrote it; not looked at yet.</param>
public sealed record ReplyCall(string Id, string Tool, string Arguments) : ReplyPiece;

/// <summary>A model did not answer.</summary>
/// <param name="fault">What to do about it.</param>
/// <param name="message">One sentence for a person; no key, no stack, no markup.</param>
public sealed class ChatModelException(ProviderFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public ProviderFault Fault { get; } = fault;

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsTransient => Fault is ProviderFault.RateLimited or ProviderFault.Unavailable or ProviderFault.OutcomeUnknown;

    /// <summary>The stable code of the failed answer: <c>chat_rate_limited</c>, <c>chat_unavailable</c> …</summary>
    public string Code => Fault switch
    {
        ProviderFault.Moderated => "chat_moderated",
        ProviderFault.Rejected => "chat_rejected",
        ProviderFault.Unauthorized => "chat_unauthorized",
        ProviderFault.QuotaExhausted => "chat_quota_exhausted",
        ProviderFault.RateLimited => "chat_rate_limited",
        ProviderFault.Unavailable => "chat_unavailable",
        ProviderFault.OutcomeUnknown => "chat_broke_off",
        _ => "chat_bad_answer",
    };
}
