using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Generation.Sketch.Retouching;

/// <summary>How the tones of a picture change: everything at once, in one pass over its pixels.</summary>
internal sealed record Grade
{
    /// <summary>Stops of exposure.</summary>
    public double Light { get; init; }

    /// <summary>-1 is flat grey, 0 as it was, 1 very hard.</summary>
    public double Contrast { get; init; }

    /// <summary>0 is without colour, 1 as it was.</summary>
    public double Saturation { get; init; } = 1;

    /// <summary>-1 is icy, 1 is amber.</summary>
    public double Warmth { get; init; }

    /// <summary>How far the blacks are lifted, as on faded film; 0 to 1.</summary>
    public double Fade { get; init; }

    /// <summary>A colour laid into the dark parts, and how strongly.</summary>
    public (Colour Colour, double Share)? Shadows { get; init; }

    /// <summary>A colour laid into the bright parts, and how strongly.</summary>
    public (Colour Colour, double Share)? Highlights { get; init; }

    /// <summary>One after the other, as one.</summary>
    public Grade And(Grade next) => new()
    {
        Light = Light + next.Light,
        Contrast = Contrast + next.Contrast,
        Saturation = Saturation * next.Saturation,
        Warmth = Warmth + next.Warmth,
        Fade = Math.Min(1, Fade + next.Fade),
        Shadows = next.Shadows ?? Shadows,
        Highlights = next.Highlights ?? Highlights,
    };

    public Grade Times(double strength) => new()
    {
        Light = Light * strength,
        Contrast = Contrast * strength,
        Saturation = Saturation <= 0 ? 0 : Math.Pow(Saturation, strength),
        Warmth = Warmth * strength,
        Fade = Math.Min(1, Fade * strength),
        Shadows = Shadows is { } s ? (s.Colour, Math.Min(1, s.Share * strength)) : null,
        Highlights = Highlights is { } h ? (h.Colour, Math.Min(1, h.Share * strength)) : null,
    };

    /// <param name="image">Three bands of one byte.</param>
    public VipsImage Apply(VipsImage image)
    {
        var pixels = image.ToPixels();
        float[][] curves = [Curve(1 + 0.16 * Warmth), Curve(1 + 0.02 * Warmth), Curve(1 - 0.2 * Warmth)];
        var (dark, bright) = (Tone(Shadows), Tone(Highlights));
        var saturation = (float)Saturation;
        for (var i = 0; i < pixels.Length; i += 3)
        {
            var (r, g, b) = (curves[0][pixels[i]], curves[1][pixels[i + 1]], curves[2][pixels[i + 2]]);
            var light = 0.2126f * r + 0.7152f * g + 0.0722f * b;
            var inDark = dark.Share * (1 - light) * (1 - light);
            var inBright = bright.Share * light;
            pixels[i] = Mixed(light + (r - light) * saturation, light, dark.R, inDark, bright.R, inBright);
            pixels[i + 1] = Mixed(light + (g - light) * saturation, light, dark.G, inDark, bright.G, inBright);
            pixels[i + 2] = Mixed(light + (b - light) * saturation, light, dark.B, inDark, bright.B, inBright);
        }
        using var graded = VipsImage.FromPixels(pixels, image.Width, image.Height, 3);
        return new VipsOperation("copy").Set("in", graded).Set("interpretation", "srgb").RunImage();
    }

    private static byte Mixed(float value, float light, float dark, float inDark, float bright, float inBright)
    {
        value += (light * dark * 2 - value) * inDark;
        value += (light * bright - value) * inBright;
        return (byte)(Math.Clamp(value, 0, 1) * 255 + 0.5f);
    }

    /// <summary>A tone of neutral weight: it colours, and leaves most of the light as it is.</summary>
    private static (float R, float G, float B, float Share) Tone((Colour Colour, double Share)? tone)
    {
        if (tone is not { } t)
            return default;
        var rgb = Convert.FromHexString(t.Colour.WithLight(0.78).ToString()[1..]);
        var mean = (0.2126f * rgb[0] + 0.7152f * rgb[1] + 0.0722f * rgb[2]) / 255;
        return (rgb[0] / 255f / mean, rgb[1] / 255f / mean, rgb[2] / 255f / mean, (float)t.Share);
    }

    private float[] Curve(double gain)
    {
        var curve = new float[256];
        for (var i = 0; i < 256; i++)
        {
            var v = Math.Min(1, Math.Pow(Math.Pow(i / 255.0, 2.2) * Math.Pow(2, Light) * Math.Pow(gain, 2.2), 1 / 2.2));
            var hard = v * v * (3 - 2 * v);
            v += (Contrast > 0 ? hard - v : 0.5 - v) * Math.Abs(Contrast);
            curve[i] = (float)(v + (1 - v) * Fade * 0.22);
        }
        return curve;
    }
}
