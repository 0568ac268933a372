using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Rankion.Core.Images;
using Rankion.Core.Uploads;
using Rankion.Web.Uploads;

namespace Rankion.Web.Api.Contracts;

/// <summary>An image from elsewhere. What is left out or null is the default.</summary>
// the limits stand here for the OpenAPI document; Core checks them
public sealed record UploadImageBody
{
    /// <summary>
    /// A public http or https address, or the bytes themselves: <c>data:image/png;base64,…</c>, up to 20 MB of them; larger files are
    /// sent as a form.
    /// </summary>
    /// <example>https://example.com/harbour.jpg</example>
    [Required]
    public string ImageUrl { get; init; } = "";

    /// <summary>At most 200 characters. Default: what the file says of itself, else its name.</summary>
    [StringLength(ImageTitle.MaxLength)]
    public string? Title { get; init; }

    /// <summary>At most 50 of at most 64 characters; trimmed, lower-cased, each once.</summary>
    [MaxLength(Core.Images.Tags.MaxCount)]
    public IReadOnlyList<string?>? Tags { get; init; }

    public long? ProjectId { get; init; }

    /// <summary>
    /// What becomes of a file that the team has already, byte for byte: <c>keep</c> makes an image of its own of it, <c>skip</c> answers
    /// 200 with the one that is there. Default <c>keep</c>.
    /// </summary>
    public string? Duplicates { get; init; }

    internal UploadRequest ToRequest() => new() { Title = Title, Tags = Tags, ProjectId = ProjectId, Duplicates = UploadForm.PolicyOf(Duplicates) };
}

/// <summary>An uploaded image.</summary>
public sealed record UploadedImageResource : ImageFields
{
    [SetsRequiredMembers]
    internal UploadedImageResource(ImageResource image)
        : base(image)
    {
    }

    /// <summary>The oldest image of the gallery with the very same bytes, if there was one; they are stored only once.</summary>
    [JsonPropertyOrder(1)]
    public long? DuplicateOf { get; init; }

    /// <summary>What its file says of itself; null where nothing new was made.</summary>
    [JsonPropertyOrder(1)]
    public OriginResource? Origin { get; init; }
}

/// <summary>What an uploaded file says of itself. Whoever made the file wrote it; nothing of it is verified.</summary>
public sealed record OriginResource
{
    /// <example>harbour.jpg</example>
    public required string? FileName { get; init; }

    /// <summary>Where it was fetched from.</summary>
    public required string? SourceUrl { get; init; }

    /// <example>Display P3</example>
    public required string? ColorProfile { get; init; }

    /// <summary>EXIF, 1 to 8; 1 is upright. Width and height are those of the image as it is shown.</summary>
    public required int Orientation { get; init; }

    public required string? Camera { get; init; }

    /// <summary>The original says where it was taken. Public links never serve that.</summary>
    public required bool HasLocation { get; init; }

    /// <summary>A C2PA manifest is in the file.</summary>
    public required bool HasContentCredentials { get; init; }

    /// <summary>IPTC's, as XMP or the manifest has it.</summary>
    /// <example>trainedAlgorithmicMedia</example>
    public required string? DigitalSourceType { get; init; }

    public required string? Description { get; init; }

    /// <summary>What left an AI's mark: <c>automatic1111</c>, <c>comfyui</c>, <c>invokeai</c>, <c>novelai</c>, <c>iptc</c>; null where nothing did.</summary>
    public required string? AiTool { get; init; }

    public required string? NegativePrompt { get; init; }

    /// <summary>Seed, steps and the like, as the tool wrote them.</summary>
    public required string? AiSettings { get; init; }

    internal static OriginResource? Of(ImageFacts? facts) => facts is null ? null : new()
    {
        FileName = facts.FileName,
        SourceUrl = facts.SourceUrl,
        ColorProfile = facts.ColorProfile,
        Orientation = facts.Orientation,
        Camera = facts.Camera,
        HasLocation = facts.HasLocation,
        HasContentCredentials = facts.HasContentCredentials,
        DigitalSourceType = facts.DigitalSourceType,
        Description = facts.Description,
        AiTool = facts.AiTool,
        NegativePrompt = facts.NegativePrompt,
        AiSettings = facts.AiSettings,
    };
}
