using Microsoft.Playwright;

namespace Rankion.E2E.Pages;

/// <summary>The gallery with its composer, as a person uses it.</summary>
public sealed class GalleryPage(IPage page)
{
    public ILocator Prompt => page.GetByLabel("Prompt", new() { Exact = true });

    public ILocator GenerateButton => page.GetByRole(AriaRole.Button, new() { Name = "Generate" });

    /// <summary>All tiles, whatever their state, once pointers and keys are listened to.</summary>
    public ILocator Tiles => page.Locator("[data-listens]").GetByRole(AriaRole.Row).And(page.Locator("[data-id]"));

    public ILocator Search => page.GetByRole(AriaRole.Combobox, new() { Name = "Search images" });

    public ILocator Jobs => page.GetByRole(AriaRole.Button, new() { NameString = "Jobs:" });

    public ILocator Viewer => page.Locator("dialog.viewer:modal");

    /// <summary>The tile's link, by the image's title.</summary>
    public ILocator Tile(string title) => Tiles.GetByRole(AriaRole.Link, new() { Name = title });

    /// <summary>What takes a filter away.</summary>
    public ILocator Chip(string text) => page.GetByRole(AriaRole.Button, new() { Name = $"Remove filter {text}" });

    /// <summary>The whole tile, by the image's title.</summary>
    public ILocator TileBox(string title) => Tiles.Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { NameRegex = new($"^{title}\\b") }) });

    public ILocator Tick(string title) => Tiles.GetByRole(AriaRole.Button, new() { Name = $"Select {title}", Exact = true });

    public ILocator PickedTiles => page.GetByRole(AriaRole.Row, new() { Selected = true });

    /// <summary>What the bar says of how many are picked.</summary>
    public ILocator Picked => page.GetByRole(AriaRole.Toolbar, new() { Name = "Selection" }).GetByRole(AriaRole.Status);

    private ILocator Scroller => page.Locator("[data-scroller]");

    /// <summary>Waits until pointers and keys are listened to.</summary>
    public Task ShouldListenAsync() => Assertions.Expect(page.Locator("[data-listens]")).ToBeAttachedAsync();

    public Task<int> HeightAsync() => Scroller.EvaluateAsync<int>("s => s.scrollHeight");

    public Task ScrollToAsync(int top) => Scroller.EvaluateAsync("(s, top) => { s.scrollTop = top; return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }", top);

    /// <summary>The title of the first tile that is wholly on screen and read.</summary>
    public async Task<string> FirstOnScreenAsync()
    {
        var title = await page.WaitForFunctionAsync("""
            () => {
              const edge = document.querySelector('[data-scroller]').getBoundingClientRect().top + 50;
              const first = [...document.querySelectorAll('.tile')].find(t => t.getBoundingClientRect().top > edge);
              return first?.querySelector('.cap b')?.textContent;
            }
            """);
        return await title.JsonValueAsync<string>();
    }

    /// <summary>The title of the first tile of which anything is seen: what the page holds in its place, whatever comes or goes above.</summary>
    public async Task<string> FirstInSightAsync()
    {
        var title = await page.WaitForFunctionAsync("""
            () => {
              const edge = document.querySelector('[data-scroller]').getBoundingClientRect().top + document.querySelector('.probe').offsetHeight;
              const first = [...document.querySelectorAll('.tile')].find(t => t.getBoundingClientRect().bottom > edge);
              return first?.querySelector('.cap b')?.textContent;
            }
            """);
        return await title.JsonValueAsync<string>();
    }

    /// <summary>A finger stays on the tile.</summary>
    public async Task HoldAsync(string title)
    {
        var box = (await TileBox(title).BoundingBoxAsync())!;
        var finger = await page.Context.NewCDPSessionAsync(page);
        var point = new Dictionary<string, object> { ["x"] = box.X + (box.Width / 2), ["y"] = box.Y + (box.Height / 2) };
        await finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchStart", ["touchPoints"] = new[] { point } });
        await Assertions.Expect(TileBox(title)).ToHaveAttributeAsync("aria-selected", "true");
        await finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
    }

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
