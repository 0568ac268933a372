using System.IO.Compression;
using Microsoft.Playwright;
using Rankion.Core.Exports;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;

namespace Rankion.E2E;

public sealed class ExportJourneyTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Selected_images_are_exported_and_saved(ColorScheme scheme, int width)
    {
        var team = await CreateTeamAsync();
        var page = await SignInAsync(await App.Services.AddMemberAsync(team.Id, TeamRole.Editor), options =>
        {
            options.ColorScheme = scheme;
            options.ViewportSize = new() { Width = width, Height = 844 };
        });
        var gallery = new GalleryPage(page);
        await gallery.ShouldBeLiveAsync();
        await gallery.GenerateAsync("A harbour at dawn");
        await gallery.ShouldShowAsync("A harbour at dawn");
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("Control+a");
        await page.GetByRole(AriaRole.Toolbar, new() { Name = "Selection" }).GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();

        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Export 1 image" });
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await dialog.GetByText("JPEG").ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Quality")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();

        await page.GotoAsync("/exports");
        var save = page.GetByRole(AriaRole.Link, new() { NameString = "Download the export of" });
        await Assertions.Expect(save).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => save.ClickAsync());
        await using var zip = ZipFile.OpenRead(await download.PathAsync());
        Assert.Equal(["a-harbour-at-dawn", "manifest.json", "manifest.csv"], zip.Entries.Select(e => e.FullName.EndsWith(".jpg", StringComparison.Ordinal) ? e.FullName[..17] : e.FullName));
    }

    [Theory]
    [InlineData("/settings/credits", ColorScheme.Light)]
    [InlineData("/settings/storage", ColorScheme.Dark)]
    [InlineData("/settings/audit", ColorScheme.Light)]
    [InlineData("/exports", ColorScheme.Dark)]
    public async Task Everybody_can_use_the_page(string path, ColorScheme scheme)
    {
        var team = await CreateTeamAsync();
        var owner = await App.Services.AddMemberAsync(team.Id, TeamRole.Owner);
        var made = await App.Get<Generator>().GenerateAsync(owner.Actor, new() { Prompt = "A harbour at dawn" }, TestContext.Current.CancellationToken);
        await App.Get<Exporter>().RequestAsync(owner.Actor, ImageScope.Of([.. made.ImageIds]), new(), TestContext.Current.CancellationToken);
        var page = await SignInAsync(owner, options => options.ColorScheme = scheme);
        await page.GotoAsync(path);
        await Assertions.Expect(page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
    }
}
