using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Rankion.Core.Exports;
using Rankion.Core.Images;

namespace Rankion.Web.Api.Contracts;

/// <summary>An item of the gallery.</summary>
public sealed record MiladyItemResource
{
    /// <example>gal_42</example>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary><c>image</c> or <c>video</c>.</summary>
    /// <example>image</example>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>Its bytes; needs no header, and is good for at least a day.</summary>
    [JsonPropertyName("url")]
    public required string Url { get; init; }

    [JsonPropertyName("prompt")]
    public required string Prompt { get; init; }

    [JsonPropertyName("model")]
    public required string Model { get; init; }

    /// <summary>Pixels.</summary>
    [JsonPropertyName("width")]
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    [JsonPropertyName("height")]
    public required int Height { get; init; }

    [JsonPropertyName("createdAt")]
    public required DateTime CreatedAt { get; init; }

    [JsonPropertyName("tags")]
    public required IReadOnlyList<string> Tags { get; init; }
}

/// <summary>A page of the gallery.</summary>
public sealed record MiladyGalleryResource(
    [property: JsonPropertyName("items")] IReadOnlyList<MiladyItemResource> Items,
    [property: JsonPropertyName("total")] int Total,
    [property: JsonPropertyName("page")] int Page,
    [property: JsonPropertyName("pageSize")] int PageSize);

/// <summary>The tags that an item is to have.</summary>
// the limits stand here for the OpenAPI document; Core checks them
public sealed record MiladyTagsBody
{
    /// <summary>All of them, at most 50 of at most 64 characters.</summary>
    /// <example>["landscape", "sunset", "mountain"]</example>
    [MaxLength(Core.Images.Tags.MaxCount), JsonPropertyName("tags")]
    public IReadOnlyList<string?>? Tags { get; init; }
}

/// <summary>Which items.</summary>
public sealed record MiladyItemsBody
{
    /// <summary>1 to 200; one named twice counts once.</summary>
    /// <example>["gal_41", "gal_42"]</example>
    [Required, MinLength(1), MaxLength(ImageChanges.Max), JsonPropertyName("itemIds")]
    public IReadOnlyList<string?>? ItemIds { get; init; }
}

/// <summary>Which items are to be sent.</summary>
public sealed record MiladyDownloadBody
{
    /// <summary>1 to 100; one named twice counts once.</summary>
    /// <example>["gal_41", "gal_42"]</example>
    [Required, MinLength(1), MaxLength(InstantArchive.MaxImages), JsonPropertyName("itemIds")]
    public IReadOnlyList<string?>? ItemIds { get; init; }
}

/// <summary>Which items, and the tags to add to theirs.</summary>
public sealed record MiladyBulkTagBody
{
    /// <summary>1 to 200; one named twice counts once.</summary>
    /// <example>["gal_41", "gal_42"]</example>
    [Required, MinLength(1), MaxLength(ImageChanges.Max), JsonPropertyName("itemIds")]
    public IReadOnlyList<string?>? ItemIds { get; init; }

    /// <example>["approved", "final"]</example>
    [Required, MinLength(1), MaxLength(Core.Images.Tags.MaxCount), JsonPropertyName("tags")]
    public IReadOnlyList<string?>? Tags { get; init; }
}

/// <summary>What became of each item.</summary>
public sealed record MiladyBulkResource(
    [property: JsonPropertyName("succeeded")] IReadOnlyList<string> Succeeded,
    [property: JsonPropertyName("failed")] IReadOnlyList<MiladyFailureResource> Failed);

/// <summary>An item that stayed as it was.</summary>
/// <param name="Code">Why: <c>not_found</c>, <c>image_trashed</c>, <c>too_many_tags</c>.</param>
public sealed record MiladyFailureResource(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("code")] string Code);

/// <summary>What the link is to allow.</summary>
public sealed record MiladyShareBody
{
    /// <summary>When it ends: <c>1h</c>, <c>1d</c>, <c>7d</c>, <c>30d</c> from now, or <c>never</c>.</summary>
    /// <example>7d</example>
    [JsonPropertyName("expiresIn")]
    public string? ExpiresIn { get; init; }

    /// <summary>4 to 200 characters.</summary>
    [JsonPropertyName("password")]
    public string? Password { get; init; }

    /// <summary>Whether visitors may download. Default: true.</summary>
    [JsonPropertyName("allowDownload")]
    public bool? AllowDownload { get; init; }
}

/// <summary>A public link.</summary>
/// <param name="ShareUrl">The page that anybody who has this address may open.</param>
/// <param name="ExpiresAt">Null: never.</param>
public sealed record MiladyShareResource(
    [property: JsonPropertyName("shareUrl")] string ShareUrl,
    [property: JsonPropertyName("expiresAt")] DateTime? ExpiresAt);

/// <summary>What the team keeps, in bytes.</summary>
/// <param name="Limit">Null where there is none.</param>
public sealed record MiladyStorageResource(
    [property: JsonPropertyName("used")] long Used,
    [property: JsonPropertyName("limit")] long? Limit,
    [property: JsonPropertyName("usedFormatted")] string UsedFormatted,
    [property: JsonPropertyName("limitFormatted")] string LimitFormatted);

/// <summary>A collection to begin.</summary>
public sealed record MiladyCollectionBody
{
    /// <summary>1 to 100 characters; no other collection of the team has it.</summary>
    /// <example>Product Shots</example>
    [Required, JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>At most 1,000 characters.</summary>
    /// <example>Generated product images</example>
    [JsonPropertyName("description")]
    public string? Description { get; init; }
}

/// <summary>A collection.</summary>
/// <param name="ItemCount">How many items of the gallery are in it.</param>
public sealed record MiladyCollectionResource(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("itemCount")] int ItemCount,
    [property: JsonPropertyName("createdAt")] DateTime CreatedAt);

/// <summary>A page of the collections.</summary>
public sealed record MiladyCollectionsResource(
    [property: JsonPropertyName("items")] IReadOnlyList<MiladyCollectionResource> Items,
    [property: JsonPropertyName("total")] int Total,
    [property: JsonPropertyName("page")] int Page,
    [property: JsonPropertyName("pageSize")] int PageSize);
