using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E.Pages;

/// <summary>The editorial calendar.</summary>
internal sealed class CalendarPage(IPage page)
{
    public IPage Page { get; } = page;

    public ILocator Tray => Page.GetByRole(AriaRole.Complementary, new() { Name = "Unscheduled" });

    /// <summary>Opens an address, and waits until the page can be worked with.</summary>
    public async Task GoAsync(string address)
    {
        await Page.GotoAsync(address);
        await Expect(Page.Locator("[data-cal][data-live-now]")).ToBeVisibleAsync();
    }

    public ILocator Day(string day) => Page.Locator($"[data-cell][data-day='{day}']");

    public ILocator Card(string title) => Page.Locator("[data-event]:visible").And(Page.GetByRole(AriaRole.Link, new() { Name = title })).First;

    public ILocator CardOn(string day, string title) => Day(day).GetByRole(AriaRole.Link, new() { Name = title }).First;

    /// <summary>Drags by mouse, as a hand does: pressed, moved in steps, let go.</summary>
    public async Task DragAsync(ILocator card, ILocator onto)
    {
        var (from, to) = (await BoxAsync(card), await BoxAsync(onto));
        await DragAsync(from.X + 16, from.Y + 8, to.X + Math.Min(to.Width / 2, 40), to.Y + Math.Min(to.Height / 2, 60));
    }

    public async Task DragByAsync(ILocator card, float right, float down)
    {
        var from = await BoxAsync(card);
        await DragAsync(from.X + 16, from.Y + 8, from.X + 16 + right, from.Y + 8 + down);
    }

    private async Task DragAsync(float x, float y, float toX, float toY)
    {
        await Page.Mouse.MoveAsync(x, y);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(toX, toY, new() { Steps = 8 });
        await Page.Mouse.UpAsync();
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator locator)
    {
        await locator.ScrollIntoViewIfNeededAsync();
        return (await locator.BoundingBoxAsync())!;
    }
}
