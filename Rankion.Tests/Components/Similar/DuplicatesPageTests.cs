using Bunit;
using Rankion.Core.Images;
using Rankion.Web.Components.Similar;

namespace Rankion.Tests.Components.Similar;

public sealed class DuplicatesPageTests
{
    [Fact]
    public async Task A_double_click_merges_one_group_and_not_the_one_that_comes_up_in_its_place()
    {
        await using var page = await Page.OpenAsync();
        foreach (var hash in new[] { 0L, -1L })
        {
            await page.AddImageAsync(i => i.PerceptualHash = hash);
            await page.AddImageAsync(i => i.PerceptualHash = hash);
        }
        var duplicates = page.Render<DuplicatesPage>();
        duplicates.WaitForAssertion(() => Assert.Equal(2, duplicates.FindAll("section.group").Count));

        await duplicates.Find("section.group .foot button").ClickAsync(new());
        duplicates.WaitForAssertion(() => Assert.Single(duplicates.FindAll("section.group .foot button:not([disabled])")));
        await duplicates.Find("section.group .foot button").ClickAsync(new());
        Assert.Single(duplicates.FindAll("section.group"));

        page.Tick();
        await duplicates.Find("section.group .foot button").ClickAsync(new());
        duplicates.WaitForAssertion(() => Assert.Contains("Nothing is here twice", duplicates.Markup, StringComparison.Ordinal));
    }
}
