using Rankion.Core;
using Rankion.Tests.Support;
using Rankion.Web.Components.Language;
using Rankion.Web.Components.Layout;

namespace Rankion.Tests.Language;

public sealed class WordsTests
{
    [Fact]
    public void A_text_is_said_in_the_language_of_the_page()
    {
        Assert.Equal("Sign out", LayoutWords.Say["Sign out"]);
        using var german = Speaking.German();
        Assert.Equal("Abmelden", LayoutWords.Say["Sign out"]);
        Assert.Equal("Nobody translated this", LayoutWords.Say["Nobody translated this"]);
    }

    [Fact]
    public void Numbers_stand_as_the_reader_writes_them()
    {
        Assert.Equal("1 credit", LayoutWords.Say.Count(1, "{0} credit", "{0:N0} credits"));
        using var german = Speaking.German();
        Assert.Equal("1.250 Credits", LayoutWords.Say.Count(1250, "{0} credit", "{0:N0} credits"));
    }

    [Fact]
    public void A_table_built_once_is_read_in_any_language()
    {
        var place = LayoutWords.Say.Later("Images");
        Assert.Equal("Images", place);
        using var german = Speaking.German();
        Assert.Equal("Bilder", place.ToString());
    }

    [Fact]
    public void A_refusal_is_told_in_German_with_what_was_put_into_it()
    {
        var refusal = Refusal.Invalid("title", "A title has 1 to 200 characters.");
        Assert.Equal("A title has 1 to 200 characters.", Reasons.Of(refusal));
        using var german = Speaking.German();
        Assert.Equal("Ein Titel hat 1 bis 200 Zeichen.", Reasons.Of(refusal));
        Assert.Equal("gpt-image-2 nimmt keine Maske.", Reasons.Of("gpt-image-2 takes no mask."));
        Assert.Equal("Nothing like that is known.", Reasons.Of("Nothing like that is known."));
    }
}
