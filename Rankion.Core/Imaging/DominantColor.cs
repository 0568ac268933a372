using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>The colour that most of a picture has: the mean of the fullest of 4096 boxes of a 64x64 copy.</summary>
internal static class DominantColor
{
    private const int Side = 64;

    /// <summary><c>#rrggbb</c></summary>
    public static string Of(VipsImage image)
    {
        var pixels = Shrink.Sample(image, Side, Side, "srgb");
        var count = new int[4096];
        var sum = new (int R, int G, int B)[4096];
        for (var i = 0; i < pixels.Length; i += 3)
        {
            var (r, g, b) = (pixels[i], pixels[i + 1], pixels[i + 2]);
            var box = (r >> 4 << 8) | (g >> 4 << 4) | (b >> 4);
            count[box]++;
            sum[box] = (sum[box].R + r, sum[box].G + g, sum[box].B + b);
        }
        var fullest = Array.IndexOf(count, count.Max());
        var (n, s) = (count[fullest], sum[fullest]);
        return $"#{s.R / n:x2}{s.G / n:x2}{s.B / n:x2}";
    }
}
