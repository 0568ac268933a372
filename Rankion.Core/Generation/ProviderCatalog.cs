using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rankion.Core.Generation.Sketch;

namespace Rankion.Core.Generation;

/// <summary>A model and who draws with it.</summary>
public sealed record CatalogModel(ImageModel Model, IImageProvider Provider)
{
    /// <summary>The name in <c>/v1</c>, in the composer and on the image.</summary>
    public string Id => Model.Id;

    /// <summary>The provider's own name: what <see cref="ImageRequest.Model"/> takes.</summary>
    public string RemoteName => Model.RemoteName ?? Model.Id;
}

/// <summary>What a request says about how to draw, as it came in.</summary>
public sealed record WantedParameters
{
    /// <summary>Where null: the default model, or the first that can do this.</summary>
    public string? Model { get; init; }

    /// <summary><c>1536x1024</c>, or <c>auto</c> for the model's default.</summary>
    public string? Size { get; init; }

    /// <summary><c>3:2</c>: the model's size nearest to it.</summary>
    public string? AspectRatio { get; init; }

    public string? Quality { get; init; }

    public string? Background { get; init; }

    public string? OutputFormat { get; init; }

    /// <summary>How many source images go along.</summary>
    public int Inputs { get; init; }

    /// <summary>How many more go along to guide it.</summary>
    public int References { get; init; }

    /// <summary>The size of the first source, which is kept as far as the model can where none is asked for.</summary>
    public PixelSize? InputSize { get; init; }

    public bool HasMask { get; init; }

    /// <summary>What is around the source is to be painted on: models do that by a mask.</summary>
    public bool Extends { get; init; }
}

/// <summary>A request's parameters, checked and complete.</summary>
/// <param name="Parameters">To be stored with the image; its size is never <c>auto</c>, its quality is the model's default where none was named.</param>
public sealed record ResolvedParameters(CatalogModel Model, PixelSize Size, GenerationParameters Parameters);

/// <summary>All models of all configured providers.</summary>
public sealed class ProviderCatalog
{
    public ProviderCatalog(IEnumerable<IImageProvider> providers, IOptions<CatalogOptions> options)
    {
        Models = [.. from provider in providers
                     orderby provider.Name == SketchModels.Provider
                     from model in provider.Models
                     select new CatalogModel(model, provider)];
        DefaultModel = Find(options.Value.DefaultModel) ?? Models[0];
    }

    /// <summary>The real ones first, the sketch last.</summary>
    public IReadOnlyList<CatalogModel> Models { get; }

    public CatalogModel DefaultModel { get; }

    /// <summary>No provider is configured: whatever is drawn is a sketch, and the UI says so.</summary>
    public bool SketchOnly => Models.All(model => model.Provider.Name == SketchModels.Provider);

    public CatalogModel? Find(string? id) => Models.FirstOrDefault(model => string.Equals(model.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The factors that some model can enlarge by.</summary>
    public IReadOnlyList<int> Upscales => [.. Models.SelectMany(model => model.Model.Upscales).Distinct().Order()];

    /// <summary>Who enlarges by so much, a real model before the built-in engine; null where nobody does.</summary>
    public CatalogModel? UpscalerBy(int factor) => Models.FirstOrDefault(model => model.Model.Upscales.Contains(factor));

    /// <summary>Checks what is wanted against the model's row of the capability table, and fills in what was left open.</summary>
    /// <exception cref="RefusalException">422, naming the field and what it may be.</exception>
    public ResolvedParameters Resolve(WantedParameters wanted)
    {
        var chosen = string.IsNullOrEmpty(wanted.Model) ? DefaultFor(wanted) : Find(wanted.Model)
            ?? throw Refusal.Invalid("model", $"Unknown model. Known models: {string.Join(", ", Models.Select(model => model.Id))}.");
        var model = chosen.Model;

        if (wanted.Inputs > 0 && model.MaxInputs == 0)
            throw Refusal.Invalid("model", $"{model.Id} cannot edit images.");
        if (wanted.Inputs > model.MaxInputs)
            throw Refusal.Invalid("images", $"{model.Id} takes {model.MaxInputs} images at most.");
        if (wanted.References > 0 && wanted.Inputs + wanted.References > model.MaxInputs)
            throw Refusal.Invalid("reference_ids", model.MaxInputs == 0 ? $"{model.Id} takes no reference images." : $"{model.Id} takes {model.MaxInputs} images at most.");
        if (wanted.HasMask && !model.Masks)
            throw Refusal.Invalid("mask", $"{model.Id} takes no mask.");
        if (wanted.Extends && !model.Masks)
            throw Refusal.Invalid("extend", $"{model.Id} cannot extend images.");

        var size = SizeRules.Choose(model, wanted.Size, wanted.AspectRatio, wanted.InputSize);
        var format = OneOf(model.Formats, wanted.OutputFormat, "output_format", model);
        var background = OneOf(model.Backgrounds, wanted.Background, "background", model);
        if (background == "transparent" && format == "jpeg")
            throw Refusal.Invalid("background", "A jpeg has no transparency; choose png or webp.");
        return new(chosen, size, new()
        {
            Size = size.ToString(),
            Quality = OneOf(model.Qualities, wanted.Quality, "quality", model) ?? (model.Qualities is [var first, ..] ? first : null),
            Background = background,
            OutputFormat = format,
        });
    }

    private CatalogModel DefaultFor(WantedParameters wanted)
    {
        return Takes(DefaultModel) ? DefaultModel : Models.FirstOrDefault(Takes) ?? DefaultModel;

        bool Takes(CatalogModel model) => model.Model.MaxInputs >= wanted.Inputs + wanted.References && (model.Model.Masks || !(wanted.HasMask || wanted.Extends));
    }

    private static string? OneOf(IReadOnlyList<string> allowed, string? value, string field, ImageModel model)
    {
        if (string.IsNullOrEmpty(value))
            return null;
        return allowed.FirstOrDefault(choice => string.Equals(choice, value, StringComparison.OrdinalIgnoreCase))
            ?? throw Refusal.Invalid(field, allowed is [] ? $"{model.Id} takes no {field}." : $"{model.Id} takes one of: {string.Join(", ", allowed)}.");
    }
}

public static class ProviderCatalogFeature
{
    public static IServiceCollection AddProviderCatalog(this IServiceCollection services)
    {
        services.AddOptions<CatalogOptions>().BindConfiguration(CatalogOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CatalogOptions>, CatalogOptionsCheck>();
        return services.AddSingleton<ProviderCatalog>();
    }
}
