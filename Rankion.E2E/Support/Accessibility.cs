using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Rankion.E2E.Support;

public static class Accessibility
{
    private const int Looks = 3;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Fails with axe's findings, each with the elements it is about. While a page is drawn anew it lacks its title or a name: a finding is what is found again.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page)
    {
        var found = await FindAsync(page);
        for (var look = 1; look < Looks && found.Length > 0; look++)
        {
            await page.WaitForTimeoutAsync(500);
            found = await FindAsync(page);
        }
        Assert.Equal([], found);
    }

    // in the page itself: a second page for the sum of it, as the library opens, would take the focus away
    private static async Task<string[]> FindAsync(IPage page)
    {
        await page.EvaluateAsync($"() => {{ {Axe} }}");
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .map(({ id, impact, help, nodes }) => `${id} (${impact}): ${help}\n  ${nodes.map(node => node.html).join('\n  ')}`)
            """);
    }
}
