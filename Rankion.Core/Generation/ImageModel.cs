namespace Rankion.Core.Generation;

/// <summary>What one model can do: a row of the capability table in configuration.</summary>
public sealed class ImageModel
{
    /// <summary>The name in <c>/v1</c> and in the composer.</summary>
    public required string Id { get; set; }

    /// <summary>The provider's own name, where it differs.</summary>
    public string? RemoteName { get; set; }

    /// <summary>The size pack offered first; the first one is the default.</summary>
    public IReadOnlyList<string> Sizes { get; set; } = ["1024x1024", "1536x1024", "1024x1536"];

    /// <summary>True where any size within the limits below goes, not just the listed ones.</summary>
    public bool AnySize { get; set; }

    /// <summary>Both sides must be multiples of this many pixels.</summary>
    public int SizeMultiple { get; set; } = 16;

    public int MaxSide { get; set; } = 3840;

    public long MinPixels { get; set; } = 65_536;

    public long MaxPixels { get; set; } = 8_294_400;

    /// <summary>The longer side is at most this many times the shorter one.</summary>
    public double MaxRatio { get; set; } = 3;

    /// <summary>The first one is the default.</summary>
    public IReadOnlyList<string> Qualities { get; set; } = ["medium"];

    public IReadOnlyList<string> Backgrounds { get; set; } = ["auto", "opaque"];

    public IReadOnlyList<string> Formats { get; set; } = ["png"];

    /// <summary>How many images go along with a prompt, an edit's source and references together; 0 where the model takes none and cannot edit.</summary>
    public int MaxInputs { get; set; }

    /// <summary>Bytes of one image that goes along, as a PNG; a heavier one goes with fewer pixels.</summary>
    public int MaxInputBytes { get; set; } = Imaging.ImageConverter.MaxEditBytes;

    public bool Masks { get; set; }

    /// <summary>How many times larger it can make an image; empty where it cannot.</summary>
    public IReadOnlyList<int> Upscales { get; set; } = [];
}
