using Rankion.E2E.Support;

namespace Rankion.E2E;

public sealed class FrontDoorTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    [Fact]
    public async Task The_server_answers_a_browser()
    {
        var page = await OpenBrowserAsync();
        var answer = await page.GotoAsync("/health/live");
        Assert.Equal(200, answer!.Status);
    }
}
