using Microsoft.Extensions.Options;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Metadata;
using Rankion.Core.Videos;

namespace Rankion.Core.Uploads;

/// <summary>Looks at files from outside and keeps them, each by what its own first bytes say that it is: a picture or a video.</summary>
public sealed class MediaIntake(ImageIngest images, VideoIngest videos, PixelGate gate, IOptions<UploadOptions> options)
{
    /// <summary>What the file says of itself. A video is not asked.</summary>
    /// <exception cref="ImageRejectedException">It is none that is taken, beyond the limits or damaged.</exception>
    internal Task<FileMetadata> ExamineAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        if (bytes.IsEmpty)
            throw new ImageRejectedException("The file is empty.");
        return gate.RunAsync(() => IsVideo(bytes.Span) ? ExamineVideo(bytes) : Examine(bytes.Span), ct);
    }

    /// <exception cref="ImageRejectedException">It is damaged; nothing was kept.</exception>
    internal Task<StoredImage> StoreAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) =>
        IsVideo(bytes.Span) ? videos.StoreAsync(bytes, ct) : images.StoreAsync(bytes, ct);

    /// <summary>As it stands in the row of a file that was examined.</summary>
    internal static string FormatOf(ReadOnlySpan<byte> bytes) => VideoFormats.Sniff(bytes)?.Name() ?? ImageFormats.Sniff(bytes)!.Value.Name();

    private static bool IsVideo(ReadOnlySpan<byte> bytes) => VideoFormats.Sniff(bytes) is not null;

    private FileMetadata Examine(ReadOnlySpan<byte> bytes)
    {
        if (ImageFormats.Sniff(bytes) is null)
            throw new ImageRejectedException("This is not a PNG, JPEG, WebP, AVIF or GIF, nor an MP4 or WebM video.");
        var info = ImageInfo.Read(bytes);
        CheckPixels(info.Width, info.Height);
        return FileMetadata.Read(bytes);
    }

    private FileMetadata ExamineVideo(ReadOnlyMemory<byte> bytes)
    {
        var info = VideoInfo.Read(bytes);
        CheckPixels(info.Width, info.Height);
        return new(Orientation: 1, ColorProfile: null, HasLocation: false, HasContentCredentials: false);
    }

    private void CheckPixels(int width, int height)
    {
        if ((long)width * height > options.Value.MaxPixels)
            throw new ImageRejectedException($"The image has {width}x{height} pixels; at most {options.Value.MaxPixels} are taken.");
    }
}
