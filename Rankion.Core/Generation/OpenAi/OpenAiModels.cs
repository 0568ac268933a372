using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Rankion.Core.Generation.OpenAi;

/// <summary>The capability table of OpenAI's image models, and its replacement from configuration.</summary>
internal sealed class OpenAiModels(IConfiguration configuration) : IPostConfigureOptions<OpenAiOptions>
{
    /// <summary>As of November 2026. A new model needs a row in configuration, not a release.</summary>
    public static IReadOnlyList<ImageModel> Default =>
    [
        Row("gpt-image-2", ["medium", "low", "high", "auto"], ["auto", "opaque"]),
        .. from id in (string[])["gpt-image-2.5-flare", "gpt-image-2.5-sunburst", "gpt-image-2.6-flare", "gpt-image-2.6-sunburst"]
           select Row(id, ["medium", "low", "high", "xhigh", "max", "auto"], ["auto", "opaque", "transparent"]),
    ];

    /// <summary>The binder adds to the lists that a default brings; what configuration names must replace them.</summary>
    public void PostConfigure(string? name, OpenAiOptions options)
    {
        var rows = configuration.GetSection($"{OpenAiOptions.Section}:{nameof(OpenAiOptions.Models)}").GetChildren().ToArray();
        options.Models = rows is [] ? Default : [.. rows.Select(Read)];
    }

    private static ImageModel Read(IConfigurationSection row)
    {
        var model = new ImageModel { Id = "" };
        row.Bind(model);
        model.Sizes = List(row, nameof(ImageModel.Sizes)) ?? model.Sizes;
        model.Qualities = List(row, nameof(ImageModel.Qualities)) ?? model.Qualities;
        model.Backgrounds = List(row, nameof(ImageModel.Backgrounds)) ?? model.Backgrounds;
        model.Formats = List(row, nameof(ImageModel.Formats)) ?? model.Formats;
        return model;
    }

    private static string[]? List(IConfigurationSection row, string key) => row.GetSection(key).Get<string[]>();

    // 3824 rather than 3840: the edge has to stay below 3840 in practice
    private static ImageModel Row(string id, string[] qualities, string[] backgrounds) => new()
    {
        Id = id,
        Sizes = ["1024x1024", "1536x1024", "1024x1536", "2048x1152", "1152x2048", "2048x2048", "3824x2160", "2160x3824"],
        AnySize = true,
        SizeMultiple = 16,
        MaxSide = 3840,
        MinPixels = 655_360,
        MaxPixels = 8_294_400,
        MaxRatio = 3,
        Qualities = qualities,
        Backgrounds = backgrounds,
        Formats = ["png", "jpeg", "webp"],
        MaxInputs = 16,
        Masks = true,
    };
}
