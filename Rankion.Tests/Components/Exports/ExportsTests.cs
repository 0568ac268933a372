using Bunit;
using Rankion.Core;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Tests.Support;
using Rankion.Web.Components.Exports;
using Rankion.Web.Components.Jobs;

namespace Rankion.Tests.Components.Exports;

public sealed class ExportsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_dialog_says_how_much_it_is_and_asks_for_what_was_chosen()
    {
        await using var page = await Page.OpenAsync(role: TeamRole.Viewer);
        var first = await page.AddImageAsync();
        var gone = await page.AddImageAsync(i => i.DeletedAt = i.CreatedAt);
        var closed = false;
        var dialog = page.Render<ExportDialog>(p => p.Add(d => d.Scope, ImageScope.Of(first.Id, gone.Id)).Add(d => d.OnClose, () => closed = true));
        dialog.WaitForAssertion(() => Assert.Equal("Export 2 images", dialog.Find("h2").TextContent));
        Assert.Contains("1 image is not ready or in the trash", dialog.Markup, StringComparison.Ordinal);
        Assert.Empty(dialog.FindAll("#export-quality"));

        await dialog.FindAll("input[type=radio]")[2].ChangeAsync(true);
        await dialog.Find("#export-quality").InputAsync("70");
        await dialog.FindAll("input[type=checkbox]")[1].ChangeAsync(false);
        await dialog.Find("footer .primary").ClickAsync();

        Assert.True(closed);
        var line = Assert.Single((await page.Get<Exporter>().ListAsync(page.Actor, new(), Ct)).Items);
        Assert.Equal((ExportFormat.Jpeg, 70, true, true), (line.State.Export.Format, line.State.Export.Quality, line.State.Export.IncludeMetadata, line.State.Export.OmitPrompts));
    }

    [Fact]
    public async Task The_history_cancels_and_runs_again()
    {
        await using var page = await Page.OpenAsync();
        var empty = page.Render<ExportsPage>();
        empty.WaitForAssertion(() => Assert.Contains("Nothing has been exported yet", empty.Markup, StringComparison.Ordinal));
        var image = await page.AddImageAsync();
        await page.Get<Exporter>().RequestAsync(page.Actor, ImageScope.Of(image.Id), new(), Ct);
        var history = page.Render<ExportsPage>();
        history.WaitForAssertion(() => Assert.Equal("Queued", history.Find(".badge").TextContent.Trim()));

        await history.Find(".acts button").ClickAsync();
        history.WaitForAssertion(() => Assert.Equal("Cancelled", history.Find(".badge").TextContent.Trim()));
        await history.Find(".acts button").ClickAsync();

        history.WaitForAssertion(() => Assert.Equal(["Queued", "Cancelled"], history.FindAll(".badge").Select(b => b.TextContent.Trim())));
    }

    [Fact]
    public async Task The_tray_has_exports_too()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync();
        await page.Get<Exporter>().RequestAsync(page.Actor, ImageScope.Of(image.Id), new(), Ct);
        var tray = page.Render<JobsTray>();
        tray.WaitForAssertion(() => Assert.Equal("Export of 1 image", tray.Find(".job .t").TextContent));
        Assert.Equal("/exports", tray.Find(".job .t").GetAttribute("href"));
        tray.Find(".job button").Click();
        page.Tick();
        tray.WaitForAssertion(() => Assert.Equal("Cancelled", tray.Find(".job .s").TextContent.Trim()));
    }

    [Fact]
    public async Task An_export_speaks_German()
    {
        using var german = Speaking.German();
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync();
        var dialog = page.Render<ExportDialog>(p => p.Add(d => d.Scope, ImageScope.Of(image.Id)));
        dialog.WaitForAssertion(() => Assert.Equal("1 Bild exportieren", dialog.Find("h2").TextContent));
    }
}
