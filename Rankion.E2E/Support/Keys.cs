using Microsoft.Playwright;

namespace Rankion.E2E.Support;

public static class Keys
{
    /// <summary>Takes back what the page has just said was done.</summary>
    public static async Task UndoAsync(this IPage page, string said, string key = "z")
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Status).GetByText(said)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync(key);
    }
}
