using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Rankion.Core.Generation;
using Rankion.Core.Images;

namespace Rankion.Web.Api.Contracts;

/// <summary>What to draw. What is left out or null is the default.</summary>
// the limits stand here for the OpenAPI document; Core checks them
public sealed record GenerateImageBody
{
    /// <summary>1 to 32,000 characters.</summary>
    /// <example>A quiet harbour at dawn, fishing boats, thin fog</example>
    [Required, StringLength(GenerationRequest.MaxPrompt, MinimumLength = 1)]
    public string Prompt { get; init; } = "";

    /// <summary>Default: the first configured one. An unknown name is refused with a list of the known ones.</summary>
    public string? Model { get; init; }

    /// <summary>At most 200 characters. Default: the start of the prompt.</summary>
    [StringLength(ImageTitle.MaxLength)]
    public string? Title { get; init; }

    public long? ProjectId { get; init; }

    public long? ArticleId { get; init; }

    /// <summary>At most 50 of at most 64 characters; trimmed, lower-cased, each once.</summary>
    [MaxLength(Core.Images.Tags.MaxCount)]
    public IReadOnlyList<string?>? Tags { get; init; }

    /// <summary>Width x height in pixels, or <c>auto</c>.</summary>
    /// <example>1536x1024</example>
    public string? Size { get; init; }

    /// <summary>The model's size nearest to it, where no size is given.</summary>
    public string? AspectRatio { get; init; }

    public string? Quality { get; init; }

    public string? Background { get; init; }

    public string? OutputFormat { get; init; }

    /// <summary>How many images, 1 to 8; each is charged. Default 1.</summary>
    [Range(1, GenerationRequest.MaxImages)]
    public int? N { get; init; }

    /// <summary>Finished images of the team that guide the new ones, the most important first; as many as the model takes.</summary>
    public IReadOnlyList<long>? ReferenceIds { get; init; }

    /// <summary>False keeps the images off every list; they are read by id. Default true.</summary>
    public bool? SaveToGallery { get; init; }

    /// <summary>The same as <c>save_to_gallery</c>, as programs written for milady say it.</summary>
    [JsonPropertyName("saveToGallery")]
    public bool? MiladySaveToGallery { get; init; }

    /// <summary>Further tags, as programs written for milady say it.</summary>
    /// <example>["sunset", "landscape"]</example>
    [MaxLength(Core.Images.Tags.MaxCount), JsonPropertyName("galleryTags")]
    public IReadOnlyList<string?>? MiladyTags { get; init; }

    internal GenerationRequest ToRequest() => new()
    {
        Prompt = Prompt ?? "",
        Model = Model,
        Title = Title,
        ProjectId = ProjectId,
        ArticleId = ArticleId,
        Tags = [.. (Tags ?? []).Concat(MiladyTags ?? []).Select(tag => tag ?? "")],
        Size = Size,
        AspectRatio = AspectRatio,
        Quality = Quality,
        Background = Background,
        OutputFormat = OutputFormat,
        N = N ?? 1,
        ReferenceIds = ReferenceIds,
        SaveToGallery = SaveToGallery ?? MiladySaveToGallery ?? true,
    };
}

/// <summary>What was accepted and paid for. Read the images until their <c>processing_status</c> is final.</summary>
/// <param name="JobId">The job that draws them.</param>
/// <param name="ImageId">The first image.</param>
/// <param name="ImageIds">All of them.</param>
/// <param name="GenerationId">Shared by what this request made.</param>
public sealed record GenerateImageReceipt(string JobId, long ImageId, IReadOnlyList<long> ImageIds, Guid GenerationId);
