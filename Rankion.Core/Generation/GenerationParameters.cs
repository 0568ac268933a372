using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rankion.Core.Generation;

/// <summary>What an image was asked for with, as open strings: providers add sizes and qualities faster than a release.</summary>
public sealed record GenerationParameters
{
    /// <summary>Texts of this kind that are remembered: few combinations are in use at a time.</summary>
    private const int MaxKept = 1000;

    private static readonly ConcurrentDictionary<string, GenerationParameters> Kept = new(StringComparer.Ordinal);

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary><c>1536x1024</c>; always a size in pixels here, never <c>auto</c>.</summary>
    public string? Size { get; init; }

    public string? Quality { get; init; }

    public string? Background { get; init; }

    public string? OutputFormat { get; init; }

    /// <summary>How many times larger than its source it is; null for what is not upscaled.</summary>
    public int? Upscale { get; init; }

    /// <summary>The images that guided it; null for none.</summary>
    public IReadOnlyList<long>? ReferenceIds { get; init; }

    /// <summary>The shape that its source's canvas was extended to, <c>16:9</c>; null where it was not.</summary>
    public string? Extend { get; init; }

    /// <summary>As it stands in its column.</summary>
    internal string Print() => JsonSerializer.Serialize(this, Json);

    internal static GenerationParameters Parse(string text)
    {
        if (Kept.TryGetValue(text, out var known))
            return known;
        if (Kept.Count >= MaxKept)
            Kept.Clear();
        return Kept[text] = JsonSerializer.Deserialize<GenerationParameters>(text, Json)!;
    }
}
