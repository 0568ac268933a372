using Rankion.Core.Generation;
using Rankion.Core.Images;
using static Rankion.Web.Components.Composer.ComposerWords;

namespace Rankion.Web.Components.Composer;

/// <summary>A setting that an offer changes.</summary>
public sealed record OfferedChange(string Name, string From, string To);

/// <summary>What was chosen elsewhere to be used in the composer. What is null leaves what stands there.</summary>
public sealed record ComposerOffer(string? Prompt, string? Size = null)
{
    public string? Model { get; init; }

    public string? Quality { get; init; }

    /// <summary>Whether background, format and references go along, also where there are none.</summary>
    public bool IsWhole { get; init; }

    public string? Background { get; init; }

    public string? Format { get; init; }

    public IReadOnlyList<long> References { get; init; } = [];

    /// <summary>How an image was asked for, without the words.</summary>
    public static ComposerOffer SettingsOf(Image image) => new(null, image.Parameters.Size)
    {
        Model = image.Model,
        Quality = image.Parameters.Quality,
        Background = image.Parameters.Background,
        Format = image.Parameters.OutputFormat,
        References = image.Parameters.ReferenceIds ?? [],
        IsWhole = true,
    };

    /// <summary>
    /// The image's words and settings, and the image itself to guide what is made. The words of a variant are those of its original, and what
    /// was asked for since.
    /// </summary>
    public static ComposerOffer MoreLike(ImageDetail detail)
    {
        var image = detail.Image;
        var words = string.Join('\n', detail.Ancestors.Append(image).Select(i => i.Prompt).Where(p => p.Length > 0).Distinct());
        var offer = (image.IsBrought ? new ComposerOffer(null, $"{image.Width}x{image.Height}") { IsWhole = true } : SettingsOf(image)) with { Prompt = words.Length <= GenerationRequest.MaxPrompt ? words : image.Prompt };
        return image is { Status: ProcessingStatus.Ready, DeletedAt: null } ? offer with { References = [image.Id, .. offer.References.Where(id => id != image.Id)] } : offer;
    }

    /// <summary>The settings with what is offered in them, as far as there is a model for it.</summary>
    public ComposerSettings Over(ComposerSettings settings, ProviderCatalog catalog, IEnumerable<long> projects)
    {
        var model = (catalog.Find(Model) ?? catalog.Find(settings.Model) ?? catalog.DefaultModel).Model;
        return (settings with
        {
            Model = model.Id,
            Size = Size is { } size && Draws(catalog, model, size) ? size : settings.Size,
            Quality = Quality ?? settings.Quality,
            Background = IsWhole ? Background : settings.Background,
            Format = IsWhole ? Format : settings.Format,
            References = IsWhole ? [.. References.Take(model.MaxInputs)] : settings.References,
        }).Fit(catalog, projects);
    }

    /// <summary>What it would change of the settings, as a person reads it.</summary>
    public static IReadOnlyList<OfferedChange> Between(ComposerSettings from, ComposerSettings to)
    {
        static string Or(string? value) => value ?? Say["As the model likes"];
        var all = new List<OfferedChange>
        {
            new(Say["Model"], from.Model!, to.Model!),
            new(Say["Size"], from.Size!.Replace('x', '×'), to.Size!.Replace('x', '×')),
            new(Say["Quality"], ComposerMenus.QualityName(from.Quality ?? ""), ComposerMenus.QualityName(to.Quality ?? "")),
            new(Say["Background"], Or(from.Background), Or(to.Background)),
            new(Say["File format"], Or(from.Format?.ToUpperInvariant()), Or(to.Format?.ToUpperInvariant())),
        };
        all.RemoveAll(change => change.From == change.To);
        if (!from.References.SequenceEqual(to.References))
            all.Add(new(Say["Reference images"], $"{from.References.Count:N0}", $"{to.References.Count:N0}"));
        return all;
    }

    private static bool Draws(ProviderCatalog catalog, ImageModel model, string size)
    {
        try
        {
            catalog.Resolve(new() { Model = model.Id, Size = size });
            return true;
        }
        catch (Core.RefusalException)
        {
            return false; // a picture's own size need not be one that can be asked for
        }
    }
}
