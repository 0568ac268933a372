using System.Globalization;
using Rankion.Core.Images;
using Rankion.Web.Media;

namespace Rankion.Web.Components.Gallery;

/// <summary>
/// What a tile shows of an image: little enough to keep hundreds of them in a circuit, and a value, so that a tile is drawn
/// again only when something it shows has changed.
/// </summary>
public sealed record Tile
{
    // Beyond these a picture is cropped in its tile: a panorama would be a stripe.
    private const double Flattest = 3;
    private const double Tallest = 0.4;

    public required long Id { get; init; }

    public required string Title { get; init; }

    public required string Model { get; init; }

    public string Creator { get; init; } = "";

    public long CreatedById { get; init; }

    public ProcessingStatus Status { get; init; }

    /// <summary>How it came to be, as <see cref="Provenance"/> puts it.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Width by height, rounded to what stands in the style, so that server and browser break rows alike.</summary>
    public double Ratio { get; init; } = 1;

    public DateTime CreatedAt { get; init; }

    public bool IsFavorite { get; init; }

    public bool IsShared { get; init; }

    /// <summary>Of its whole family where it stands for that, else its own.</summary>
    public int Variants { get; init; }

    /// <summary>The original's title, where a variant is shown in its place.</summary>
    public string? VariantOf { get; init; }

    /// <summary>Of a video; null for an image.</summary>
    public TimeSpan? Duration { get; init; }

    public bool IsVideo => Duration is not null;

    public string? Placeholder { get; init; }

    public string? DominantColor { get; init; }

    /// <summary>Null until the image is ready.</summary>
    public MediaLinks? Links { get; init; }

    public long? ProjectId { get; init; }

    public long? JobId { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>Since when it has been in its state.</summary>
    public DateTime Since { get; init; }

    public bool IsVariant { get; init; }

    /// <summary>A larger copy of another one: nothing was charged for it.</summary>
    public bool IsUpscaled { get; init; }

    /// <summary>Until it is deleted for good; null for one that is not in the trash.</summary>
    public int? DaysLeft { get; init; }

    public DateTime? TrashedAt { get; init; }

    /// <summary>Who put it there.</summary>
    public string? TrashedBy { get; init; }

    public bool IsReady => Status == ProcessingStatus.Ready;

    public bool IsPending => Status is ProcessingStatus.Queued or ProcessingStatus.Processing;

    public string RatioText => TextOf(Ratio);

    public static double RatioOf(int width, int height) => width <= 0 || height <= 0 ? 1 : RatioOf((double)width / height);

    /// <param name="ratio">0 where it is not known.</param>
    public static double RatioOf(double ratio) => ratio <= 0 ? 1 : Math.Round(Math.Clamp(ratio, Tallest, Flattest), 4);

    internal static string TextOf(double ratio) => ratio.ToString(CultureInfo.InvariantCulture);
}
