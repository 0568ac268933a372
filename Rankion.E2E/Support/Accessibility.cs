using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Rankion.E2E.Support;

public static class Accessibility
{
    /// <summary>Fails with axe's findings, each with the elements it is about.</summary>
    /// <param name="page">A page that has come to rest.</param>
    /// <param name="except">Rule ids that the page may break, for a reason given where it is called.</param>
    public static async Task ShouldBeAccessibleAsync(this IPage page, params string[] except)
    {
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex(".")); // it is away while one page gives way to the next
        var result = await page.RunAxe();
        var found = result.Violations.Where(v => !except.Contains(v.Id))
            .Select(v => $"{v.Id} ({v.Impact}): {v.Help}\n  {string.Join("\n  ", v.Nodes.Select(n => n.Html))}");
        Assert.Equal([], found);
    }
}
