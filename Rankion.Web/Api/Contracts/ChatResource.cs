using Rankion.Core.Chat;

namespace Rankion.Web.Api.Contracts;

/// <summary>A conversation was begun.</summary>
/// <param name="SessionId">To be read under <c>/v1/chat/sessions</c>.</param>
public sealed record OpenInChatReceipt(long SessionId);

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

    public required DateTime CreatedAt { get; init; }
}

/// <summary>Something said in a conversation.</summary>
public sealed record ChatMessageResource
{
    public required long Id { get; init; }

    /// <summary><c>user</c> or <c>assistant</c>.</summary>
    public required ChatRole Role { get; init; }

    public required string Content { get; init; }

    public required DateTime CreatedAt { get; init; }
}
