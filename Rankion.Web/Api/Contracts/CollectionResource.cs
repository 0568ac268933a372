using System.ComponentModel.DataAnnotations;
using Rankion.Core;
using Rankion.Core.Collections;
using Rankion.Core.Images;

namespace Rankion.Web.Api.Contracts;

/// <summary>What a collection is to be. What is left out or null stays as it is; a new one needs a name.</summary>
// the limits stand here for the OpenAPI document; Core checks them
public sealed record CollectionBody
{
    /// <summary>1 to 100 characters. No two collections of a team have the same name, in any case.</summary>
    /// <example>Product shots</example>
    [StringLength(Collection.MaxName, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>At most 1000 characters.</summary>
    /// <example>For the spring campaign</example>
    [StringLength(Collection.MaxDescription)]
    public string? Description { get; init; }

    /// <summary>Makes it a smart collection: it holds what these parameters of <c>GET /v1/images</c> find, and nobody puts images in.</summary>
    /// <example>tags[]=hero&amp;favorite=true</example>
    public string? Filter { get; init; }

    internal CollectionPatch ToPatch(int? expectedVersion = null) =>
        new() { Name = Name, Description = Description, Filter = Filter is null ? null : Read(Filter), ExpectedVersion = expectedVersion };

    private static ImageFilter Read(string text)
    {
        var errors = new Dictionary<string, string[]>();
        var filter = ImageFilter.Parse(ImageFilter.Pairs(text), errors);
        return errors.Count == 0 ? filter : throw Refusal.Invalid("filter", $"{errors.First().Key}: {errors.First().Value[0]}");
    }
}

/// <summary>Which images.</summary>
public sealed record CollectionItemsBody
{
    /// <summary>1 to 500; one named twice counts once.</summary>
    /// <example>[41, 42]</example>
    [Required, MinLength(1), MaxLength(CollectionContents.Max)]
    public IReadOnlyList<long>? Ids { get; init; }
}

/// <summary>Which images go where in the collection's own order.</summary>
public sealed record CollectionOrderBody
{
    /// <summary>1 to 500 images of the collection, as they are to follow each other.</summary>
    /// <example>[42, 41]</example>
    [Required, MinLength(1), MaxLength(CollectionContents.Max)]
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>The image of the collection that they go before; null or left out: to the end.</summary>
    /// <example>40</example>
    public long? Before { get; init; }
}

/// <summary>Which image stands for the collection.</summary>
public sealed record CollectionCoverBody
{
    /// <summary>An image of the collection; of a smart one, any of the gallery.</summary>
    /// <example>42</example>
    [Required]
    public long? ImageId { get; init; }
}

/// <summary>Images that belong together; one may be in many collections.</summary>
public sealed record CollectionResource
{
    /// <example>7</example>
    public required long Id { get; init; }

    /// <example>Product shots</example>
    public required string Name { get; init; }

    /// <example>For the spring campaign</example>
    public required string Description { get; init; }

    /// <summary>What a smart collection holds, as parameters of <c>GET /v1/images</c>; null where people put images in.</summary>
    public required string? Filter { get; init; }

    /// <summary>How many images of the gallery it holds.</summary>
    /// <example>12</example>
    public required int Count { get; init; }

    /// <summary>The image that was chosen to stand for it; null where none was.</summary>
    /// <example>42</example>
    public required long? CoverImageId { get; init; }

    /// <summary>The image that does stand for it: the chosen one while it is in the gallery, else the newest; null where there is none.</summary>
    public required ImageSummary? Cover { get; init; }

    public required PersonResource CreatedBy { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }
}
