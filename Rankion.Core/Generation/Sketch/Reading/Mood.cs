using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Generation.Sketch.Reading;

/// <summary>
/// The colours and the contrast of reference pictures: a sketch that is guided by them paints in their colours, as far as the
/// prompt names none, and each of its channels takes on most of their mean and spread.
/// </summary>
internal sealed class Mood
{
    private const int Side = 48;

    /// <summary>How much of the way to the references.</summary>
    private const double Share = 0.7;

    private readonly List<Colour> colours = [];
    private readonly List<(double Mean, double Spread)[]> tones = [];

    /// <exception cref="ImageProviderException">One of them is not usable.</exception>
    public static Mood Of(IReadOnlyList<ReadOnlyMemory<byte>> references)
    {
        var mood = new Mood();
        foreach (var reference in references)
        {
            try
            {
                using var lazy = Shrink.Decode(reference.Span, Side * 4);
                using var decoded = lazy.InMemory();
                mood.colours.Add(Drawing.Colour.Hex(DominantColor.Of(decoded)));
                mood.tones.Add(Tones(decoded));
            }
            catch (ImageRejectedException e)
            {
                throw new ImageProviderException(ProviderFault.Rejected, $"A reference cannot be used. {e.Message}", e);
            }
        }
        return mood;
    }

    /// <summary>There is something to take on.</summary>
    public bool IsGiven => tones.Count > 0;

    public Brief Colour(Brief brief) => brief.Colours.Count > 0 || colours.Count == 0 ? brief : brief with { Colours = colours };

    /// <param name="drawn">Three bands of one byte.</param>
    public VipsImage Lay(VipsImage drawn)
    {
        var image = drawn.InMemory();
        if (!IsGiven)
            return image;
        using var before = image;
        var own = Tones(image);
        var curves = Enumerable.Range(0, 3).Select(band => Curve(own[band], tones.Average(t => t[band].Mean), tones.Average(t => t[band].Spread))).ToArray();
        var pixels = image.ToPixels();
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = curves[i % 3][pixels[i]];
        return VipsImage.FromPixels(pixels, image.Width, image.Height, 3);
    }

    private static byte[] Curve((double Mean, double Spread) own, double mean, double spread)
    {
        var gain = Math.Clamp(spread / Math.Max(own.Spread, 1), 0.5, 1.6);
        return [.. Enumerable.Range(0, 256).Select(v => (byte)Math.Clamp(Math.Round(v + (Share * (((v - own.Mean) * gain) + mean - v))), 0, 255))];
    }

    private static (double Mean, double Spread)[] Tones(VipsImage image)
    {
        var pixels = Shrink.Sample(image, Side, Side, "srgb");
        return [.. Enumerable.Range(0, 3).Select(band =>
        {
            var values = Enumerable.Range(0, pixels.Length / 3).Select(i => (double)pixels[(i * 3) + band]).ToList();
            var mean = values.Average();
            return (mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))));
        })];
    }
}
