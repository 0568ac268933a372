using System.ComponentModel.DataAnnotations;
using Rankion.Core.Editing;

namespace Rankion.Web.Api.Contracts;

/// <summary>A mask for edits of an image.</summary>
public sealed record MaskBody
{
    /// <summary>A PNG with alpha as a data URI, transparent where the image may change; up to 12 MB of it, larger ones are sent as a form.</summary>
    /// <example>data:image/png;base64,iVBORw0KGgo…</example>
    [Required]
    public string Mask { get; init; } = "";

    /// <summary>Bring a mask of another size to the image's; else it is refused. Default false.</summary>
    public bool? Fit { get; init; }
}

/// <summary>A mask that waits for its edits.</summary>
public sealed record MaskResource
{
    /// <summary>What an edit takes as its <c>mask</c>.</summary>
    /// <example>mask_0197b3c2f5a47d3e8f1a2b3c4d5e6f70</example>
    public required string Id { get; init; }

    /// <summary>The image that it was uploaded for.</summary>
    public required long ImageId { get; init; }

    /// <summary>Pixels, as many as the image has.</summary>
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required int SizeBytes { get; init; }

    /// <summary>The share of the image that may change, more than 0 and up to 1: every pixel that is not wholly opaque.</summary>
    /// <example>0.23</example>
    public required double Open { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>When it is forgotten, unless an edit uses it before.</summary>
    public required DateTime ExpiresAt { get; init; }

    internal static MaskResource Of(EditMask mask, long imageId) => new()
    {
        Id = mask.Id,
        ImageId = imageId,
        Width = mask.Width,
        Height = mask.Height,
        SizeBytes = mask.SizeBytes,
        Open = mask.Open,
        CreatedAt = mask.CreatedAt,
        ExpiresAt = mask.ExpiresAt,
    };
}
