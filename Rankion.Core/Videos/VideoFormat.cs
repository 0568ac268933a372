namespace Rankion.Core.Videos;

/// <summary>The containers that browsers play.</summary>
public enum VideoFormat
{
    Mp4,
    Webm,
}

public static class VideoFormats
{
    /// <summary>Those that a database compares with.</summary>
    internal static readonly string[] Names = [.. Enum.GetValues<VideoFormat>().Select(Name)];

    /// <summary>The container by its first bytes; null for anything else, whatever its name or header says.</summary>
    public static VideoFormat? Sniff(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', var a, var b, var c, var d, ..] when IsPlayed([a, b, c, d]) => VideoFormat.Mp4,
        [0x1A, 0x45, 0xDF, 0xA3, ..] => VideoFormat.Webm,
        _ => null,
    };

    /// <summary><c>mp4</c> or <c>webm</c>, as in an image's <c>format</c> and its file's name.</summary>
    public static string Name(this VideoFormat format) => format == VideoFormat.Mp4 ? "mp4" : "webm";

    public static string MediaType(this VideoFormat format) => "video/" + format.Name();

    public static bool TryParse(string? name, out VideoFormat format)
    {
        format = name == "webm" ? VideoFormat.Webm : VideoFormat.Mp4;
        return name is "mp4" or "webm";
    }

    /// <summary>AVIF and HEIC are built like MP4, and are pictures; QuickTime is not played everywhere.</summary>
    private static bool IsPlayed(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("isom"u8) || brand.SequenceEqual("mp41"u8) || brand.SequenceEqual("mp42"u8) || brand.SequenceEqual("avc1"u8) || brand.SequenceEqual("dash"u8)
        || brand.SequenceEqual("M4V "u8) || brand.SequenceEqual("M4VP"u8) || brand.SequenceEqual("MSNV"u8) || brand[..3].SequenceEqual("iso"u8);
}
