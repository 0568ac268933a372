using Rankion.Core.Articles;

namespace Rankion.Tests.Articles;

public sealed class ImageReferencesTests
{
    [Theory]
    [InlineData("![a](image:42) ![b]( image:7 \"title\") ![c](<image:8>)", "7,8,42")]
    [InlineData("![a](image:42)![a](IMAGE:42)", "42")]
    [InlineData("image:42, (image:42), [a](https://x/image:42), ![a](image:x), ![a](image:99999999999999999999)", "")]
    public void A_text_names_its_images(string markdown, string ids) => Assert.Equal(ids, string.Join(',', ImageReferences.In(markdown).Order()));

    [Fact]
    public void Words_that_mean_something_in_Markdown_are_only_words()
    {
        var markdown = ImageReferences.Markdown(42, "[a] *b*\n`c`");
        Assert.Equal(@"![\[a\] \*b\* \`c\`](image:42)", markdown);
        Assert.Equal([42], ImageReferences.In(markdown));
    }
}
