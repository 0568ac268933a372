using System.Globalization;
using System.Security.Cryptography;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;

namespace Rankion.Core.Videos;

/// <summary>Takes the bytes of a video in: reads its headers, keeps it untouched, and makes what is shown of it from one of its frames.</summary>
public sealed class VideoIngest(IBlobStore store, PixelGate gate, PosterFrame frames)
{
    /// <inheritdoc cref="ImageIngest.StoreAsync"/>
    public async Task<StoredImage> StoreAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var info = VideoInfo.Read(bytes);
        var (look, thumbnails) = await PosterAsync(bytes, info, ct);
        var video = look with
        {
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span)),
            Format = info.Format.Name(),
            Width = info.Width,
            Height = info.Height,
            SizeBytes = bytes.Length,
            // one frame is not what a video looks like
            PerceptualHash = null,
            DurationMs = (int)info.Duration.TotalMilliseconds,
        };
        foreach (var (width, webp) in thumbnails)
            await store.PutAsync(BlobNames.Thumbnail(video.Sha256, width), webp, ct);
        await store.PutAsync(BlobNames.Original(video.Sha256, video.Format), bytes, ct);
        return video;
    }

    private async Task<(StoredImage Look, IReadOnlyList<(int Width, byte[] Webp)> Thumbnails)> PosterAsync(ReadOnlyMemory<byte> bytes, VideoInfo info, CancellationToken ct)
    {
        if (await frames.TakeAsync(bytes, info, ct) is { } frame)
        {
            try
            {
                return await gate.RunAsync(() => ImageIngest.Derive(frame), ct);
            }
            catch (ImageRejectedException)
            {
                // what came is no picture: as if none had come
            }
        }
        return await gate.RunAsync(() => ImageIngest.Derive(Neutral(info)), ct);
    }

    /// <summary>The shape of the video in a quiet grey, with the sign of a film.</summary>
    private static byte[] Neutral(VideoInfo info)
    {
        var width = Math.Min(info.Width, 1280);
        var height = Math.Clamp((int)((long)width * info.Height / info.Width), 1, 4 * 1280);
        var side = Math.Max(1, Math.Min(width, height) / 4);
        using var drawn = Svg.Render(string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><rect width='100%' height='100%' fill='#3a3d46'/>"
            + $"<path transform='translate({(width - side) / 2} {(height - side) / 2}) scale({side / 24.0})' fill='#9a9eab' d='M8 5v14l11-7z'/></svg>"));
        return ImageEncoder.Encode(drawn, ImageFormat.Png);
    }
}
