using Rankion.Core.Language;

namespace Rankion.Tests.Language;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("A quiet harbour at dawn, long exposure", "A quiet harbour at sunset, low sun, long exposure", "A quiet harbour at [-dawn][+sunset, low sun], long exposure")]
    [InlineData("muted peach and slate, one boat", "muted amber and wine, one boat", "muted [-peach][+amber] and [-slate][+wine], one boat")]
    [InlineData("", "fog", "[+fog]")]
    [InlineData("fog", "", "[-fog]")]
    [InlineData("fog", "fog", "fog")]
    [InlineData("Fog", "fog", "[-Fog][+fog]")]
    [InlineData("one two three", "three four five", "[-one two ]three[+ four five]")]
    [InlineData("早い朝", "早い夜", "[-早い朝][+早い夜]")]
    [InlineData("line one\nline two", "line one\n\nline two", "line one[-\n][+\n\n]line two")]
    public void Words_that_went_and_words_that_came_stand_in_their_places(string before, string after, string expected) =>
        Assert.Equal(expected, Print(WordDiff.Of(before, after)));

    [Fact]
    public void Both_texts_can_be_read_out_of_the_pieces_whatever_they_are()
    {
        var random = new Random(7);
        var words = new[] { "a", "b", "c", " ", ", ", "\n", "🌊", "é" };
        for (var round = 0; round < 2000; round++)
        {
            string Text() => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => words[random.Next(words.Length)]));
            var (before, after) = (Text(), Text());
            var pieces = WordDiff.Of(before, after);
            Assert.Equal(before, string.Concat(pieces.Where(p => p.Kind != DiffKind.Inserted).Select(p => p.Text)));
            Assert.Equal(after, string.Concat(pieces.Where(p => p.Kind != DiffKind.Deleted).Select(p => p.Text)));
        }
    }

    [Fact]
    public void Two_books_with_nothing_in_common_are_told_apart_as_a_whole()
    {
        var before = string.Join(' ', Enumerable.Range(0, 6000).Select(n => $"a{n}"));
        var after = string.Join(' ', Enumerable.Range(0, 6000).Select(n => $"b{n}"));
        Assert.Equal([new(DiffKind.Deleted, before), new(DiffKind.Inserted, after)], WordDiff.Of(before, after));
    }

    private static string Print(IReadOnlyList<DiffPiece> pieces) => string.Concat(pieces.Select(p => p.Kind switch
    {
        DiffKind.Deleted => $"[-{p.Text}]",
        DiffKind.Inserted => $"[+{p.Text}]",
        _ => p.Text,
    }));
}
