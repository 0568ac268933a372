using System.Buffers;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Rankion.Core.Imaging;

namespace Rankion.Core.Uploads;

/// <summary><c>Rankion:Uploads</c>: what may be put into a gallery from outside.</summary>
public sealed class UploadOptions
{
    public const string Section = "Rankion:Uploads";

    /// <summary>Bytes of one file. Default and maximum 50 MB.</summary>
    [Range(1024, ImageLimits.MaxBytes)]
    public int MaxBytes { get; set; } = ImageLimits.MaxBytes;

    /// <summary>Pixels of one image. Default and maximum 50 million; AVIF takes at most 16 million.</summary>
    [Range(1L, ImageLimits.MaxPixels)]
    public long MaxPixels { get; set; } = ImageLimits.MaxPixels;

    /// <summary>Seconds within which a file named by its address must have arrived. Default 30.</summary>
    [Range(1, 300)]
    public int FetchSeconds { get; set; } = 30;

    /// <summary>Reads to the end, or refuses.</summary>
    /// <param name="expected">Bytes, as far as known.</param>
    /// <exception cref="RefusalException">413 <c>file_too_large</c>.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int expected, CancellationToken ct)
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Clamp(expected + 1, 4096, MaxBytes + 1));
        while (true)
        {
            var room = bytes.GetMemory(4096);
            var read = await stream.ReadAsync(room, ct);
            if (read == 0)
                return bytes.WrittenMemory;
            bytes.Advance(read);
            if (bytes.WrittenCount > MaxBytes)
                throw TooLarge();
        }
    }

    public RefusalException TooLarge() =>
        new("file_too_large", 413, string.Create(CultureInfo.InvariantCulture, $"The file is larger than {(double)MaxBytes / (1 << 20):0.#} MB."));
}
