namespace Rankion.Core.Imaging;

/// <summary>What is decoded at all. Checked on the header, before a pixel is computed.</summary>
public static class ImageLimits
{
    public const int MaxBytes = 50 << 20;

    public const long MaxPixels = 50_000_000;

    /// <summary>AVIF decodes as a whole, at about 18 bytes a pixel.</summary>
    public const long MaxAvifPixels = 16_000_000;

    /// <summary>Pixels; also the most that a WebP can be.</summary>
    public const int MaxSide = 16_383;

    /// <summary>Computing pixels for longer than any honest picture takes is given up.</summary>
    public static readonly TimeSpan MaxDecoding = TimeSpan.FromSeconds(20);

    /// <summary>Frames of an animation.</summary>
    public const int MaxPages = 1_000;
}
