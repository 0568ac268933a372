using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rankion.Core.Imaging;

namespace Rankion.Core.Videos;

/// <summary>
/// Takes a picture out of a video by ffmpeg, in a process of its own: with a limit on time, on memory and on what it may open, which is the
/// one file.
/// </summary>
public sealed class PosterFrame(IOptions<VideoOptions> options, ILogger<PosterFrame> log)
{
    private const long MaxMemoryKilobytes = 2_000_000;

    /// <returns>A PNG; null where there is no ffmpeg, or it made none in time.</returns>
    internal async Task<byte[]?> TakeAsync(ReadOnlyMemory<byte> video, VideoInfo info, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("rankion-video-");
        try
        {
            var file = Path.Combine(folder.FullName, "video." + info.Format.Name());
            await File.WriteAllBytesAsync(file, video, ct);
            return await RunAsync(file, info, ct);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            log.LogInformation("No picture could be taken of a video: {Reason}", e.Message);
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<byte[]?> RunAsync(string file, VideoInfo info, CancellationToken ct)
    {
        using var process = Start(file, info);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(TimeSpan.FromSeconds(options.Value.PosterSeconds));
        try
        {
            using var picture = new MemoryStream();
            var faults = process.StandardError.ReadToEndAsync(end.Token);
            await CopyAsync(process.StandardOutput.BaseStream, picture, end.Token);
            await process.WaitForExitAsync(end.Token);
            if (process.ExitCode == 0 && picture.Length > 0)
                return picture.ToArray();
            log.LogInformation("ffmpeg took no picture: {ExitCode} {Faults}", process.ExitCode, (await faults).Trim());
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("ffmpeg took no picture within {Seconds} s", options.Value.PosterSeconds);
            return null;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>A second into it, or in the middle of a short one: the first frame is often black.</summary>
    private Process Start(string file, VideoInfo info)
    {
        var at = Math.Min(1, info.Duration.TotalSeconds / 2).ToString("0.###", CultureInfo.InvariantCulture);
        string[] ffmpeg =
        [
            "-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-threads", "1", "-ss", at, "-i", "file:" + file, "-an", "-sn", "-dn",
            "-frames:v", "1", "-vf", "scale='min(1280,iw)':-2", "-f", "image2pipe", "-c:v", "png", "pipe:1",
        ];
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = options.Value.Ffmpeg;
        }
        else
        {
            start.FileName = "/bin/sh";
            foreach (var part in new[] { "-c", $"ulimit -v {MaxMemoryKilobytes} && ulimit -t {options.Value.PosterSeconds} && exec \"$0\" \"$@\"", options.Value.Ffmpeg })
                start.ArgumentList.Add(part);
        }
        foreach (var part in ffmpeg)
            start.ArgumentList.Add(part);
        return Process.Start(start)!;
    }

    private static async Task CopyAsync(Stream from, MemoryStream to, CancellationToken ct)
    {
        var buffer = new byte[64 << 10];
        for (int read; (read = await from.ReadAsync(buffer, ct)) > 0;)
        {
            to.Write(buffer, 0, read);
            if (to.Length > ImageLimits.MaxBytes)
                throw new IOException("ffmpeg sent more than a picture.");
        }
    }
}
