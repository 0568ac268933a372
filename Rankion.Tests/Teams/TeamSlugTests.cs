using Rankion.Core.Teams;

namespace Rankion.Tests.Teams;

public sealed class TeamSlugTests
{
    [Theory]
    [InlineData("Northwind Studio", "northwind-studio")]
    [InlineData("Mårten’s  Café & Bar!", "martens-cafe-bar")]
    [InlineData("--Ünit 42--", "unit-42")]
    [InlineData("日本", "team")]
    public void A_name_suggests_its_slug(string name, string slug)
    {
        Assert.Equal(slug, TeamSlug.From(name));
        Assert.True(TeamSlug.IsValid(slug));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Demo")]
    [InlineData("-demo")]
    [InlineData("demo-")]
    [InlineData("de--mo")]
    [InlineData("de mo")]
    [InlineData("démo")]
    public void A_slug_is_lower_case_letters_digits_and_single_dashes(string slug) => Assert.False(TeamSlug.IsValid(slug));

    [Fact]
    public void A_slug_has_at_most_60_characters()
    {
        Assert.True(TeamSlug.IsValid(TeamSlug.From(new string('a', 200))));
        Assert.False(TeamSlug.IsValid(new string('a', 61)));
    }
}
