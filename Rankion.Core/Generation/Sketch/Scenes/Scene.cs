using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Core.Generation.Sketch.Scenes;

/// <summary>Something the sketch can draw.</summary>
/// <param name="Words">What a prompt calls it, as in <see cref="PromptWords"/>.</param>
/// <param name="Paint">Draws it.</param>
/// <param name="Writes">Has a place of its own for the lettering.</param>
internal sealed record Scene(string Name, string Words, Action<Canvas, Brief, Dice> Paint, bool Writes = false)
{
    public static readonly IReadOnlyList<Scene> All =
    [
        new("mountains", Mountains.Words, Mountains.Draw),
        new("sea", Sea.Words, Sea.Draw),
        new("dunes", Dunes.Words, Dunes.Draw),
        new("forest", Forest.Words, Forest.Draw),
        new("city", City.Words, City.Draw),
        new("fields", Fields.Words, Fields.Draw),
        new("aurora", Aurora.Words, Aurora.Draw),
        new("space", Space.Words, Space.Draw),
        new("vase", Vase.Words, Vase.Draw),
        new("fruit", FlatLay.Words, FlatLay.Draw),
        new("cup", Cup.Words, Cup.Draw),
        new("plant", Plant.Words, Plant.Draw),
        new("leaves", Leaves.Words, Leaves.Draw),
        new("arches", Arches.Words, Arches.Draw),
        new("bottle", Bottle.Words, Bottle.Draw, Writes: true),
        new("waves", Waves.Words, Waves.Draw),
        new("bauhaus", Bauhaus.Words, Bauhaus.Draw),
        new("bubbles", Bubbles.Words, Bubbles.Draw),
        new("poster", Poster.Words, Poster.Draw, Writes: true),
    ];

    /// <summary>Paints what the prompt is about, with its lettering.</summary>
    public static void Draw(Canvas canvas, Brief brief, Dice dice)
    {
        var scene = For(brief, dice);
        scene.Paint(canvas, brief, dice);
        if (brief.Lettering is { } text && !scene.Writes)
            Headline.Write(canvas, text, 110);
    }

    /// <summary>The scene that most of the prompt's words are about; the first one named among equals; one that always pleases where none is.</summary>
    private static Scene For(Brief brief, Dice dice)
    {
        var named = dice.Shuffle(All).Select(scene => (scene, count: brief.Words.Count(scene.Words))).Where(s => s.count > 0).ToList();
        if (named.Count > 0)
            return named.OrderByDescending(s => s.count).ThenBy(s => brief.Words.First(s.scene.Words)).First().scene;
        var outdoors = brief.Light is not null || brief.Weather != Weather.Clear;
        var name = brief.Lettering is not null ? "poster"
            : dice.Pick((outdoors ? "mountains forest sea" : "mountains sea dunes waves bubbles bauhaus arches aurora").Split(' '));
        return All.First(scene => scene.Name == name);
    }
}
