using Rankion.Core.Generation.Sketch.Drawing;

namespace Rankion.Core.Generation.Sketch.Reading;

/// <summary>The colours that people name, in English and German, in tones that go together.</summary>
internal static class ColourWords
{
    private const int Most = 5;

    private static readonly (string Words, Colour Colour)[] All =
    [
        ("red rot roter rotes crimson scarlet ruby rubin*", Colour.Hex("#d8392f")),
        ("orange! oranger! orangefarben* tangerine!", Colour.Hex("#f07f2e")),
        ("terracotta rust rusty rostrot clay terrakotta copper kupfer*", Colour.Hex("#c8623f")),
        ("peach! apricot! pfirsichfarben* salmon! lachs*", Colour.Hex("#f7b08f")),
        ("coral koralle* korallen*", Colour.Hex("#ff7f66")),
        ("yellow gelb gelber gelbes mustard senf*", Colour.Hex("#f6c531")),
        ("gold", Colour.Hex("#d9a441")),
        ("amber bernstein*", Colour.Hex("#b0691f")),
        ("green grün* emerald smaragd* moss moos*", Colour.Hex("#3f8f5b")),
        ("mint minze mintgrün* sage salbei*", Colour.Hex("#9fcdb0")),
        ("olive oliv*", Colour.Hex("#84823f")),
        ("teal petrol turquoise türkis* aqua cyan", Colour.Hex("#1f9a9c")),
        ("blue blau* azure cobalt kobalt*", Colour.Hex("#2f66c9")),
        ("navy indigo marineblau* dunkelblau*", Colour.Hex("#22306f")),
        ("purple violet lila violett* lavender lavendel* mauve", Colour.Hex("#7b4fb5")),
        ("pink rosa rosé magenta fuchsia", Colour.Hex("#ec7fa9")),
        ("brown braun* chocolate schoko*", Colour.Hex("#7a4f35")),
        ("beige cream creme ivory elfenbein", Colour.Hex("#e8d8bd")),
        ("white weiß* weiss*", Colour.Hex("#f3f1ec")),
        ("grey gray grau* silver silber*", Colour.Hex("#8f979c")),
        ("black schwarz*", Colour.Hex("#22232b")),
    ];

    /// <summary>All of the words, as one list.</summary>
    public static string Names { get; } = string.Join(' ', All.Select(c => c.Words));

    /// <summary>The colours named, in the order of the prompt.</summary>
    public static IReadOnlyList<Colour> In(PromptWords words) =>
        [.. All.Where(c => words.Say(c.Words)).OrderBy(c => words.First(c.Words)).Select(c => c.Colour).Take(Most)];

    /// <summary>The colour that is said of a thing: "a blue vase", "blaue hohe Vase". Null where none is.</summary>
    /// <param name="thing">As in <see cref="PromptWords"/>.</param>
    public static Colour? Of(PromptWords words, string thing)
    {
        var said = All.Where(c => words.SayBefore(c.Words, thing)).ToList();
        return said.Count > 0 ? said[0].Colour : null;
    }
}
