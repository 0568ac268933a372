using System.ComponentModel.DataAnnotations;
using Rankion.Core.Generation;

namespace Rankion.Core.Editing;

/// <summary>What is to become of an image, as a person or a program asks for it. Null means: the default.</summary>
public sealed record EditRequest
{
    /// <summary>1 to 32,000 characters.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Say what to change.")]
    [StringLength(GenerationRequest.MaxPrompt, ErrorMessage = "A prompt may have at most 32,000 characters.")]
    public string Prompt { get; init; } = "";

    /// <summary>A PNG with alpha, as many pixels as the image: transparent is where it may change. At most 4 MB.</summary>
    public ReadOnlyMemory<byte>? Mask { get; init; }

    /// <summary>Where null: the default model, or the first that can edit.</summary>
    public string? Model { get; init; }

    /// <summary><c>1536x1024</c>; the image's own where null or <c>auto</c>, as near as the model comes to it.</summary>
    public string? Size { get; init; }

    public string? Quality { get; init; }

    /// <summary>How many variants, 1 to 8.</summary>
    [Range(1, GenerationRequest.MaxImages, ErrorMessage = "Between 1 and 8 variants can be made at once.")]
    public int N { get; init; } = 1;

    /// <summary>The run of edits to go on with; a new one where null.</summary>
    public long? EditSessionId { get; init; }
}

/// <summary>What was accepted and paid for.</summary>
public sealed record EditReceipt(long JobId, long EditSessionId, IReadOnlyList<long> ImageIds, int CreditsCharged, int CreditsRemaining);
