using System.ComponentModel.DataAnnotations;

namespace Rankion.Core.Exports;

/// <summary>Which images are to come out as an archive, and how.</summary>
public sealed record ExportRequest
{
    public const int MaxImages = 500;

    /// <summary>1 to 500, each counted once however often it is named.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    public ExportFormat Format { get; init; }

    /// <summary>1 to 100, for JPEG and WebP; null for the usual 85.</summary>
    [Range(1, 100, ErrorMessage = "A quality is between 1 and 100.")]
    public int? Quality { get; init; }

    /// <summary>With <c>manifest.json</c> and <c>manifest.csv</c>, which tell all about each image, its prompt included; else the files alone.</summary>
    public bool IncludeMetadata { get; init; } = true;

    /// <summary>Without them, titles that nobody chose stay out too: they are the start of a prompt.</summary>
    public bool IncludePrompts { get; init; } = true;

    /// <summary>The ids, each once.</summary>
    /// <exception cref="RefusalException">422 for none or too many.</exception>
    internal List<long> DistinctIds()
    {
        var ids = Ids.Distinct().ToList();
        return ids.Count is >= 1 and <= MaxImages ? ids : throw Refusal.Invalid("ids", $"An export takes 1 to {MaxImages} images.");
    }
}
