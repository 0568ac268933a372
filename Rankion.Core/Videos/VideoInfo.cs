using Rankion.Core.Imaging;

namespace Rankion.Core.Videos;

/// <summary>What the container says of its video.</summary>
/// <param name="Width">Pixels, as a player shows it: turned upright.</param>
/// <param name="Height">Pixels, as a player shows it: turned upright.</param>
public sealed record VideoInfo(VideoFormat Format, int Width, int Height, TimeSpan Duration)
{
    public static readonly TimeSpan MaxDuration = TimeSpan.FromHours(24);

    /// <summary>Reads the headers only, within the file: what they claim beyond it is a fault.</summary>
    /// <exception cref="ImageRejectedException">No MP4 or WebM, cut short, without a picture, or beyond the limits.</exception>
    public static VideoInfo Read(ReadOnlyMemory<byte> bytes)
    {
        var format = VideoFormats.Sniff(bytes.Span) ?? throw new ImageRejectedException("This is not an MP4 or WebM.");
        var info = format == VideoFormat.Mp4 ? Mp4Header.Read(bytes.Span) : WebmHeader.Read(bytes.Span);
        if (info is not { Width: > 0 and <= ImageLimits.MaxSide, Height: > 0 and <= ImageLimits.MaxSide })
            throw new ImageRejectedException("The video has no picture, or one that is too large.");
        return info.Duration >= TimeSpan.Zero && info.Duration <= MaxDuration ? info : throw new ImageRejectedException("The video is longer than a day.");
    }

    internal static ImageRejectedException Damaged() => new("The video is damaged or incomplete.");
}
