using System.ComponentModel.DataAnnotations;
using Rankion.Core;
using Rankion.Core.Exports;

namespace Rankion.Web.Api.Contracts;

/// <summary>Which images are to come out as a ZIP, and how. What is left out or null is the default.</summary>
// the limits stand here for the OpenAPI document; Core checks them
public sealed record ExportImagesBody
{
    /// <summary>1 to 500; one that is named twice counts once.</summary>
    /// <example>[3412, 3413]</example>
    [Required, MinLength(1), MaxLength(ExportRequest.MaxImages)]
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>
    /// <c>original</c>, <c>png</c>, <c>jpeg</c> or <c>webp</c>. Images that are of the format already come as they are. Default: <c>original</c>.
    /// </summary>
    /// <example>original</example>
    public string? Format { get; init; }

    /// <summary>
    /// With <c>manifest.json</c> and <c>manifest.csv</c>: title, tags, prompt, model, parameters and more of each file. Default true; false
    /// for the files alone.
    /// </summary>
    public bool? IncludeMetadata { get; init; }

    /// <summary>1 to 100, for <c>jpeg</c> and <c>webp</c>. Default: 85.</summary>
    /// <example>85</example>
    [Range(1, 100)]
    public int? Quality { get; init; }

    /// <summary>
    /// Whether prompts come along in the manifests. Default true; false keeps out titles that nobody chose as well, for they are the start of a
    /// prompt.
    /// </summary>
    public bool? IncludePrompts { get; init; }

    internal ExportRequest ToRequest() => new()
    {
        Ids = Ids ?? [],
        Quality = Quality,
        IncludeMetadata = IncludeMetadata ?? true,
        IncludePrompts = IncludePrompts ?? true,
        Format = Format switch
        {
            null or "original" => ExportFormat.Original,
            "png" => ExportFormat.Png,
            "jpeg" => ExportFormat.Jpeg,
            "webp" => ExportFormat.Webp,
            _ => throw Refusal.Invalid("format", "This must be one of: original, png, jpeg, webp."),
        },
    };
}

/// <summary>What was accepted.</summary>
/// <param name="JobId">The job that packs the archive; the export is read by it.</param>
public sealed record ExportImagesReceipt(string JobId);

/// <summary>One of the team's exports.</summary>
public sealed record ExportListed
{
    /// <summary>The job that packs the archive; the export is read by it.</summary>
    public required string JobId { get; init; }

    /// <summary>How many images were asked for.</summary>
    /// <example>12</example>
    public required int Images { get; init; }

    /// <summary><c>original</c>, <c>png</c>, <c>jpeg</c> or <c>webp</c>.</summary>
    public required ExportFormat Format { get; init; }

    /// <summary>Whether the manifests lie in it.</summary>
    public required bool IncludeMetadata { get; init; }

    /// <summary>Who asked for it.</summary>
    public required PersonResource By { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>How it stands.</summary>
    public required ExportResource Export { get; init; }
}

/// <summary>How an export stands.</summary>
public sealed record ExportResource
{
    /// <summary><c>queued</c>, <c>processing</c>, then <c>ready</c> or <c>failed</c>; <c>expired</c> once the archive is gone.</summary>
    public required ExportStatus Status { get; init; }

    /// <summary>In images.</summary>
    public required JobProgress Progress { get; init; }

    /// <summary>Of the archive; null until there is one.</summary>
    /// <example>7340032</example>
    public required long? SizeBytes { get; init; }

    /// <summary>How many of the images could not come along: each stands in the archive's <c>errors.csv</c>. Null until there is one.</summary>
    /// <example>0</example>
    public required int? Missing { get; init; }

    /// <summary>Where the archive is, for whoever has the link; takes <c>Range</c>, so that a broken download goes on. Null unless ready.</summary>
    public required string? DownloadUrl { get; init; }

    /// <summary>When the archive goes.</summary>
    public required DateTime? ExpiresAt { get; init; }

    /// <summary>Why it failed; <c>cancelled</c> where somebody cancelled its job.</summary>
    public required ErrorResource? Error { get; init; }
}
