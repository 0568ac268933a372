using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Rankion.Web.Api.Contracts;

/// <summary>The image to be put into the workspace.</summary>
public sealed record NeuroflashImageBody
{
    /// <summary>HTTP(S) URL of the image to fetch, or an inline data: URI.</summary>
    [Required, JsonPropertyName("imageUrl")]
    public string ImageUrl { get; init; } = "";
}

/// <summary>An image of a workspace.</summary>
public sealed record NeuroflashImageResource
{
    /// <example>42</example>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Groups every image produced by one generation request; empty where none did.</summary>
    [JsonPropertyName("generationId")]
    public required string GenerationId { get; init; }

    [JsonPropertyName("workspaceId")]
    public required string WorkspaceId { get; init; }

    [JsonPropertyName("createdByUserId")]
    public required string CreatedByUserId { get; init; }

    /// <summary>Empty for upscales, and for uploads that say none.</summary>
    [JsonPropertyName("prompt")]
    public required string Prompt { get; init; }

    [JsonPropertyName("model")]
    public required string Model { get; init; }

    [JsonPropertyName("parameters")]
    public required NeuroflashParameters Parameters { get; init; }

    /// <summary>What it was made from.</summary>
    [JsonPropertyName("inputImageIds")]
    public required IReadOnlyList<string> InputImageIds { get; init; }

    /// <summary>Pixels.</summary>
    [JsonPropertyName("imageWidth")]
    public required int ImageWidth { get; init; }

    /// <summary>Pixels.</summary>
    [JsonPropertyName("imageHeight")]
    public required int ImageHeight { get; init; }

    /// <summary>Bytes.</summary>
    [JsonPropertyName("imageSize")]
    public required long ImageSize { get; init; }

    [JsonPropertyName("createdAt")]
    public required DateTime CreatedAt { get; init; }

    [JsonPropertyName("updatedAt")]
    public required DateTime UpdatedAt { get; init; }

    [JsonPropertyName("_links")]
    public required NeuroflashLinks Links { get; init; }
}

/// <summary>How it was asked for; what nobody said is not there.</summary>
/// <param name="Size">Width x height in pixels.</param>
public sealed record NeuroflashParameters(
    [property: JsonPropertyName("size"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Size,
    [property: JsonPropertyName("quality"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Quality,
    [property: JsonPropertyName("background"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Background,
    [property: JsonPropertyName("outputFormat"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OutputFormat);

/// <param name="Content">The image's bytes, for whoever has a token of the workspace.</param>
public sealed record NeuroflashLinks([property: JsonPropertyName("content")] string Content);

/// <summary>A page of a workspace's images.</summary>
public sealed record NeuroflashListing(
    [property: JsonPropertyName("page")] NeuroflashPage Page,
    [property: JsonPropertyName("data")] IReadOnlyList<NeuroflashImageResource> Data);

/// <param name="Size">Asked for on a page.</param>
/// <param name="CurrentPage">From 1.</param>
public sealed record NeuroflashPage(
    [property: JsonPropertyName("size")] int Size,
    [property: JsonPropertyName("totalElements")] int TotalElements,
    [property: JsonPropertyName("totalPages")] int TotalPages,
    [property: JsonPropertyName("currentPage")] int CurrentPage);
