using Microsoft.Playwright;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Sharing;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

public sealed class ShareJourneyTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    /// <summary>A slow 4G line, as Lighthouse has it.</summary>
    private const int Latency = 150;

    private const double BytesPerSecond = 1.6 * 1024 * 1024 / 8;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 1280, 900)]
    [InlineData(false, 390, 844)]
    public async Task A_link_is_made_opened_by_a_stranger_with_its_password_and_revoked(bool javaScript, int width, int height)
    {
        var team = await App.Services.CreateTeamAsync();
        var page = await SignInAsync(team.OwnerMember);
        var gallery = new GalleryPage(page);
        await gallery.GenerateAsync("A lighthouse");
        await gallery.ShouldShowAsync("A lighthouse");
        await gallery.Prompt.BlurAsync();
        await gallery.Tile("A lighthouse").ClickAsync();
        await gallery.Viewer.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Share" });
        await dialog.GetByRole(AriaRole.Switch, new() { Name = "Password" }).ClickAsync();
        var password = await dialog.GetByLabel("New password").InputValueAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        var address = await dialog.GetByLabel("Public link").InputValueAsync();
        await page.ShouldBeAccessibleAsync();

        var guest = await OpenBrowserAsync(o => (o.JavaScriptEnabled, o.ViewportSize) = (javaScript, new() { Width = width, Height = height }));
        await guest.GotoAsync(address);
        await guest.GetByLabel("Password").FillAsync("not this one");
        ExpectConsoleErrors();
        await guest.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Expect(guest.GetByRole(AriaRole.Alert)).ToContainTextAsync("4 tries left");
        await guest.GetByLabel("Password").FillAsync(password);
        await guest.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Expect(guest.GetByRole(AriaRole.Img, new() { Name = "A picture for you" })).ToBeVisibleAsync();
        Assert.DoesNotContain("lighthouse", await guest.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(password, guest.Url, StringComparison.Ordinal);
        var download = await guest.RunAndWaitForDownloadAsync(() => guest.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Equal("A picture for you.png", download.SuggestedFilename);
        if (javaScript)
            await guest.ShouldBeAccessibleAsync();

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke link" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Group).GetByRole(AriaRole.Button, new() { Name = "Revoke link" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Create link" })).ToBeVisibleAsync();
        Assert.Equal(410, (await guest.ReloadAsync())!.Status);
        await Expect(guest.GetByRole(AriaRole.Heading)).ToHaveTextAsync("This link is no longer open");
        ExpectConsoleErrors();
    }

    [Fact]
    public async Task A_link_ends_by_the_clock()
    {
        var clock = new TestClock(new DateTimeOffset(2036, 5, 15, 9, 0, 0, TimeSpan.Zero));
        await using var own = LiveApp.At(clock);
        App = own;
        var address = await ShareAsync(own, new() { ExpiresIn = "1h" });
        var guest = await OpenBrowserAsync();
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await guest.GotoAsync(address))!.Status);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(410, (await guest.ReloadAsync())!.Status);
        ExpectConsoleErrors();
        await CloseBrowsersAsync();
    }

    [Fact]
    public async Task The_picture_is_there_soon_on_a_slow_line()
    {
        var guest = await OpenBrowserAsync();
        var address = await ShareAsync(App, new());
        await guest.Context.APIRequest.GetAsync(address + "/image"); // made once, for the first who comes
        var line = await guest.Context.NewCDPSessionAsync(guest);
        await line.SendAsync("Network.enable");
        await line.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = Latency,
            ["downloadThroughput"] = BytesPerSecond,
            ["uploadThroughput"] = BytesPerSecond,
        });
        await guest.GotoAsync(address);
        var largest = await guest.EvaluateAsync<double>(
            "() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))");
        TestContext.Current.TestOutputHelper!.WriteLine($"Largest contentful paint on slow 4G: {largest:0} ms");
        Assert.True(largest > 0);
    }

    [Fact]
    public async Task The_teams_links_are_listed_ended_and_held_to_a_policy()
    {
        var team = await App.Services.CreateTeamAsync();
        await ShareAsync(App, new(), team);
        var page = await SignInAsync(team.OwnerMember);
        await page.GotoAsync("/settings/shares?show=endless");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Boats" })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("Links end at the latest after").SelectOptionAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save policy" }).ClickAsync();
        await Expect(page.GetByText("Policy saved")).ToBeVisibleAsync();
        var csv = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.Equal("links.csv", csv.SuggestedFilename);
        await page.GetByLabel("Select link of Boats").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke 1 link" }).ClickAsync();
        await page.GetByRole(AriaRole.Group).GetByRole(AriaRole.Button, new() { Name = "Revoke 1 link" }).Last.ClickAsync();
        await Expect(page.GetByText("No link is of this kind.")).ToBeVisibleAsync();
    }

    private static async Task<string> ShareAsync(LiveApp app, ShareTerms terms, TestTeam? team = null)
    {
        team ??= await app.Services.CreateTeamAsync();
        using var http = new HttpClient { BaseAddress = app.Address };
        var stored = await app.Get<ImageIngest>().StoreAsync(await http.GetByteArrayAsync("/pics/harbour-dawn.webp", Ct), Ct);
        var now = Rankion.Core.Clock.Truncate(app.Get<TimeProvider>().GetUtcNow().UtcDateTime);
        var image = new Image
        {
            TeamId = team.Id,
            Title = "Boats",
            IsTitled = true,
            Prompt = "-",
            Model = "gpt-image-2",
            Provider = "openai",
            Status = ProcessingStatus.Ready,
            Sha256 = stored.Sha256,
            Format = stored.Format,
            Width = stored.Width,
            Height = stored.Height,
            CreatedById = team.Owner.UserId,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await app.Get<Database>().WriteAsync(write =>
        {
            write.Db.Add(image);
            return Task.CompletedTask;
        }, Ct);
        var share = (await app.Get<Shares>().CreateAsync(team.Owner, image.Id, terms, Ct))!.Value.Share;
        return new Uri(app.Address, "/s/" + share.Token).ToString();
    }
}
