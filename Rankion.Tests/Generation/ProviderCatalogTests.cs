using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rankion.Core;
using Rankion.Core.Generation;
using Rankion.Core.Generation.OpenAi;

namespace Rankion.Tests.Generation;

public sealed class ProviderCatalogTests
{
    private static readonly ImageModel Fixed = new()
    {
        Id = "fixed",
        RemoteName = "vendor/fixed-1",
        Sizes = ["512x512", "768x512"],
        Qualities = [],
        Backgrounds = [],
    };

    private static readonly ProviderCatalog EditCatalog = New(new Stand("openai",
        [.. OpenAiModels.Default, new() { Id = "fixed", Sizes = ["512x512", "768x512"], MaxInputs = 1 }]));

    private static readonly ProviderCatalog Catalog = New(new Stand("sketch", new ImageModel { Id = "rankion-sketch" }), new Stand("openai", [.. OpenAiModels.Default, Fixed]));

    [Fact]
    public void The_first_model_of_a_configured_provider_is_the_default_and_the_sketch_stands_last()
    {
        Assert.Equal("gpt-image-2", Catalog.DefaultModel.Id);
        Assert.Equal("rankion-sketch", Catalog.Models[^1].Id);
        Assert.Equal(7, Catalog.Models.Count);
        Assert.False(Catalog.SketchOnly);
    }

    [Fact]
    public void Without_a_configured_provider_the_sketch_is_the_default()
    {
        var catalog = New(new Stand("openai"), new Stand("sketch", new ImageModel { Id = "rankion-sketch" }));

        Assert.Equal("rankion-sketch", catalog.DefaultModel.Id);
        Assert.True(catalog.SketchOnly);
    }

    [Fact]
    public void Configuration_may_name_another_default()
    {
        var catalog = new ProviderCatalog([new Stand("openai", [.. OpenAiModels.Default])], Options.Create(new CatalogOptions { DefaultModel = "GPT-image-2.6-flare" }));

        Assert.Equal("gpt-image-2.6-flare", catalog.DefaultModel.Id);
    }

