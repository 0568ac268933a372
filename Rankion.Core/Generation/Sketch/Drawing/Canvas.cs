using System.Globalization;
using System.Text;

namespace Rankion.Core.Generation.Sketch.Drawing;

/// <summary>One stop of a gradient.</summary>
/// <param name="At">0 to 1.</param>
internal readonly record struct Stop(double At, Colour Colour, double Opacity = 1);

/// <summary>
/// An SVG in the making. The shorter side is always 1000 units, so that a drawing looks the same at every size. Only numbers
/// and colours go in, never text: nothing of a prompt can become markup.
/// </summary>
internal sealed class Canvas(PixelSize size)
{
    public const double Short = 1000;

    private readonly StringBuilder body = new();
    private readonly StringBuilder definitions = new();
    private int names;

    public double Width { get; } = Short * Math.Max(1, (double)size.Width / size.Height);

    public double Height { get; } = Short * Math.Max(1, (double)size.Height / size.Width);

    public bool IsWide => Width > Height * 1.15;

    public bool IsTall => Height > Width * 1.15;

    // ---- paints ----

    /// <summary>A gradient from one height to another.</summary>
    public string Down(double top, double bottom, params ReadOnlySpan<Stop> stops) => Line(0, top, 0, bottom, stops);

    public string Across(double left, double right, params ReadOnlySpan<Stop> stops) => Line(left, 0, right, 0, stops);

    public string Line(double x1, double y1, double x2, double y2, params ReadOnlySpan<Stop> stops) =>
        Gradient("linearGradient", $"x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"", stops);

    /// <summary>A gradient from a point outwards.</summary>
    public string Radial(double x, double y, double radius, params ReadOnlySpan<Stop> stops) =>
        Gradient("radialGradient", $"cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"", stops);

    /// <summary>A gradient from the middle of whatever it fills outwards, of its shape.</summary>
    public string Soft(Colour colour, double opacity = 1)
    {
        var name = NextName();
        definitions.Append(CultureInfo.InvariantCulture, $"<radialGradient id=\"{name}\">");
        AddStops([new(0, colour, opacity), new(0.35, colour, opacity * 0.7), new(0.7, colour, opacity * 0.2), new(1, colour, 0)]);
        definitions.Append("</radialGradient>");
        return $"url(#{name})";
    }

    /// <summary>A gradient from the top to the bottom of whatever it fills.</summary>
    public string Curtain(params ReadOnlySpan<Stop> stops)
    {
        var name = NextName();
        definitions.Append(CultureInfo.InvariantCulture, $"<linearGradient id=\"{name}\" x2=\"0\" y2=\"1\">");
        AddStops(stops);
        definitions.Append("</linearGradient>");
        return $"url(#{name})";
    }

    // ---- shapes ----

    public void Fill(string paint) => Rectangle(-2, -2, Width + 4, Height + 4, paint);

    public void Rectangle(double x, double y, double width, double height, string paint, double opacity = 1, double round = 0) =>
        Shape($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"{(round > 0 ? $" rx=\"{N(round)}\"" : "")}", paint, opacity);

    public void Circle(double x, double y, double radius, string paint, double opacity = 1) =>
        Shape($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"", paint, opacity);

    public void Ellipse(double x, double y, double rx, double ry, string paint, double opacity = 1) =>
        Shape($"<ellipse cx=\"{N(x)}\" cy=\"{N(y)}\" rx=\"{N(rx)}\" ry=\"{N(ry)}\"", paint, opacity);

    public void Path(Outline outline, string paint, double opacity = 1) => Shape($"<path d=\"{outline}\"", paint, opacity);

    public void Polygon(string paint, params ReadOnlySpan<(double X, double Y)> points)
    {
        var outline = new Outline().Move(points[0].X, points[0].Y);
        foreach (var (x, y) in points[1..])
            outline.Line(x, y);
        Path(outline.Close(), paint);
    }

    public void Stroke(Outline outline, string paint, double width, double opacity = 1) =>
        Shape($"<path d=\"{outline}\" fill=\"none\" stroke-width=\"{N(width)}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"", paint, opacity,
            stroke: true);

    // ---- groups: dispose to end one ----

    public Group Fade(double opacity) => Open($"opacity=\"{N3(opacity)}\"");

    /// <summary>What is drawn in it adds light to what is below.</summary>
    public Group Glowing() => Open("style=\"mix-blend-mode:screen\"");

    /// <summary>Moves, turns (degrees, clockwise) and scales what is drawn around 0,0.</summary>
    public Group At(double x, double y, double turn = 0, double scaleX = 1, double? scaleY = null) =>
        Open($"transform=\"translate({N(x)} {N(y)}) rotate({N(turn)}) scale({N3(scaleX)} {N3(scaleY ?? scaleX)})\"");

    public Group Inside(Outline outline)
    {
        var name = NextName();
        definitions.Append(CultureInfo.InvariantCulture, $"<clipPath id=\"{name}\"><path d=\"{outline}\"/></clipPath>");
        return Open($"clip-path=\"url(#{name})\"");
    }

    /// <summary>Blurs; costs time by its area, so for small things only.</summary>
    public Group Blurred(double deviation)
    {
        var name = NextName();
        definitions.Append(CultureInfo.InvariantCulture,
            $"<filter id=\"{name}\" x=\"-30%\" y=\"-30%\" width=\"160%\" height=\"160%\"><feGaussianBlur stdDeviation=\"{N(deviation)}\"/></filter>");
        return Open($"filter=\"url(#{name})\"");
    }

    /// <summary>The document, to be rendered at its size in pixels.</summary>
    public string ToSvg() => string.Create(CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size.Width}\" height=\"{size.Height}\" viewBox=\"0 0 {Width:0.###} {Height:0.###}\" " +
        $"preserveAspectRatio=\"none\"><defs>{definitions}</defs>{body}</svg>");

