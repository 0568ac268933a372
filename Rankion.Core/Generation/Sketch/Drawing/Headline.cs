namespace Rankion.Core.Generation.Sketch.Drawing;

/// <summary>A line of text at the foot of a picture, on a shade that keeps it legible on anything.</summary>
internal static class Headline
{
    private const double Margin = 60;
    private const double Tracking = -0.015;

    /// <param name="size">The em at most; smaller where the line would not fit.</param>
    public static void Write(Canvas canvas, string text, double size)
    {
        if (!Typeface.Sans.CanWrite(text))
            return;
        size = Math.Min(size, Typeface.Sans.SizeToFit(text, canvas.Width - 2 * Margin, Tracking));
        var top = canvas.Height - Margin - size * 2.6;
        canvas.Rectangle(-2, top, canvas.Width + 4, canvas.Height - top + 4, canvas.Down(top, canvas.Height, new(0, Colour.Black, 0),
            new(0.6, Colour.Black, 0.5), new(1, Colour.Black, 0.72)));
        Typeface.Sans.Write(canvas, text, Margin, canvas.Height - Margin, size, Colour.White, Align.Start, Tracking);
    }
}
