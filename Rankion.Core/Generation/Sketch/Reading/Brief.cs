using Rankion.Core.Generation.Sketch.Drawing;

namespace Rankion.Core.Generation.Sketch.Reading;

/// <summary>The time of day.</summary>
internal enum Light
{
    Dawn,
    Day,
    Golden,
    Dusk,
    Night,
}

internal enum Weather
{
    Clear,
    Fog,
    Storm,
    Snow,
}

/// <summary>What a prompt asks for, as far as a sketch understands it.</summary>
/// <param name="Words">All of it, for scenes that look for details.</param>
/// <param name="Light">Null where it does not say.</param>
/// <param name="Colours">The ones named, in order.</param>
/// <param name="Lettering">What stands in quotes, to be written into the picture.</param>
internal sealed record Brief(PromptWords Words, Light? Light, Weather Weather, IReadOnlyList<Colour> Colours, string? Lettering)
{
    private static readonly (Light Light, string Words)[] Lights =
    [
        (Reading.Light.Dawn, "dawn sunrise morning sonnenaufgang morgen* *morgen dämmerung* early pastel*"),
        (Reading.Light.Golden, "golden sunset sonnenuntergang* abendsonne abendrot goldene* afternoon warm autumn* herbst*"),
        (Reading.Light.Dusk, "dusk twilight evening abend* *abend synthwave vaporwave neon blaue"),
        (Reading.Light.Night, "night nights midnight moon* mond* nacht* *nacht nachts star stars starry stern* dark dunkel* *nachthimmel"),
        (Reading.Light.Day, "day daylight noon sunny tag mittag* sonnig* sommer* summer spring frühling* bright hell* blue blauer*"),
    ];

    private static readonly (Weather Weather, string Words)[] Weathers =
    [
        (Weather.Snow, "snow* *schnee* winter* frost* ice icy *eis christmas weihnacht*"),
        (Weather.Fog, "fog* mist misty *nebel* haze hazy dunst* neblig*"),
        (Weather.Storm, "storm* *sturm* rain* *regen* thunder* gewitter* dramatic* dramatisch* gloomy düster* moody"),
    ];

    public static Brief Read(string prompt)
    {
        var (lettering, rest) = Reading.Lettering.Split(prompt);
        var words = new PromptWords(rest);
        var lights = Lights.Where(l => words.Say(l.Words)).ToList();
        return new(
            words,
            lights.Count > 0 ? lights.MinBy(l => words.First(l.Words)).Light : null,
            Weathers.FirstOrDefault(w => words.Say(w.Words)).Weather,
            ColourWords.In(words),
            lettering);
    }

    /// <summary>The colour that is said of a thing, null where none is.</summary>
    public Colour? ColourOf(string things) => ColourWords.Of(Words, things);

    /// <summary>True where the prompt names one of the list, written as in <see cref="PromptWords"/>.</summary>
    public bool Says(string list) => Words.Say(list);
}
