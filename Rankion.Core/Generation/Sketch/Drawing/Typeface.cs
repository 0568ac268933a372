using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace Rankion.Core.Generation.Sketch.Drawing;

internal enum Align
{
    Start,
    Middle,
    End,
}

/// <summary>
/// Writes text as shapes, with a font that travels in the assembly: the same on every machine, with or without fonts, and
/// nothing of a prompt ever stands in the SVG. Latin, Greek and Cyrillic; no kerning.
/// </summary>
internal sealed class Typeface
{
    public static readonly Typeface Sans = new("Inter-Bold.ttf");
    public static readonly Typeface Serif = new("Fraunces-SemiBold.ttf");

    private readonly Lazy<FontFile> font;
    private readonly ConcurrentDictionary<int, Glyph> glyphs = new();

    private Typeface(string file) => font = new(() =>
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Fonts." + file)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return new FontFile(memory.ToArray());
    });

    /// <summary>The height of a capital letter, of the size.</summary>
    public double CapHeight => Outlined('H').Top;

    /// <summary>False where the font lacks a letter: the text is then better left out than shown as boxes.</summary>
    public bool CanWrite(string text) => text.EnumerateRunes().All(rune => font.Value.GlyphOf(rune.Value) != 0);

    /// <param name="tracking">Added between letters, of the size.</param>
    public double WidthOf(string text, double size, double tracking = 0) => text.EnumerateRunes().Sum(r => Outlined(r.Value).Advance + tracking)
        * size - tracking * size;

    /// <summary>The size at which the text is so wide.</summary>
    public double SizeToFit(string text, double width, double tracking = 0) => width / Math.Max(0.01, WidthOf(text, 1, tracking));

    /// <param name="y">The base line.</param>
    /// <param name="size">The em, in units.</param>
    public void Write(Canvas canvas, string text, double x, double y, double size, string paint, Align align = Align.Start, double tracking = 0,
        double opacity = 1)
    {
        var width = align == Align.Start ? 0 : WidthOf(text, size, tracking);
        var pen = align switch { Align.Middle => x - width / 2, Align.End => x - width, _ => x };
        var outline = new Outline();
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = Outlined(rune.Value);
            glyph.AddTo(outline, pen, y, size);
            pen += (glyph.Advance + tracking) * size;
        }
        canvas.Path(outline, paint, opacity);
    }

    private Glyph Outlined(int rune) => glyphs.GetOrAdd(rune, font.Value.Read);
}
