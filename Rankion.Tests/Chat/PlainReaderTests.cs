using Rankion.Core.Chat.Plain;

namespace Rankion.Tests.Chat;

/// <summary>What plain requests come to, in English and in German. The day is a Friday.</summary>
public sealed class PlainReaderTests
{
    private static readonly DateOnly Today = new(2026, 5, 15);

    [Theory]
    [InlineData("Make an image of a harbour at dawn", "Make(a harbour at dawn)")]
    [InlineData("make three images of a fox, 16:9", "Make(a fox) x3 16:9")]
    [InlineData("Draw a lighthouse in landscape format", "Make(a lighthouse) 3:2")]
    [InlineData("Please create two pictures showing a red fox and a blue house", "Make(a red fox and a blue house) x2")]
    [InlineData("Can you generate a logo for a coffee shop?", "Make(a logo for a coffee shop)")]
    [InlineData("I want a picture of a castle", "Make(a castle)")]
    [InlineData("draw a poster that says “find love and share it”", "Make(a poster that says “find love and share it”)")]
    [InlineData("Erstelle drei Bilder von einem Hafen am Morgen", "Make(einem Hafen am Morgen) x3")]
    [InlineData("Mach mir bitte ein Bild von einem Fuchs im Hochformat", "Make(einem Fuchs) 2:3")]
    [InlineData("Kannst du mir zwei Bilder von einem Wald machen?", "Make(einem Wald) x2")]
    [InlineData("Ich möchte ein Bild von einer Burg", "Make(einer Burg)")]
    [InlineData("make it warmer", "Change(make it warmer)")]
    [InlineData("Make the sky pink", "Change(Make the sky pink)")]
    [InlineData("lighten it", "Change(lighten it)")]
    [InlineData("golden hour light, please", "Change(golden hour light)")]
    [InlineData("a bit darker", "Change(a bit darker)")]
    [InlineData("change the background to a beach", "Change(change the background to a beach)")]
    [InlineData("make image 42 darker", "Change(make darker) #42")]
    [InlineData("Mach es wärmer", "Change(Mach es wärmer)")]
    [InlineData("etwas heller und wärmer", "Change(etwas heller und wärmer)")]
    [InlineData("Goldene Stunde", "Change(Goldene Stunde)")]
    [InlineData("Füge einen Vogel hinzu", "Change(Füge einen Vogel hinzu)")]
    [InlineData("Kannst du das Bild heller machen?", "Change(mach das Bild heller)")]
    [InlineData("three variants", "Variants() x3")]
    [InlineData("make two variants of this", "Variants() x2 This")]
    [InlineData("variants with a blue sky", "Variants(with a blue sky) x3")]
    [InlineData("noch eine Variante", "Variants()")]
    [InlineData("Mach zwei Varianten davon", "Variants() x2")]
    [InlineData("tag it as hero", "Tag(hero)")]
    [InlineData("tag them as hero, harbour and \"summer 2026\"", "Tag(hero, harbour, summer 2026) Them")]
    [InlineData("tag image 42 with draft", "Tag(draft) #42")]
    [InlineData("remove the tag draft", "Untag(draft)")]
    [InlineData("Tagge es als Titelbild", "Tag(Titelbild)")]
    [InlineData("Verschlagworte das Bild mit Hafen und Boot", "Tag(Hafen, Boot)")]
    [InlineData("Entferne den Tag Entwurf", "Untag(Entwurf)")]
    [InlineData("star it", "Star()")]
    [InlineData("Markiere es als Favorit", "Star()")]
    [InlineData("Entferne den Stern", "Unstar()")]
    [InlineData("find images of the harbour", "Find(harbour)")]
    [InlineData("show me my favourites", "Find() starred")]
    [InlineData("find pictures tagged hero", "Find(hero)")]
    [InlineData("Finde Bilder vom Hafen", "Find(Hafen)")]
    [InlineData("Zeig mir meine Favoriten", "Find() starred")]
    [InlineData("share it for 7 days", "Share() 7d")]
    [InlineData("make a public link that never expires", "Share() never")]
    [InlineData("share this image for 3 days", "Share() 1d This")]
    [InlineData("Teile das Bild für 30 Tage", "Share() 30d")]
    [InlineData("schedule it on Friday at 9", "Schedule() 2026-05-22T09:00")]
    [InlineData("schedule it tomorrow at 2:30 pm", "Schedule() 2026-05-16T14:30")]
    [InlineData("plan \"Launch post\" for 2026-06-01 at 10:00", "Schedule(Launch post) 2026-06-01T10:00")]
    [InlineData("schedule it", "Schedule()")]
    [InlineData("Plane es am Montag um 9 Uhr", "Schedule() 2026-05-18T09:00")]
    [InlineData("Setz es am 27.11. um 8 Uhr in den Kalender", "Schedule() 2026-11-27T08:00")]
    [InlineData("Terminiere den Newsletter übermorgen", "Schedule() 2026-05-17T09:00 newsletter")]
    [InlineData("upscale it 4x", "Upscale() x4")]
    [InlineData("Vergrößere das Bild", "Upscale() x2")]
    [InlineData("add it to the collection Summer", "Collect(Summer)")]
    [InlineData("Füge es zur Sammlung Sommer hinzu", "Collect(Sommer)")]
    [InlineData("delete this image", "Delete() This")]
    [InlineData("Lösche das Bild", "Delete()")]
    [InlineData("Was kannst du?", "Help()")]
    [InlineData("Danke!", "Thanks()")]
    [InlineData("Make an image of a harbour at dawn and tag it as hero, then share it for a week", "Make(a harbour at dawn); Tag(hero); Share() 7d")]
    [InlineData("Zeichne einen Hafen und tagge ihn als Start, dann plane es am Freitag um 9 Uhr", "Make(einen Hafen); Tag(Start); Schedule() 2026-05-22T09:00")]
    [InlineData("Make it warmer and add a bird", "Change(Make it warmer); Change(add a bird)")]
    [InlineData("what is the capital of France", null)]
    [InlineData("Wie wird das Wetter?", null)]
    [InlineData("draw a fox and then tell me a joke", null)]
    [InlineData("   ", null)]
    public void A_sentence_comes_to_what_it_says(string words, string? expected) =>
        Assert.Equal(expected, PlainReader.Read(words, Today) is { } steps ? string.Join("; ", steps.Select(Print)) : null);

    private static string Print(PlainStep step) => string.Concat(
        $"{step.Intent}({(step.Tags.Count > 0 ? string.Join(", ", step.Tags) : step.Text)})",
        step.Favorites ? " starred" : "",
        step.Count == 1 ? "" : $" x{step.Count}",
        step.AspectRatio is { } ratio ? $" {ratio}" : "",
        step.ExpiresIn is { } end ? $" {end}" : "",
        step.At is { } at ? $" {at:yyyy-MM-dd'T'HH:mm}" : "",
        step.Kind is { } kind ? $" {kind}" : "",
        step.Target == PlainTarget.It ? "" : $" {step.Target}",
        step.Ids.Count > 0 ? $" #{string.Join(",#", step.Ids)}" : "");
}
