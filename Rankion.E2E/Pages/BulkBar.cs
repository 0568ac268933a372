using Microsoft.Playwright;

namespace Rankion.E2E.Pages;

/// <summary>What stands at the foot of the page while anything is selected, and what it opens.</summary>
public sealed class BulkBar(IPage page)
{
    public ILocator Bar => page.GetByRole(AriaRole.Toolbar, new() { Name = "Selection" });

    public ILocator Tags => page.GetByRole(AriaRole.Dialog, new() { Name = "Tags of the selection" });

    public ILocator TagBox => Tags.GetByRole(AriaRole.Textbox, new() { Name = "Find or create a tag" });

    public ILocator Question => page.Locator("dialog[open]");

    public ILocator Undo => page.GetByRole(AriaRole.Button, new() { Name = "Undo" });

    public ILocator Button(string name) => Bar.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Tick(string title) => page.GetByRole(AriaRole.Button, new() { Name = $"Select {title}", Exact = true });

    /// <summary>Opens the trash by its address.</summary>
    public async Task OpenTrashAsync()
    {
        await page.GotoAsync("/images/trash");
        await ShouldWalkAsync();
    }

    /// <summary>Waits until the trash is there and its tiles can be walked by keys.</summary>
    public async Task ShouldWalkAsync()
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Trash" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-scroller] .open[tabindex='0']")).ToHaveCountAsync(1);
    }

    public Task ShouldHaveAsync(int count) => Assertions.Expect(Bar.GetByText($"{count} selected")).ToBeVisibleAsync();

    public Task ShouldSayAsync(string text) => Assertions.Expect(page.GetByRole(AriaRole.Status).GetByText(text)).ToBeVisibleAsync();
}