    private static string N(double value) => Outline.Number(value);

    private static string N3(double value) => Math.Round(value, 3).ToString(CultureInfo.InvariantCulture);

    private string Gradient(string element, string geometry, ReadOnlySpan<Stop> stops)
    {
        var name = NextName();
        definitions.Append(CultureInfo.InvariantCulture, $"<{element} id=\"{name}\" gradientUnits=\"userSpaceOnUse\" {geometry}>");
        AddStops(stops);
        definitions.Append(CultureInfo.InvariantCulture, $"</{element}>");
        return $"url(#{name})";
    }

    private void AddStops(ReadOnlySpan<Stop> stops)
    {
        foreach (var (at, colour, opacity) in stops)
        {
            definitions.Append(CultureInfo.InvariantCulture, $"<stop offset=\"{N3(at)}\" stop-color=\"{colour}\"");
            if (opacity < 1)
                definitions.Append(CultureInfo.InvariantCulture, $" stop-opacity=\"{N3(opacity)}\"");
            definitions.Append("/>");
        }
    }

    /// <param name="start">An unclosed element, filled unless it is a stroke.</param>
    private void Shape(string start, string paint, double opacity, bool stroke = false)
    {
        var what = stroke ? "stroke" : "fill";
        body.Append(CultureInfo.InvariantCulture, $"{start} {what}=\"{paint}\"");
        if (opacity < 1)
            body.Append(CultureInfo.InvariantCulture, $" {what}-opacity=\"{N3(opacity)}\""); // plain opacity would render a layer for each shape
        body.Append("/>");
    }

    private Group Open(string attributes)
    {
        body.Append(CultureInfo.InvariantCulture, $"<g {attributes}>");
        return new(body);
    }

    private string NextName() => $"d{++names}";

    internal readonly struct Group(StringBuilder body) : IDisposable
    {
        public void Dispose() => body.Append("</g>");
    }
}
