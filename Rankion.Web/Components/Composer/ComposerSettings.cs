using System.Globalization;
using Rankion.Core.Generation;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Composer.ComposerWords;

namespace Rankion.Web.Components.Composer;

/// <summary>All that stands in the composer beside the prompt. Kept with the draft in the browser, so whatever it holds is checked before use.</summary>
public sealed record ComposerSettings
{
    public string? Model { get; init; }

    public string? Size { get; init; }

    public string? Quality { get; init; }

    /// <summary>Null: as the model likes.</summary>
    public string? Background { get; init; }

    /// <inheritdoc cref="Background"/>
    public string? Format { get; init; }

    public int Count { get; init; } = 1;

    /// <summary>Images that guide the new ones.</summary>
    public IReadOnlyList<long> References { get; init; } = [];

    public long? ArticleId { get; init; }

    public long? ProjectId { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The same with what this model and this team do not have replaced by the model's defaults.</summary>
    public ComposerSettings Fit(ProviderCatalog catalog, IEnumerable<long> projects)
    {
        var model = (catalog.Find(Model) ?? catalog.DefaultModel).Model;
        return this with
        {
            Model = model.Id,
            Size = model.Sizes.Contains(Size) || (model.AnySize && PixelSize.TryParse(Size, out _)) ? Size : model.Sizes[0],
            Quality = model.Qualities.Contains(Quality) ? Quality : (model.Qualities is [var first, ..] ? first : null),
            Background = model.Backgrounds.Contains(Background) ? Background : null,
            Format = model.Formats.Contains(Format) ? Format : null,
            References = References ?? [],
            Count = Math.Clamp(Count, 1, GenerationRequest.MaxImages),
            ProjectId = ProjectId is { } id && projects.Contains(id) ? id : null,
            Tags = Tags ?? [],
        };
    }

    public GenerationRequest Request(string prompt) => new()
    {
        Prompt = prompt,
        Model = Model,
        Size = Size,
        Quality = Quality,
        Background = Background,
        OutputFormat = Format,
        N = Count,
        ReferenceIds = References,
        ProjectId = ProjectId,
        ArticleId = ArticleId,
        Tags = Tags,
    };
}

/// <summary>The menus of the composer.</summary>
internal static class ComposerMenus
{
    public static IReadOnlyList<PickOption> Models(ProviderCatalog catalog, int price) =>
    [
        .. catalog.Models.Select(m => new PickOption(m.Id, m.Id) { Chips = Abilities(m), Meta = Say.Count(price, "1 credit", "{0} credits") }),
    ];

    public static IReadOnlyList<PickOption> Sizes(ImageModel model, string? current)
    {
        var sizes = model.Sizes.ToList();
        if (current is not null && !sizes.Contains(current))
            sizes.Add(current);
        return [.. sizes.Select(SizeOption)];
    }

    public static IReadOnlyList<PickOption> Qualities(ImageModel model) => [.. model.Qualities.Select(q => new PickOption(q, QualityName(q)))];

    public static IReadOnlyList<PickOption> Counts() =>
        [.. Enumerable.Range(1, GenerationRequest.MaxImages).Select(n => new PickOption(n.ToString(CultureInfo.InvariantCulture), Say.Count(n, "1 image", "{0} images")))];

    public static string QualityName(string quality) => quality switch
    {
        "low" => Say["Low"],
        "medium" => Say["Medium"],
        "high" => Say["High"],
        "auto" => Say["Automatic"],
        "standard" => Say["Standard"],
        _ => Capital(quality),
    };

    public static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    private static PickOption SizeOption(string size)
    {
        if (!PixelSize.TryParse(size, out var pixels))
            return new(size, Capital(size));
        var (width, height) = (pixels.Width, pixels.Height);
        return new(size, SizeName.Of(width, height)) { Meta = $"{width} × {height}", Ratio = (double)width / height };
    }

    private static List<string> Abilities(CatalogModel entry)
    {
        var model = entry.Model;
        var abilities = new List<string>();
        if (entry.Provider.Name == Provenance.SketchProvider)
            abilities.AddRange([Say["Not AI"], Say["Instant"]]);
        if (model.AnySize)
            abilities.Add(Say["Any size"]);
        if (model.MaxInputs > 0)
        {
            abilities.Add(model.Masks ? Say["Edits with mask"] : Say["Edits"]);
            abilities.Add(Say.Count(model.MaxInputs, "1 reference", "{0} references"));
        }
        if (model.Backgrounds.Contains("transparent"))
            abilities.Add(Say["Transparent"]);
        return abilities;
    }
}

/// <summary>Sizes as people say them.</summary>
public static class SizeName
{
    // The ratios that have a name of their own; a size within one percent counts as one.
    private static readonly (int Width, int Height)[] Known = [(1, 1), (3, 2), (2, 3), (4, 3), (3, 4), (5, 4), (4, 5), (16, 9), (9, 16), (2, 1), (1, 2), (3, 1), (1, 3), (21, 9), (7, 4), (4, 7)];

    /// <summary><c>Landscape 3:2</c></summary>
    public static string Of(int width, int height)
    {
        var word = Say[width == height ? "Square" : width > height ? "Landscape" : "Portrait"];
        var ratio = (double)width / height;
        var known = Known.FirstOrDefault(k => Math.Abs(((double)k.Width / k.Height / ratio) - 1) < 0.01);
        return known == default ? $"{word} {width}×{height}" : $"{word} {known.Width}:{known.Height}";
    }
}
