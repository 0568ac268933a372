using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Generation.Sketch.Drawing;

/// <summary>What makes flat shapes look like a picture: fine grain, which also hides the steps of long gradients.</summary>
internal static class Finish
{
    private const int Tile = 256;

    public static VipsImage Film(VipsImage image, int seed, double strength = 2.4)
    {
        using var tile = new VipsOperation("gaussnoise").Set("width", Tile).Set("height", Tile).Set("seed", seed).Set("mean", 0.0).Set("sigma", strength)
            .RunImage();
        using var once = tile.InMemory();
        using var tiles = new VipsOperation("replicate").Set("in", once)
            .Set("across", image.Width / Tile + 1).Set("down", image.Height / Tile + 1).RunImage();
        using var grain = new VipsOperation("extract_area").Set("input", tiles).Set("left", 0).Set("top", 0).Set("width", image.Width)
            .Set("height", image.Height).RunImage();
        using var sum = new VipsOperation("add").Set("left", image).Set("right", grain).RunImage();
        using var bytes = new VipsOperation("cast").Set("in", sum).Set("format", "uchar").RunImage();
        return new VipsOperation("copy").Set("in", bytes).Set("interpretation", "srgb").RunImage();
    }
}
