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

    /// <summary>Instead: a mask that the person has uploaded (<see cref="EditMask.Id"/>).</summary>
    public string? MaskId { get; init; }

    internal bool HasMask => Mask is not null || MaskId is not null;

    /// <summary>Where null: the default model, or the first that can edit.</summary>
    public string? Model { get; init; }

    /// <summary><c>1536x1024</c>; the image's own where null or <c>auto</c>, as near as the model comes to it.</summary>
    public string? Size { get; init; }

    public string? Quality { get; init; }

    /// <summary><c>transparent</c>, <c>opaque</c>, as the model takes it.</summary>
    public string? Background { get; init; }

    /// <summary>
    /// The shape, <c>16:9</c>, that the canvas grows to: the whole image stays in view, and what is around it is painted on. Instead of a
    /// size or a mask.
    /// </summary>
    public string? Extend { get; init; }

    /// <summary>Images of the team that guide the edit, the most important first; as many as the model takes beside the source.</summary>
    public IReadOnlyList<long>? ReferenceIds { get; init; }

    /// <summary>How many variants, 1 to 8.</summary>
    [Range(1, GenerationRequest.MaxImages, ErrorMessage = "Between 1 and 8 variants can be made at once.")]
    public int N { get; init; } = 1;

    /// <summary>The run of edits to go on with; a new one where null.</summary>
    public long? EditSessionId { get; init; }

    /// <summary>
    /// Names one submission of a form: sent again, it is answered with what was accepted the first time, and nothing is charged twice.
    /// </summary>
    public Guid? Submission { get; init; }

    internal IReadOnlyList<long> References => [.. (ReferenceIds ?? []).Distinct()];

    /// <exception cref="RefusalException">422 for an extension that goes with nothing else, or to no other shape.</exception>
    internal WantedParameters Wanted(PixelSize source)
    {
        if (Extend is not null && HasMask)
            throw Refusal.Invalid("extend", "Extend the image or mask a part of it, not both at once.");
        if (Extend is not null && Size is not null)
            throw Refusal.Invalid("extend", "Give size or extend, not both.");
        return new()
        {
            Model = Model,
            Size = Size,
            Quality = Quality,
            Background = Background,
            Inputs = 1,
            References = References.Count,
            InputSize = Extend is null ? source : SizeRules.Around(source, Extend),
            HasMask = HasMask,
            Extends = Extend is not null,
        };
    }
}

/// <summary>What was accepted and paid for.</summary>
public sealed record EditReceipt(long JobId, long EditSessionId, IReadOnlyList<long> ImageIds, int CreditsCharged, int CreditsRemaining);
