using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>What a file says about itself beside its pixels. Strangers wrote it: every text is bounded, and nothing of it is believed to be true.</summary>
/// <param name="Orientation">EXIF, 1 to 8; 1 is upright.</param>
/// <param name="ColorProfile">The name of its ICC profile.</param>
/// <param name="HasLocation">It says where it was taken.</param>
/// <param name="HasContentCredentials">A C2PA manifest is in it; nobody has verified it.</param>
public sealed record FileMetadata(int Orientation, string? ColorProfile, bool HasLocation, bool HasContentCredentials)
{
    /// <summary>As XMP has it.</summary>
    public string? Title { get; init; }

    /// <summary>As XMP or EXIF has it.</summary>
    public string? Description { get; init; }

    /// <summary>The camera, by maker and model.</summary>
    public string? Camera { get; init; }

    /// <summary>The last part of IPTC's digital source type: <c>trainedAlgorithmicMedia</c>.</summary>
    public string? DigitalSourceType { get; init; }

    /// <summary>How AI made it, where it says so.</summary>
    public AiMark? Ai { get; init; }

    /// <summary>Reads the header and what hangs on it, no pixels.</summary>
    /// <exception cref="ImageRejectedException">Not one of the formats, or beyond <see cref="ImageLimits"/>.</exception>
    public static FileMetadata Read(ReadOnlySpan<byte> bytes)
    {
        using var image = ImageInfo.Open(bytes, out var info);
        var exif = Exif.Read(image.GetBlob("exif-data"));
        var xmp = Xmp.Read(image.GetBlob("xmp-data"));
        var texts = info.Format == ImageFormat.Png ? PngText.Read(bytes) : [];
        var manifest = ContentCredentials.Find(bytes, info.Format);
        var source = xmp.DigitalSourceType ?? ContentCredentials.DigitalSourceType(manifest);
        return new(image.Orientation, ColorProfiles.NameOf(image.GetBlob("icc-profile-data")), exif.HasLocation || xmp.HasLocation, !manifest.IsEmpty)
        {
            Title = xmp.Title,
            Description = xmp.Description ?? exif.Description,
            Camera = exif.Camera,
            DigitalSourceType = source,
            Ai = AiMark.Find(texts, exif, xmp, source),
        };
    }
}
