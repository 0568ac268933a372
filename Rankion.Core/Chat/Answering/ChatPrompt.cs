using Microsoft.Extensions.AI;

namespace Rankion.Core.Chat.Answering;

/// <summary>What a model is given for one reply.</summary>
/// <param name="Instructions">What it is, what it may do, and what is data.</param>
/// <param name="Said">What was said before and in this turn, oldest first, as much as the budget takes.</param>
/// <param name="Tools">What it may call.</param>
/// <param name="Turn">The same turn for whoever needs no prose.</param>
public sealed record ChatPrompt(string Instructions, IReadOnlyList<PromptMessage> Said, IReadOnlyList<AIFunction> Tools, PromptTurn Turn);

/// <summary>A message as a model reads it.</summary>
public abstract record PromptMessage;

public sealed record PersonSaid(string Text) : PromptMessage;

/// <summary>One reply, with the calls it wanted.</summary>
public sealed record ModelSaid(string Text, IReadOnlyList<PromptCall> Calls) : PromptMessage;

/// <summary>A call and what came of it.</summary>
/// <param name="Result">JSON.</param>
public sealed record PromptCall(string Id, string Tool, string Arguments, string Result);

/// <summary>The turn that is to be answered.</summary>
public sealed record PromptTurn
{
    /// <summary>What the person said.</summary>
    public required string Words { get; init; }

    /// <summary><c>en</c> or <c>de</c>.</summary>
    public required string Language { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The image that is pinned; null for none.</summary>
    public long? SourceId { get; init; }

    /// <summary>What the conversation made or found last, before this turn; empty for nothing yet.</summary>
    public IReadOnlyList<long> LastImageIds { get; init; } = [];

    public bool CanWrite { get; init; }

    /// <summary>What this turn has called so far, in order, each ended.</summary>
    public IReadOnlyList<ChatPart> Calls { get; init; } = [];

    /// <summary>The answer holds words already.</summary>
    public bool HasSpoken { get; init; }
}
