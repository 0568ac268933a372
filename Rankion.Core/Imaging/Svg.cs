using System.Text;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>
/// Renders our own drawings. Never SVG from outside: librsvg reads no files and no addresses, but a few bytes can keep it busy
/// for seconds. Draw letters as paths, too: text needs fonts on the machine, and becomes boxes without.
/// </summary>
internal static class Svg
{
    /// <summary>Opaque RGB of the size that the document's width and height give.</summary>
    public static VipsImage Render(string svg)
    {
        using var drawn = RenderLayer(svg);
        using var flat = new VipsOperation("flatten").Set("in", drawn).RunImage();
        return flat.InMemory();
    }

    /// <summary>The same with its transparency, to be laid over something.</summary>
    public static VipsImage RenderLayer(string svg) => new VipsOperation("svgload_buffer").Set("buffer", Encoding.UTF8.GetBytes(svg)).RunImage();
}
