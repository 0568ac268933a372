using System.ComponentModel.DataAnnotations;
using Rankion.Core.Images;

namespace Rankion.Core.Generation;

/// <summary>What to draw, as a person or a program asks for it. Null means: the default.</summary>
public sealed record GenerationRequest
{
    public const int MaxPrompt = 32_000;
    public const int MaxImages = 8;

    /// <summary>1 to 32,000 characters.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Say what to draw.")]
    [StringLength(MaxPrompt, ErrorMessage = "A prompt may have at most 32,000 characters.")]
    public string Prompt { get; init; } = "";

    public string? Model { get; init; }

    /// <summary>At most 200 characters; the start of the prompt where null.</summary>
    [StringLength(ImageTitle.MaxLength, ErrorMessage = "A title may have at most 200 characters.")]
    public string? Title { get; init; }

    public long? ProjectId { get; init; }

    public long? ArticleId { get; init; }

    /// <summary>At most 50 of at most 64 characters.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary><c>1536x1024</c> or <c>auto</c>.</summary>
    public string? Size { get; init; }

    /// <summary><c>3:2</c>, where no size is given.</summary>
    public string? AspectRatio { get; init; }

    public string? Quality { get; init; }

    public string? Background { get; init; }

    public string? OutputFormat { get; init; }

    /// <summary>How many images, 1 to 8.</summary>
    [Range(1, MaxImages, ErrorMessage = "Between 1 and 8 images can be made at once.")]
    public int N { get; init; } = 1;

    /// <summary>Images of the team that guide the new ones, the most important first; as many as the model takes.</summary>
    public IReadOnlyList<long>? ReferenceIds { get; init; }

    /// <summary>False keeps the images off every list; they are reached by id.</summary>
    public bool SaveToGallery { get; init; } = true;

    /// <summary>It was asked for in a conversation.</summary>
    internal bool FromChat { get; init; }

    internal WantedParameters Wanted => new()
    {
        Model = Model,
        Size = Size,
        AspectRatio = AspectRatio,
        Quality = Quality,
        Background = Background,
        OutputFormat = OutputFormat,
        References = References.Count,
    };

    internal IReadOnlyList<long> References => [.. (ReferenceIds ?? []).Distinct()];
}

/// <summary>What was accepted and paid for.</summary>
public sealed record GenerationReceipt(long JobId, IReadOnlyList<long> ImageIds, Guid GenerationId, int CreditsCharged, int CreditsRemaining);
