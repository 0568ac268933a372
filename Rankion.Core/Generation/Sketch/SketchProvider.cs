using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;
using Rankion.Core.Generation.Sketch.Retouching;
using Rankion.Core.Generation.Sketch.Scenes;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Generation.Sketch;

/// <summary>
/// Draws offline, by rules: reads subject, light, weather, colours and lettering from the prompt and paints a scene, or
/// retouches the picture that came along. References lend it their colours. The same request gives the same picture. It also
/// enlarges pictures, whoever drew them.
/// </summary>
public sealed class SketchProvider(PixelGate gate) : IImageProvider
{
    public string Name => SketchModels.Provider;

    public IReadOnlyList<ImageModel> Models => SketchModels.All;

    public async Task<ProviderImage> DrawAsync(ImageRequest request, CancellationToken ct)
    {
        if (request.Upscale is { } upscale)
            return new(await gate.RunAsync(() => Enlargement.Of(request.Inputs[0].Span, upscale.Factor, upscale.IsByModel), ct));
        if (!ImageFormats.TryParse(request.OutputFormat ?? "png", out var format))
            throw new ImageProviderException(ProviderFault.Rejected, $"The sketch cannot write {request.OutputFormat}.");
        return new(await gate.RunAsync(() => Draw(request, format), ct));
    }

    private static byte[] Draw(ImageRequest request, ImageFormat format)
    {
        var dice = Dice.From($"{request.Prompt}\n{request.Size}\n{request.Quality}\n{request.Index}");
        using var image = request.Inputs.Count > 0 ? Edit(request, dice) : Paint(request, dice);
        return ImageEncoder.Encode(image, format, keepXmp: true);
    }

    private static VipsImage Paint(ImageRequest request, Dice dice)
    {
        var mood = Mood.Of(request.References);
        var brief = mood.Colour(Brief.Read(request.Prompt));
        var canvas = new Canvas(request.Size);
        Scene.Draw(canvas, brief, dice);
        using var drawn = Svg.Render(canvas.ToSvg());
        using var finished = Finish.Film(drawn, dice.Whole(1, 1_000_000));
        using var toned = mood.Lay(finished);
        return SketchLabel.Drawn(toned);
    }

    private static VipsImage Edit(ImageRequest request, Dice dice)
    {
        using var edited = Retoucher.Edit(request, Mood.Of(request.References), dice);
        using var source = ImageInfo.Open(request.Inputs[0].Span, out _);
        return SketchLabel.Edited(edited, SketchLabel.Of(source));
    }
}
