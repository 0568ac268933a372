using System.Numerics;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>A 64-bit hash of what a picture looks like: the signs of the lowest frequencies of a 32x32 grey copy.</summary>
public static class PerceptualHash
{
    private const int Side = 32;
    private const int Frequencies = 8;

    private static readonly double[] Cosines = [.. Enumerable.Range(0, Frequencies * Side)
        .Select(i => Math.Cos((2 * (i % Side) + 1) * (i / Side + 1) * Math.PI / (2 * Side)))];

    /// <summary>In how many of 64 bits two hashes differ: other encodings of a picture in up to 6, other pictures in about 30.</summary>
    public static int Distance(long a, long b) => BitOperations.PopCount((ulong)(a ^ b));

    /// <summary>As <see cref="ImageIngest"/> has it, from the same pixels.</summary>
    /// <exception cref="ImageRejectedException">The bytes are no usable image.</exception>
    public static long Of(ReadOnlySpan<byte> original)
    {
        using var large = Shrink.Decode(original, Storage.BlobNames.ThumbnailWidths[^1]);
        using var small = Shrink.ToWidth(large, Storage.BlobNames.ThumbnailWidths[0]);
        using var look = small.InMemory();
        return Of(look);
    }

    internal static long Of(VipsImage image)
    {
        var grey = Shrink.Sample(image, Side, Side, "b-w");
        Span<double> rows = stackalloc double[Side * Frequencies];
        for (var y = 0; y < Side; y++)
        {
            for (var u = 0; u < Frequencies; u++)
            {
                for (var x = 0; x < Side; x++)
                    rows[y * Frequencies + u] += grey[y * Side + x] * Cosines[u * Side + x];
            }
        }
        var block = new double[Frequencies * Frequencies];
        for (var i = 0; i < block.Length; i++)
        {
            for (var y = 0; y < Side; y++)
                block[i] += rows[y * Frequencies + i % Frequencies] * Cosines[i / Frequencies * Side + y];
        }
        var sorted = block.Order().ToArray();
        var median = (sorted[31] + sorted[32]) / 2;
        return block.Aggregate(0L, (hash, value) => (hash << 1) | (value > median ? 1L : 0L));
    }
}
