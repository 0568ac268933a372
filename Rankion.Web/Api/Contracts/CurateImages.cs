using System.ComponentModel.DataAnnotations;
using Rankion.Core.Images;

namespace Rankion.Web.Api.Contracts;

/// <summary>What is to be said about an image. What is left out or null stays as it is.</summary>
// the limits stand here for the OpenAPI document; Core checks them
public sealed record PatchImageBody
{
    /// <summary>1 to 200 characters.</summary>
    /// <example>Harbour at dawn</example>
    [StringLength(ImageTitle.MaxLength, MinimumLength = 1)]
    public string? Title { get; init; }

    /// <summary>All of its tags, at most 50 of at most 64 characters; they are trimmed, put into lower case, and each is kept once.</summary>
    /// <example>["hero", "sea"]</example>
    [MaxLength(Core.Images.Tags.MaxCount)]
    public IReadOnlyList<string?>? Tags { get; init; }

    /// <summary>True: it stands for its family where variants are stacked, and nobody else does. False: the original does again.</summary>
    public bool? IsPrimary { get; init; }
}

/// <summary>Whether the image is to be a favourite.</summary>
public sealed record FavoriteBody
{
    /// <summary>Default: the opposite of what it is.</summary>
    public bool? IsFavorite { get; init; }
}

/// <summary>Which images.</summary>
public sealed record BulkBody
{
    /// <summary>1 to 200; one named twice counts once.</summary>
    /// <example>[41, 42]</example>
    [Required, MinLength(1), MaxLength(ImageChanges.Max)]
    public IReadOnlyList<long>? Ids { get; init; }
}

/// <summary>Which images, and their tags.</summary>
public sealed record BulkTagBody
{
    /// <summary>1 to 200; one named twice counts once.</summary>
    /// <example>[41, 42]</example>
    [Required, MinLength(1), MaxLength(ImageChanges.Max)]
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Tags to add. One that is also to be removed is added.</summary>
    /// <example>["hero"]</example>
    [MaxLength(Core.Images.Tags.MaxCount)]
    public IReadOnlyList<string?>? Add { get; init; }

    /// <summary>Tags to remove.</summary>
    /// <example>["draft"]</example>
    [MaxLength(Core.Images.Tags.MaxCount)]
    public IReadOnlyList<string?>? Remove { get; init; }
}

/// <summary>What became of each image, in the order asked for.</summary>
public sealed record BulkAnswer(IReadOnlyList<long> Succeeded, IReadOnlyList<BulkFailureResource> Failed);

/// <summary>An image that stayed as it was.</summary>
/// <param name="Code">Why: <c>not_found</c>, <c>image_trashed</c>, <c>not_in_trash</c>, <c>too_many_tags</c>, <c>not_in_gallery</c>.</param>
public sealed record BulkFailureResource(long Id, string Code);
