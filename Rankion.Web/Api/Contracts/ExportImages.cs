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

    internal ExportRequest ToRequest() => new()
    {
        Ids = Ids ?? [],
        IncludeMetadata = IncludeMetadata ?? true,
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
