using Rankion.Core.Images;

namespace Rankion.Core.Uploads;

/// <summary>What becomes of a file whose very bytes the team has already.</summary>
public enum DuplicatePolicy
{
    /// <summary>It becomes an image of its own, that shares the file.</summary>
    Keep,

    /// <summary>Nothing new: the answer is the image that is there.</summary>
    Skip,
}

/// <summary>What somebody says about a file that is to become an image.</summary>
public sealed record UploadRequest
{
    /// <summary>Default: what the file is called by its prompt, its metadata or its name.</summary>
    public string? Title { get; init; }

    public IReadOnlyList<string?>? Tags { get; init; }

    public long? ProjectId { get; init; }

    /// <summary>As it is called on the sender's disk.</summary>
    public string? FileName { get; init; }

    /// <summary>Where it was fetched from.</summary>
    public string? SourceUrl { get; init; }

    public DuplicatePolicy Duplicates { get; init; }

    /// <summary>What the bytes were sent as, for refusals.</summary>
    public string Field { get; init; } = "file";
}

/// <summary>What an upload made.</summary>
/// <param name="Image">The new image; where duplicates are skipped, the one that was there.</param>
/// <param name="DuplicateOf">The oldest other image of the team's gallery with these very bytes.</param>
/// <param name="IsNew">False where nothing was made.</param>
public sealed record UploadedImage(Image Image, ImageFacts? Facts, long? DuplicateOf, bool IsNew);
