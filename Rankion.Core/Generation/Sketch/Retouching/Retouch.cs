using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Retouching;

/// <summary>What is laid over a picture.</summary>
[Flags]
internal enum Overlays
{
    None = 0,
    Vignette = 1,
    SunGlow = 2,
    Fog = 4,
    Rain = 8,
    Snow = 16,
    Stars = 32,
}

/// <summary>What a prompt asks to do to a picture.</summary>
/// <param name="Turn">Degrees clockwise: 0, 90, 180 or 270.</param>
/// <param name="Zoom">The part of either side that stays in view; 1 is all.</param>
/// <param name="Blur">Of the shorter side.</param>
/// <param name="Caption">To be written at the foot.</param>
internal sealed record Retouch(
    Grade Grade, Overlays Overlays, bool Mirror, bool UpsideDown, int Turn, double Zoom, double Blur, double Sharpen, string? Caption)
{
    private static readonly Retouch Nothing = new(new(), Overlays.None, false, false, 0, 1, 0, 0, null);
    private static readonly Colour Gold = Colour.Hex("#ffb45a");
    private static readonly Colour Navy = Colour.Hex("#3a5aa8");

    private static readonly (string Words, Grade Grade, Overlays Overlays)[] Recipes =
    [
        ("brighter brighten lighter lighten light bright heller hell aufhellen aufgehellt leuchtend*", new() { Light = 0.5 }, Overlays.None),
        ("darker darken dark dim dunkler dunkel abdunkeln abgedunkelt düster*", new() { Light = -0.7 }, Overlays.None),
        ("golden sunset sonnenuntergang* goldene* goldenes abendlicht abendsonne", new() { Warmth = 0.75, Light = 0.05, Contrast = 0.12,
            Highlights = (Gold, 0.4), Shadows = (Colour.Hex("#7a4a6a"), 0.3) }, Overlays.SunGlow),
        ("dawn sunrise morning sonnenaufgang* morgen* dämmerung*", new() { Light = 0.1, Warmth = 0.15, Fade = 0.15, Highlights = (Colour.Hex("#ffc2b0"), 0.4),
            Shadows = (Colour.Hex("#6a7ac0"), 0.3) }, Overlays.SunGlow),
        ("dusk twilight evening abend*", new() { Light = -0.5, Highlights = (Colour.Hex("#e8a0c8"), 0.3), Shadows = (Colour.Hex("#4a4ab0"), 0.5) },
            Overlays.Vignette),
        ("night midnight moonlight moonlit nacht* nachts mond*", new() { Light = -2.7, Warmth = -0.5, Saturation = 0.6, Shadows = (Navy, 0.6),
            Highlights = (Colour.Hex("#9ab8f0"), 0.35) }, Overlays.Vignette | Overlays.Stars),
        ("warm warmer wärmer", new() { Warmth = 0.6 }, Overlays.None),
        ("cool cooler cold colder kühler kühl kalt kälter", new() { Warmth = -0.6 }, Overlays.None),
        ("monochrome mono grayscale greyscale bw schwarzweiß schwarzweiss schwarzweiß* graustufen noir", new() { Saturation = 0, Contrast = 0.22 },
            Overlays.None),
        ("sepia", new() { Saturation = 0, Highlights = (Colour.Hex("#e8c08a"), 0.75), Shadows = (Colour.Hex("#8a5a3a"), 0.6), Fade = 0.2 }, Overlays.Vignette),
        ("vintage retro film analog* nostalg*", new() { Saturation = 0.75, Fade = 0.4, Warmth = 0.3, Shadows = (Colour.Hex("#3f8a8a"), 0.3) },
            Overlays.Vignette),
        ("calm serene quiet soft gentle ruhig* sanft* weich*", new() { Contrast = -0.22, Saturation = 0.85, Fade = 0.15, Light = 0.12 }, Overlays.None),
        ("dramatic dramatisch* moody intense intensiv* cinematic", new() { Contrast = 0.55, Light = -0.3, Saturation = 0.9,
            Shadows = (Colour.Hex("#3a7a8a"), 0.35), Highlights = (Colour.Hex("#f0b88a"), 0.2) }, Overlays.Vignette),
        ("fog foggy mist misty haze nebel neblig* dunst*", new() { Contrast = -0.35, Saturation = 0.6, Fade = 0.35 }, Overlays.Fog),
        ("rain rainy storm stormy regen* sturm* stürmisch* gewitter*", new() { Light = -0.55, Saturation = 0.55, Warmth = -0.25, Contrast = 0.15 },
            Overlays.Rain | Overlays.Vignette),
        ("snow snowy winter* schnee* verschneit*", new() { Light = 0.2, Saturation = 0.6, Warmth = -0.3 }, Overlays.Snow),
        ("vivid vibrant colourful colorful saturated bunt bunter kräftig* farbenfroh* sättigung saturation", new() { Saturation = 1.5, Contrast = 0.08 },
            Overlays.None),
        ("muted pale faded desaturated pastel blass* entsättigt* matt*", new() { Saturation = 0.5, Fade = 0.2 }, Overlays.None),
        ("contrast kontrast contrasty kontrastreich*", new() { Contrast = 0.45 }, Overlays.None),
        ("vignette", new(), Overlays.Vignette),
    ];

    private static readonly Grade[] Gentle =
    [
        new() { Contrast = 0.12, Warmth = 0.18, Shadows = (Colour.Hex("#3a7a8a"), 0.18) },
        new() { Contrast = 0.08, Saturation = 1.12, Highlights = (Colour.Hex("#ffd9b0"), 0.16) },
        new() { Contrast = 0.1, Fade = 0.14, Warmth = -0.14 },
        new() { Light = 0.12, Contrast = 0.14, Saturation = 1.08 },
    ];

    /// <summary>Reads what to do. A prompt that says nothing known gets a gentle change of tone.</summary>
    /// <param name="dice">For what the prompt leaves open.</param>
    /// <param name="strength">1 for the first image of a request; others come out a little stronger or weaker.</param>
    public static Retouch Read(string prompt, Dice dice, double strength)
    {
        var brief = Brief.Read(prompt);
        var words = brief.Words;
        strength *= words.Say("slightly subtle subtly little bit leicht* etwas dezent* wenig bisschen") ? 0.5
            : words.Say("very much strongly strong far extremely sehr viel stark* deutlich*") ? 1.5 : 1;
        var (grade, overlays) = (new Grade(), Overlays.None);
        foreach (var (list, change, over) in Recipes.Where(r => words.Say(r.Words)))
        {
            var less = words.SayBefore("less lower reduce reduced decrease weniger geringer* niedriger* reduziere", list, distance: 1);
            grade = grade.And(change.Times(less ? -strength : strength));
            overlays |= less ? Overlays.None : over;
        }
        if (IsBlackAndWhite(words))
            grade = grade.And(new() { Saturation = 0, Contrast = 0.22 * strength });
        else if (brief.Colours.Count > 0)
            grade = grade.And(Tint(brief.Colours, strength));
        var retouch = new Retouch(
            grade, overlays, words.Say("mirror mirrored flip flipped spiegeln gespiegelt spiegle spiegelverkehrt"), words.SayBefore("upside", "down")
                || words.Say("vertically vertikal kopfüber"),
            TurnOf(words), words.Say("zoom closer close crop cropped zuschneiden näher heranzoomen detail ausschnitt beschneiden")
                ? Math.Clamp(1 - 0.3 * strength, 0.35, 0.95) : 1,
            words.Say("blur blurred blurry unscharf unschärfe weichzeichne*") ? 0.009 * strength : 0,
            words.Say("sharp sharper sharpen crisp scharf schärfer schärfen") ? strength : 0, brief.Lettering);
        // a new size is a change, too, and a wider canvas: both are made without a word from here
        return retouch == Nothing && !words.Say("extend extended extending outpaint erweitern erweitere erweitert square quadrat* size größe format portrait landscape hochformat querformat")
            ? retouch with { Grade = dice.Pick(Gentle).Times(strength) } : retouch;
    }

    private static bool IsBlackAndWhite(PromptWords words) => words.SayBefore("black schwarz", "white weiß weiss");

    private static Grade Tint(IReadOnlyList<Colour> colours, double strength) => new()
    {
        Highlights = (colours[0], Math.Min(0.85, 0.55 * strength)),
        Shadows = (colours[^1], Math.Min(0.85, 0.6 * strength)),
    };

    private static int TurnOf(PromptWords words)
    {
        if (!words.Say("rotate rotated turn drehe drehen gedreht rotiere"))
            return 0;
        return words.Say("left counterclockwise links gegen") ? 270 : words.Say("half upside kopf") ? 180 : 90;
    }
}
