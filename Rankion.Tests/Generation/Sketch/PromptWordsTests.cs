using Rankion.Core.Generation.Sketch.Reading;

namespace Rankion.Tests.Generation.Sketch;

public class PromptWordsTests
{
    [Theory]
    [InlineData("Two boats at sea", "boat", true)]
    [InlineData("In this season", "sea", false)]
    [InlineData("Zwei Segelboote", "*boot", true)]
    [InlineData("Die Berge am Morgen", "*berg", true)]
    [InlineData("A harbour without boats", "boat", false)]
    [InlineData("Ein Hafen ohne Boote", "boot", false)]
    [InlineData("Sonnenuntergänge", "sonnenunterg*", true)]
    [InlineData("Nachthimmel", "*himmel*", true)]
    [InlineData("", "boat", false)]
    public void Words_are_found_with_their_endings(string prompt, string list, bool found) => Assert.Equal(found, new PromptWords(prompt).Say(list));

    [Theory]
    [InlineData("a blue vase with red roses", "vase", "#2f66c9")]
    [InlineData("a blue vase with red roses", "rose roses", "#d8392f")]
    [InlineData("eine hohe blaue Vase", "vase", "#2f66c9")]
    [InlineData("a vase, blue", "vase", null)]
    public void A_colour_belongs_to_the_thing_it_stands_before(string prompt, string thing, string? colour) =>
        Assert.Equal(colour, Brief.Read(prompt).ColourOf(thing)?.ToString());

    [Theory]
    [InlineData("poster \"slow friday\"", "slow friday")]
    [InlineData("Plakat „Über Größe“", "Über Größe")]
    [InlineData("titled 'Don’t panic' in red", null)]
    [InlineData("a sign 'Open late' in red", "Open late")]
    [InlineData("the dog's bowl and the cat's bed", null)]
    [InlineData("two \"\n  lines\t\"", "lines")]
    [InlineData("\"A forest in the mist\"", null)]
    [InlineData("\"\"", null)]
    public void What_stands_in_quotes_is_to_be_written(string prompt, string? lettering) => Assert.Equal(lettering, Brief.Read(prompt).Lettering);

    [Fact]
    public void What_is_to_be_written_is_no_subject() => Assert.False(Brief.Read("poster \"Night of the sea\"").Says("sea night"));

    [Theory]
    [InlineData("jazz festival poster in blue and orange", "jazz festival")]
    [InlineData("poster", "rankion")]
    public void A_poster_without_quotes_takes_its_title_from_the_prompt(string prompt, string title) =>
        Assert.Equal(title, Lettering.TitleOf(new PromptWords(prompt)));
}
