using Microsoft.Playwright;

namespace Rankion.E2E.Pages;

/// <summary>The gallery with its composer, as a person uses it.</summary>
public sealed class GalleryPage(IPage page)
{
    public ILocator Prompt => page.GetByLabel("Prompt", new() { Exact = true });

    public ILocator GenerateButton => page.GetByRole(AriaRole.Button, new() { Name = "Generate" });

    /// <summary>All tiles, whatever their state.</summary>
    public ILocator Tiles => page.GetByRole(AriaRole.Row).And(page.Locator("[data-id]"));

    public ILocator Search => page.GetByRole(AriaRole.Combobox, new() { Name = "Search images" });

    public ILocator Jobs => page.GetByRole(AriaRole.Button, new() { NameString = "Jobs:" });

    public ILocator Viewer => page.Locator("dialog.viewer");

    /// <summary>The tile's link, by the image's title.</summary>
    public ILocator Tile(string title) => Tiles.GetByRole(AriaRole.Link, new() { Name = title });

    /// <summary>What takes a filter away.</summary>
    public ILocator Chip(string text) => page.GetByRole(AriaRole.Button, new() { Name = $"Remove filter {text}" });

    public ILocator Balance(int credits) => page.GetByText($"Credits: {credits}", new() { Exact = true });

    /// <summary>Waits until the circuit is up: what it draws anew takes an open menu along.</summary>
    public Task ShouldBeLiveAsync() => Assertions.Expect(page.Locator("[data-draft][data-live]")).ToBeAttachedAsync();

    /// <summary>Presses G, types and sends, without a mouse.</summary>
    public async Task GenerateAsync(string prompt)
    {
        await Assertions.Expect(Prompt).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("g");
        await Assertions.Expect(Prompt).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(prompt);
        await page.Keyboard.PressAsync("Control+Enter");
    }

    /// <summary>Waits until the tile of that title shows its picture, loaded.</summary>
    public async Task ShouldShowAsync(string title)
    {
        await Assertions.Expect(Tile(title).Locator("img")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("title => [...document.querySelectorAll('.tile a')].some(a => a.textContent.trim().startsWith(title) && a.querySelector('img')?.naturalWidth > 0)", title);
    }
}
