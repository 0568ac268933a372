using Rankion.Core.Images;
using Rankion.Core.Telemetry;

namespace Rankion.Core.Generation;

/// <summary>Has one image drawn by its provider.</summary>
public sealed class Painter(ProviderCatalog catalog)
{
    /// <exception cref="ImageProviderException">Whatever went wrong at the provider.</exception>
    internal async Task<ProviderImage> PaintAsync(Image image, int index, DrawingInputs inputs, CancellationToken ct)
    {
        // enlarging draws nothing new: the row names who drew the picture, not who enlarges it
        var model = (image.Parameters.Upscale is { } factor ? catalog.UpscalerBy(factor) : catalog.Find(image.Model))
            ?? throw new ImageProviderException(ProviderFault.Rejected, $"The model {image.Model} is no longer configured.");
        return await CallAsync(model, RequestOf(image, model, index, inputs), ct);
    }

    private static async Task<ProviderImage> CallAsync(CatalogModel model, ImageRequest request, CancellationToken ct)
    {
        using var call = Signals.ProviderCall(model.Provider.Name, model.Id);
        try
        {
            var drawn = await model.Provider.DrawAsync(request, ct);
            call.Outcome = "ok";
            return drawn;
        }
        catch (ImageProviderException e)
        {
            call.Outcome = e.Code;
            throw;
        }
    }

    private static ImageRequest RequestOf(Image image, CatalogModel model, int index, DrawingInputs inputs) =>
        new(model.RemoteName, image.Prompt, new(image.Width, image.Height), index)
        {
            Quality = image.Parameters.Quality,
            Background = image.Parameters.Background,
            OutputFormat = image.Parameters.OutputFormat,
            Inputs = inputs.Images,
            References = inputs.References,
            Mask = inputs.Mask,
            Upscale = image.Parameters.Upscale is { } factor ? new(factor, image.IsByModel) : null,
        };
}