    [Theory]
    [InlineData("dall-e-3", "Rankion:DefaultModel is dall-e-3, but the configured models are: gpt-image-2")]
    [InlineData(null, "The model gpt-image-2 is configured more than once.")]
    public void A_default_that_nobody_offers_and_a_name_given_twice_start_nothing(string? wanted, string expected)
    {
        var providers = wanted is null ? 2 : 1;
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Rankion:DefaultModel", wanted)]).Build());
        for (var n = 0; n < providers; n++)
            services.AddSingleton<IImageProvider>(new Stand("openai", new ImageModel { Id = "gpt-image-2" }));
        using var built = services.AddProviderCatalog().BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(built.GetRequiredService<ProviderCatalog>);

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_found_by_its_name_in_any_case_and_knows_its_remote_name()
    {
        Assert.Equal("vendor/fixed-1", Catalog.Find("Fixed")!.RemoteName);
        Assert.Equal("gpt-image-2", Catalog.Find("gpt-image-2")!.RemoteName);
        Assert.Null(Catalog.Find("vendor/fixed-1"));
        Assert.Null(Catalog.Find(null));
    }

    [Fact]
    public void What_was_left_open_is_filled_in()
    {
        var resolved = Catalog.Resolve(new());

        Assert.Equal(("gpt-image-2", new PixelSize(1024, 1024)), (resolved.Model.Id, resolved.Size));
        Assert.Equal(new GenerationParameters { Size = "1024x1024", Quality = "medium" }, resolved.Parameters);
    }

    [Fact]
    public void What_was_chosen_is_kept_in_the_spelling_of_the_table()
    {
        var resolved = Catalog.Resolve(new() { Model = "GPT-IMAGE-2.6-FLARE", Size = "1536x864", Quality = "XHigh", Background = "transparent", OutputFormat = "WEBP" });

        Assert.Equal("gpt-image-2.6-flare", resolved.Model.Id);
        Assert.Equal(new GenerationParameters { Size = "1536x864", Quality = "xhigh", Background = "transparent", OutputFormat = "webp" }, resolved.Parameters);
    }

    [Theory]
    [InlineData(null, null, "1024x1024")]
    [InlineData("", "", "1024x1024")]
    [InlineData("auto", null, "1024x1024")]
    [InlineData("AUTO", null, "1024x1024")]
    [InlineData("1536x1024", null, "1536x1024")]
    [InlineData("3840x2160", null, "3840x2160")]
    [InlineData("816x816", null, "816x816")]
    [InlineData("1536x512", null, "1536x512")]
    [InlineData(null, "1:1", "1024x1024")]
    [InlineData("auto", "3:2", "1536x1024")]
    [InlineData(null, "2:3", "1024x1536")]
    [InlineData(null, "16:9", "2048x1152")]
    [InlineData(null, "9:16", "1152x2048")]
    [InlineData(null, "1.91:1", "1408x736")]
    [InlineData(null, "4:5", "912x1152")]
    [InlineData(null, "1:3", "592x1776")]
    public void A_size_an_aspect_ratio_or_neither_comes_to_pixels(string? size, string? aspectRatio, string expected) =>
        Assert.Equal(expected, Catalog.Resolve(new() { Size = size, AspectRatio = aspectRatio }).Size.ToString());

    [Fact]
    public void A_model_of_fixed_sizes_gives_the_nearest_one() =>
        Assert.Equal("768x512", Catalog.Resolve(new() { Model = "fixed", AspectRatio = "16:9" }).Size.ToString());

    [Theory]
    [InlineData("512x512", "it must hold at least 655360 pixels")]
    [InlineData("1000x1000", "both sides must be multiples of 16")]
    [InlineData("3856x1600", "a side is at most 3840 pixels")]
    [InlineData("3840x3840", "it must hold at most 8294400 pixels")]
    [InlineData("3328x1024", "one side is at most 3 times the other")]
    [InlineData("2000000000x2000000000", "a side is at most 3840 pixels")]
    [InlineData("0x0", "A size is width x height")]
    [InlineData("-16x16", "A size is width x height")]
    [InlineData("1024", "A size is width x height")]
    [InlineData("1024x1024x1024", "A size is width x height")]
    [InlineData("huge", "A size is width x height")]
    public void A_size_that_the_model_cannot_draw_is_refused(string size, string expected) =>
        AssertRefused("size", expected, new() { Size = size });

    [Theory]
    [InlineData("3")]
    [InlineData("3:0")]
    [InlineData("-3:2")]
    [InlineData("NaN:1")]
    [InlineData("a:b")]
    [InlineData("4:1")]
    [InlineData("1:2:3")]
    public void An_aspect_ratio_that_makes_no_sense_is_refused(string aspectRatio) =>
        AssertRefused("aspect_ratio", "", new() { AspectRatio = aspectRatio });

    public static TheoryData<string, string, WantedParameters> Refused => new()
    {
        { "model", "Unknown model. Known models: gpt-image-2, gpt-image-2.5-flare, ", new() { Model = "dall-e-9" } },
        { "aspect_ratio", "Give size or aspect_ratio, not both.", new() { Size = "1024x1024", AspectRatio = "1:1" } },
        { "size", "fixed draws one of: 512x512, 768x512.", new() { Model = "fixed", Size = "1024x1024" } },
        { "quality", "gpt-image-2 takes one of: medium, low, high, auto.", new() { Quality = "ultra" } },
        { "quality", "fixed takes no quality.", new() { Model = "fixed", Quality = "high" } },
        { "background", "gpt-image-2 takes one of: auto, opaque.", new() { Background = "transparent" } },
        { "background", "A jpeg has no transparency; choose png or webp.", new() { Model = "gpt-image-2.5-flare", Background = "transparent", OutputFormat = "jpeg" } },
        { "output_format", "gpt-image-2 takes one of: png, jpeg, webp.", new() { OutputFormat = "gif" } },
        { "model", "fixed cannot edit images.", new() { Model = "fixed", Inputs = 1 } },
        { "images", "gpt-image-2 takes 16 images at most.", new() { Inputs = 17 } },
        { "mask", "rankion-sketch takes no mask.", new() { Model = "rankion-sketch", HasMask = true } },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void What_the_model_does_not_offer_is_refused_by_field(string field, string message, WantedParameters wanted) => AssertRefused(field, message, wanted);

    private static void AssertRefused(string field, string message, WantedParameters wanted)
    {
        var refusal = Assert.Throws<RefusalException>(() => Catalog.Resolve(wanted));

        Assert.Equal((422, "validation_failed"), (refusal.Status, refusal.Code));
        Assert.Contains(message, Assert.Single(refusal.Errors[field]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt-image-2", 1536, 1024, "1536x1024")]
    [InlineData("gpt-image-2", 1000, 667, "992x672")]
    [InlineData("gpt-image-2", 320, 240, "944x704")]
    [InlineData("gpt-image-2", 5000, 4000, "3216x2576")]
    [InlineData("gpt-image-2", 8000, 1000, "3840x1280")]
    [InlineData("fixed", 768, 512, "768x512")]
    [InlineData("fixed", 1000, 667, "768x512")]
    [InlineData("fixed", 400, 1000, "512x512")]
    public void An_edit_that_names_no_size_keeps_its_sources_as_near_as_the_model_comes(string model, int width, int height, string expected)
    {
        foreach (var open in new[] { null, "auto" })
            Assert.Equal(expected, EditCatalog.Resolve(new() { Model = model, Size = open, Inputs = 1, InputSize = new(width, height) }).Size.ToString());
        Assert.Equal("512x512", EditCatalog.Resolve(new() { Model = "fixed", Size = "512x512", Inputs = 1, InputSize = new(width, height) }).Size.ToString());
    }

    private static ProviderCatalog New(params IImageProvider[] providers) => new(providers, Options.Create(new CatalogOptions()));

    /// <summary>A provider as far as the catalog looks at it.</summary>
    private sealed class Stand(string name, params ImageModel[] models) : IImageProvider
    {
        public string Name => name;

        public IReadOnlyList<ImageModel> Models => models;

        public Task<ProviderImage> DrawAsync(ImageRequest request, CancellationToken ct) => throw new NotSupportedException();
    }
}
