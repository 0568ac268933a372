using Microsoft.Playwright;
using Rankion.E2E.Support;

namespace Rankion.E2E;

public sealed class FrontDoorTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    [Fact]
    public async Task A_stranger_is_asked_to_sign_in()
    {
        var page = await OpenBrowserAsync();
        await page.GotoAsync("/images");
        await Assertions.Expect(page.GetByLabel("E-mail")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
    }
}
