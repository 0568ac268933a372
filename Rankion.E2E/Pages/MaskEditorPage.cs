using Microsoft.Playwright;

namespace Rankion.E2E.Pages;

/// <summary>The editor of masks, as a person uses it.</summary>
public sealed class MaskEditorPage(IPage page)
{
    public ILocator Dialog => page.GetByRole(AriaRole.Dialog, new() { Name = "Where may it change?" });

    public ILocator Area => Dialog.GetByRole(AriaRole.Application, new() { Name = "Drawing area" });

    /// <summary>What it says of how much may change.</summary>
    public ILocator Share => Dialog.GetByRole(AriaRole.Status).First;

    public ILocator Note => Dialog.GetByRole(AriaRole.Alert);

    public ILocator Button(string name) => Dialog.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task OpenAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Mask", Exact = true }).ClickAsync();
        await Assertions.Expect(Share).ToHaveTextAsync("Nothing is marked yet");
    }

    /// <summary>Draws a line with the mouse, from and to parts of the picture's width and height.</summary>
    public async Task PaintAsync(params (float X, float Y)[] line)
    {
        var picture = (await Dialog.Locator("[data-image]").BoundingBoxAsync())!;
        Task MoveAsync((float X, float Y) to) => page.Mouse.MoveAsync(picture.X + (picture.Width * to.X), picture.Y + (picture.Height * to.Y), new() { Steps = 4 });
        await MoveAsync(line[0]);
        await page.Mouse.DownAsync();
        foreach (var to in line[1..])
            await MoveAsync(to);
        await page.Mouse.UpAsync();
    }

    /// <summary>Marks a rectangle, in pixels of the image; the tool is chosen already.</summary>
    public async Task MarkAsync(int x, int y, int width, int height)
    {
        await Button("By numbers").ClickAsync();
        foreach (var (field, value) in new[] { ("From the left", x), ("From the top", y), ("Width", width), ("Height", height) })
            await Dialog.GetByRole(AriaRole.Spinbutton, new() { Name = field, Exact = true }).FillAsync(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Button("Mark").ClickAsync();
    }

    public Task ImportAsync(string name, byte[] bytes) =>
        Dialog.Locator("[data-file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "image/png", Buffer = bytes });
}
