using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Rankion.Core.Images;

namespace Rankion.Web.Api.Contracts;

/// <summary>What every view of an image says of it.</summary>
public abstract record ImageFields
{
    /// <example>42</example>
    public required long Id { get; init; }

    /// <example>12</example>
    public required long? ProjectId { get; init; }

    public required long? ArticleId { get; init; }

    /// <example>Harbour at dawn</example>
    public required string Title { get; init; }

    /// <example>A quiet harbour at dawn, fishing boats, thin fog</example>
    public required string Prompt { get; init; }

    /// <summary>What the provider says it really drew, where it says so.</summary>
    public required string? RevisedPrompt { get; init; }

    /// <example>gpt-image-2</example>
    public required string Model { get; init; }

    /// <summary>Who drew it; <c>sketch</c> is the built-in one that uses no AI.</summary>
    /// <example>openai</example>
    public required string Provider { get; init; }

    public required ImageParameters Parameters { get; init; }

    /// <summary>Lower-case, in the order they were given.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    public required bool IsFavorite { get; init; }

    /// <summary><c>queued</c>, <c>processing</c>, then one of <c>ready</c>, <c>failed</c>, <c>cancelled</c>.</summary>
    public required ProcessingStatus ProcessingStatus { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public required ErrorResource? Error { get; init; }

    /// <summary>The job that makes or made it.</summary>
    /// <example>"17"</example>
    public required string? JobId { get; init; }

    /// <summary>What one request made shares it.</summary>
    public required Guid? GenerationId { get; init; }

    /// <summary>The run of edits that it was made in.</summary>
    public required long? EditSessionId { get; init; }

    /// <summary>What it is a variant of.</summary>
    public required long? ParentId { get; init; }

    /// <summary>The original of its tree: itself, unless it is a variant.</summary>
    /// <example>42</example>
    public required long RootId { get; init; }

    /// <summary>It was chosen to stand for its family where variants are stacked; where none was, the original does.</summary>
    public required bool IsPrimary { get; init; }

    /// <summary>How many direct variants it has.</summary>
    /// <example>2</example>
    public required int VariantsCount { get; init; }

    public required ImageSource Source { get; init; }

    /// <summary>The original's bytes: a signed link that needs no header and is good for at least a day. Null until ready.</summary>
    public required string? Url { get; init; }

    /// <summary>WebP, by width in pixels: <c>320</c>, <c>640</c>, <c>1280</c>. Null until ready.</summary>
    public required IReadOnlyDictionary<string, string>? Thumbnails { get; init; }

    /// <summary>A data URI of a tiny WebP, to show while the thumbnail loads. Null until ready.</summary>
    public required string? Placeholder { get; init; }

    /// <example>#2a4a66</example>
    public required string? DominantColor { get; init; }

    /// <summary>Pixels; what was asked for until the image is ready.</summary>
    /// <example>1536</example>
    public required int Width { get; init; }

    /// <example>1024</example>
    public required int Height { get; init; }

    /// <summary><c>png</c>, <c>jpeg</c>, <c>webp</c>, <c>avif</c> or <c>gif</c>; of a video <c>mp4</c> or <c>webm</c>. Null until ready.</summary>
    /// <example>png</example>
    public required string? Format { get; init; }

    /// <summary>Milliseconds of a video, 0 where its length is not known; null for an image.</summary>
    public required int? DurationMs { get; init; }

    /// <summary>0 until ready.</summary>
    /// <example>1893201</example>
    public required long SizeBytes { get; init; }

    /// <summary>Of the original's bytes. Null until ready.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>The active public link, if there is one.</summary>
    public required ShareResource? Share { get; init; }

    public required PersonResource CreatedBy { get; init; }

    /// <summary>What it cost; 0 once the credits were given back.</summary>
    /// <example>5</example>
    public required int Credits { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public required DateTime? EditedAt { get; init; }

    public required DateTime? DeletedAt { get; init; }

    /// <summary>When a deleted image goes for good.</summary>
    public required DateTime? PurgeAt { get; init; }
}

/// <summary>An image of the team, from the moment it is asked for.</summary>
public sealed record ImageResource : ImageFields;

/// <summary>An image with its family.</summary>
public sealed record ImageDetailResource : ImageFields
{
    [SetsRequiredMembers]
    internal ImageDetailResource(ImageResource image)
        : base(image)
    {
    }

    /// <summary>Made directly from this one, oldest first: the last one is the newest.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<ImageResource> Variants { get; init; } = [];

    /// <summary>What it was made from; null for an original.</summary>
    [JsonPropertyOrder(1)]
    public ImageSummary? Parent { get; init; }

    /// <summary>The way from the original down to the parent.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<ImageSummary> Ancestors { get; init; } = [];

    /// <summary>What its file says of itself, where it was uploaded.</summary>
    [JsonPropertyOrder(1)]
    public OriginResource? Origin { get; init; }
}

/// <summary>An image with all that was made from it.</summary>
public sealed record ImageTreeResource : ImageFields
{
    [SetsRequiredMembers]
    internal ImageTreeResource(ImageResource image)
        : base(image)
    {
    }

    /// <summary>Made directly from this one, oldest first.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<ImageTreeResource> Children { get; init; } = [];
}

/// <summary>An image in a few words.</summary>
public sealed record ImageSummary
{
    public required long Id { get; init; }

    public required string Title { get; init; }

    public required ProcessingStatus ProcessingStatus { get; init; }

    public required string? Url { get; init; }

    public required IReadOnlyDictionary<string, string>? Thumbnails { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }
}

/// <summary>An image that looks like another one.</summary>
public sealed record SimilarImageResource : ImageFields
{
    [SetsRequiredMembers]
    internal SimilarImageResource(ImageResource image)
        : base(image)
    {
    }

    /// <summary>In how many of 64 bits the two perceptual hashes differ: 0 to 6 for other encodings of the same picture.</summary>
    /// <example>4</example>
    [JsonPropertyOrder(1)]
    public required int Distance { get; init; }
}

/// <summary>What an image was asked for with; what the model does not know is left out.</summary>
public sealed record ImageParameters
{
    /// <summary>Pixels.</summary>
    /// <example>1536x1024</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Size { get; init; }

    /// <example>high</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Quality { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Background { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OutputFormat { get; init; }

    /// <summary>How many times larger than its parent an upscaled image is.</summary>
    /// <example>2</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Upscale { get; init; }

    /// <summary>The images that guided it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? ReferenceIds { get; init; }

    /// <summary>The shape that its source's canvas was extended to.</summary>
    /// <example>16:9</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Extend { get; init; }
}

/// <summary>Why something did not work.</summary>
/// <param name="Code">Stable, for programs: <c>provider_moderated</c>.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record ErrorResource(string Code, string Message);

/// <summary>A member of the team.</summary>
public sealed record PersonResource(long Id, string Name);
