using System.Globalization;

namespace Rankion.Core.Generation.Sketch.Drawing;

/// <summary>A colour in OKLab, where halfway between two colours looks halfway.</summary>
/// <param name="L">Lightness, 0 to 1.</param>
/// <param name="A">Green to red.</param>
/// <param name="B">Blue to yellow.</param>
internal readonly record struct Colour(double L, double A, double B)
{
    public static readonly Colour White = Hex("#ffffff");
    public static readonly Colour Black = Hex("#000000");

    /// <summary>As a paint.</summary>
    public static implicit operator string(Colour colour) => colour.ToString();

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    public static Colour Hex(string hex)
    {
        var rgb = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var (r, g, b) = (Linear(rgb >> 16), Linear(rgb >> 8 & 255), Linear(rgb & 255));
        var l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        var m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        var s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new(
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    /// <param name="share">0 is this colour, 1 the other one.</param>
    public Colour Mix(Colour other, double share) => new(L + (other.L - L) * share, A + (other.A - A) * share, B + (other.B - B) * share);

    public Colour Lighter(double share) => Mix(White, share);

    /// <summary>Towards black, keeping more of its hue than of its light.</summary>
    public Colour Darker(double share) => new(L * (1 - share), A * (1 - share * 0.7), B * (1 - share * 0.7));

    public Colour Saturated(double factor) => new(L, A * factor, B * factor);

    /// <summary>Takes on the other's hue and keeps its own light.</summary>
    public Colour Tinted(Colour hue, double share) => new(L, A + (hue.A - A) * share, B + (hue.B - B) * share);

    public Colour WithLight(double lightness) => new(lightness, A, B);

    public override string ToString()
    {
        var (l, m, s) = (
            Math.Pow(L + 0.3963377774 * A + 0.2158037573 * B, 3),
            Math.Pow(L - 0.1055613458 * A - 0.0638541728 * B, 3),
            Math.Pow(L - 0.0894841775 * A - 1.2914855480 * B, 3));
        var r = Gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        var g = Gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        var b = Gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        return $"#{r:x2}{g:x2}{b:x2}";
    }

    private static double Linear(int channel) => channel <= 10 ? channel / 3294.6 : Math.Pow((channel / 255.0 + 0.055) / 1.055, 2.4);

    private static int Gamma(double linear)
    {
        var v = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055;
        return (int)Math.Round(Math.Clamp(v, 0, 1) * 255);
    }
}
