using System.ComponentModel.DataAnnotations;
using Rankion.Core;
using Rankion.Core.Chat;

namespace Rankion.Web.Api.Contracts;

/// <summary>A conversation was begun.</summary>
/// <param name="SessionId">To be read under <c>/v1/chat/sessions</c>.</param>
public sealed record OpenInChatReceipt(long SessionId);

/// <summary>What a conversation is to be. What is left out stays as it is.</summary>
// set, not init: only what was sent is set, and so null is told from left out
public sealed record ChatSessionBody
{
    private bool namesImage;

    /// <summary>1 to 200 characters. Default: the image's, else the first thing said.</summary>
    /// <example>Spring campaign</example>
    [StringLength(ChatSession.MaxTitle, MinimumLength = 1)]
    public string? Title { get; set; }

    /// <summary>The image that "this image" means; null for none.</summary>
    /// <example>42</example>
    public long? GalleryImageId
    {
        get;
        set => (field, namesImage) = (value, true);
    }

    /// <summary>True: what costs credits is done without asking first. Public links are asked for all the same. Default: false.</summary>
    public bool? FreeHand { get; set; }

    internal ChatSessionPatch ToPatch() => new() { Title = Title, GalleryImageId = namesImage ? new Named<long?>(GalleryImageId) : null, FreeHand = FreeHand };
}

/// <summary>What you say.</summary>
public sealed record ChatMessageBody
{
    /// <summary>1 to 32,000 characters.</summary>
    /// <example>Make it golden hour, and tag it as hero</example>
    public string? Content { get; init; }

    /// <summary><c>en</c> or <c>de</c>: the language to answer in where the words do not say. Default: <c>en</c>.</summary>
    /// <example>en</example>
    public string? Language { get; init; }

    /// <summary>IANA name of the zone in which times are meant. Default: <c>UTC</c>.</summary>
    /// <example>Europe/Berlin</example>
    public string? TimeZone { get; init; }

    internal ChatSaying ToSaying() => new() { Content = Content ?? "", Language = Language, TimeZone = TimeZone };
}

/// <summary>What you said was taken, and is being answered.</summary>
public sealed record ChatTurnReceipt
{
    /// <example>7</example>
    public required long SessionId { get; init; }

    /// <summary>Your message that is answered.</summary>
    /// <example>101</example>
    public required long QuestionId { get; init; }

    /// <summary>The answer. Read it until its <c>state</c> is no longer <c>working</c>.</summary>
    /// <example>102</example>
    public required long MessageId { get; init; }

    /// <example>"17"</example>
    public required string JobId { get; init; }
}

/// <summary>A conversation of yours.</summary>
public sealed record ChatSessionResource
{
    /// <example>7</example>
    public required long Id { get; init; }

    /// <example>Harbour at dawn</example>
    public required string Title { get; init; }

    /// <summary>The image it is about; null where there is none, or it was deleted for good.</summary>
    /// <example>42</example>
    public required long? GalleryImageId { get; init; }

    /// <summary>What costs credits is done without asking first.</summary>
    public required bool FreeHand { get; init; }

    /// <summary>The last message of the branch that is shown; null while nothing has been said.</summary>
    /// <example>102</example>
    public required long? LeafMessageId { get; init; }

    /// <summary>The answer that is being worked on; null while none is.</summary>
    public required long? TurnMessageId { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }
}

/// <summary>Something said in a conversation.</summary>
public sealed record ChatMessageResource
{
    /// <example>102</example>
    public required long Id { get; init; }

    /// <summary>What it answers or goes on from; null for the first thing said.</summary>
    /// <example>101</example>
    public required long? ParentMessageId { get; init; }

    /// <summary>What was said in its place, itself among it, oldest first.</summary>
    /// <example>[102]</example>
    public required IReadOnlyList<long> SiblingIds { get; init; }

    /// <summary><c>user</c> or <c>assistant</c>.</summary>
    public required ChatRole Role { get; init; }

    /// <summary><c>working</c>, <c>waiting</c> for your yes or no, then <c>done</c>, <c>failed</c> or <c>stopped</c>.</summary>
    public required ChatMessageState State { get; init; }

    /// <summary>All words of it.</summary>
    /// <example>Here is the variant.</example>
    public required string Content { get; init; }

    /// <summary>What an answer consists of, in order; empty for what you say.</summary>
    public required IReadOnlyList<ChatPartResource> Parts { get; init; }

    /// <summary>The image that was pinned then.</summary>
    /// <example>42</example>
    public required long? SourceImageId { get; init; }

    /// <summary>Who answered; <c>planner</c> where no chat model is configured.</summary>
    /// <example>planner</example>
    public required string? Model { get; init; }

    /// <summary>Credits that it has cost; what failed was given back.</summary>
    /// <example>10</example>
    public required int Credits { get; init; }

    /// <summary>What the team had left then, where it cost something.</summary>
    /// <example>740</example>
    public required int? CreditsLeft { get; init; }

    public required ErrorResource? Error { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime? FinishedAt { get; init; }
}

/// <summary>A piece of an answer: words, or the call of a tool.</summary>
public sealed record ChatPartResource
{
    /// <example>301</example>
    public required long Id { get; init; }

    /// <summary><c>text</c> or <c>call</c>.</summary>
    /// <example>call</example>
    public required string Kind { get; init; }

    /// <summary>Words; empty on a call.</summary>
    public required string Text { get; init; }

    /// <example>edit_image</example>
    public required string? Tool { get; init; }

    /// <summary>JSON, as the model gave it.</summary>
    /// <example>{"imageId":42,"prompt":"golden hour light"}</example>
    public required string? Arguments { get; init; }

    /// <summary>The prompt that really goes to the image provider.</summary>
    /// <example>golden hour light</example>
    public required string? Prompt { get; init; }

    /// <summary><c>proposed</c>, <c>awaiting</c> your yes or no, <c>running</c>, then <c>done</c>, <c>failed</c>, <c>declined</c> or <c>stopped</c>.</summary>
    public required ChatCallState State { get; init; }

    /// <summary>Credits that it is expected to cost.</summary>
    /// <example>10</example>
    public required int Price { get; init; }

    /// <summary>Credits that it has cost.</summary>
    /// <example>10</example>
    public required int Credits { get; init; }

    /// <summary>Images that it made, changed or found; what is being made is there from the start, as <c>queued</c>.</summary>
    /// <example>[43]</example>
    public required IReadOnlyList<long> ImageIds { get; init; }

    /// <example>"18"</example>
    public required string? JobId { get; init; }

    /// <summary>JSON: what the model was told of it.</summary>
    public required string? Result { get; init; }

    public required ErrorResource? Error { get; init; }
}

/// <summary>Words that were added to an answer, as a server-sent event.</summary>
/// <param name="PartId">The part that grew.</param>
/// <param name="Text">Only what is new.</param>
public sealed record ChatTextEvent(long PartId, string Text);
