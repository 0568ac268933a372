using AngleSharp.Dom;
using Bunit;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Core.Teams;
using Rankion.Tests.Support;
using Rankion.Web.Components.Sharing;

namespace Rankion.Tests.Components.Sharing;

public sealed class ShareDialogTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_is_made_with_a_weeks_end_and_opening_again_shows_the_same()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync(i => (i.Title, i.IsTitled) = ("Harbour", true));
        var dialog = Open(page, image);
        Assert.Equal("Share “Harbour”", dialog.Find("h2").TextContent);
        Button(dialog, "Create link").Click();
        dialog.WaitForElement("#share-address");
        var address = dialog.Find("#share-address").GetAttribute("value")!;
        var link = await LinkAsync(page, image);
        Assert.EndsWith("/s/" + link.Token, address, StringComparison.Ordinal);
        Assert.Equal((page.Stage.Clock.UtcNow.AddDays(7), null), (link.ExpiresAt, link.PasswordHash));
        Assert.Equal(address, Open(page, image).Find("#share-address").GetAttribute("value"));
        Assert.Equal($"[![Harbour]({address}/image)]({address})", Button(dialog, "Copy as Markdown").GetAttribute("data-copy"));
    }

    [Fact]
    public async Task Changes_are_saved_as_they_are_made()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync();
        var dialog = Open(page, image);
        Button(dialog, "Create link").Click();
        dialog.WaitForElement("#share-address");

        await dialog.Find("#share-ends").ChangeAsync("never");
        await dialog.Find("#share-download").ChangeAsync("web");
        await dialog.Find("[aria-label='Show prompt and details']").ClickAsync();
        await dialog.Find("#share-note").ChangeAsync("  Until Friday ");
        Assert.Contains("Saved", dialog.Find("footer").TextContent, StringComparison.Ordinal);
        var link = await LinkAsync(page, image);
        Assert.Equal((null, ShareDownload.Web, true, "Until Friday"), (link.ExpiresAt, link.DownloadSize, link.ShowPrompt, link.Note));

        dialog.Find("#share-ends").Change("custom");
        dialog.Find("[type=datetime-local]").Change("2001-01-01T00:00");
        dialog.WaitForAssertion(() => Assert.Contains("must lie in the future", dialog.Find(".help.bad").TextContent, StringComparison.Ordinal));
        Assert.Null((await LinkAsync(page, image)).ExpiresAt);
    }

    [Fact]
    public async Task A_password_is_made_shown_once_and_can_only_be_replaced_later()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync();
        var dialog = Open(page, image);
        dialog.Find("[role=switch][aria-label=Password]").Click();
        var password = dialog.Find("[aria-label='New password']").GetAttribute("value")!;
        Assert.Matches("^[a-z]+-[a-z]+-[a-z]+-[0-9]{2}$", password);
        Button(dialog, "Create link").Click();
        dialog.WaitForElement("#share-address");
        Assert.Equal(password, dialog.Find("[aria-label='New password']").GetAttribute("value"));
        Assert.True(SharePasswords.Opens(await LinkAsync(page, image), password));

        var again = Open(page, image);
        Assert.DoesNotContain(password, again.Markup, StringComparison.Ordinal);
        Button(again, "New password").Click();
        again.WaitForElement("[aria-label='New password'].input");
        Assert.False(SharePasswords.Opens(await LinkAsync(page, image), password));
        again.Find("[role=switch][aria-label=Password]").Click();
        again.WaitForAssertion(() => Assert.Contains("Saved", again.Find("footer").TextContent, StringComparison.Ordinal));
        Assert.Null((await LinkAsync(page, image)).PasswordHash);
    }

    [Fact]
    public async Task The_teams_policy_shows_in_the_form()
    {
        await using var page = await Page.OpenAsync();
        await page.Get<SharePolicies>().SetAsync(page.Team.Owner, 1, 7, passwordRequired: true, labelForced: true, Ct);
        var image = await page.AddImageAsync();
        var dialog = Open(page, image);
        Assert.Equal(["1h", "1d", "7d", "custom"], dialog.FindAll("#share-ends option").Select(o => o.GetAttribute("value")));
        Assert.All(dialog.FindAll("[role=switch][aria-label=Password], [role=switch][aria-label='AI label']"), s => Assert.True(s.HasAttribute("disabled")));
        Button(dialog, "Create link").Click();
        dialog.WaitForElement("#share-address");
        var link = await LinkAsync(page, image);
        Assert.Equal((page.Stage.Clock.UtcNow.AddDays(1), true), (link.ExpiresAt, link.PasswordHash is not null));
    }

    [Fact]
    public async Task A_link_is_replaced_and_revoked_and_remembered()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync();
        var dialog = Open(page, image);
        Button(dialog, "Create link").Click();
        dialog.WaitForElement("#share-address");
        var first = await LinkAsync(page, image);
        Button(dialog, "New link").Click();
        Button(dialog, "New link").Click();
        dialog.WaitForAssertion(() => Assert.DoesNotContain(first.Token, dialog.Find("#share-address").GetAttribute("value")!, StringComparison.Ordinal));
        Button(dialog, "Revoke link").Click();
        Button(dialog, "Revoke link").Click();
        dialog.WaitForAssertion(() => Assert.Contains("2 earlier links", dialog.Find("details").TextContent, StringComparison.Ordinal));
        Assert.Contains("Revoked by person-", dialog.Find("details").TextContent, StringComparison.Ordinal);
        Assert.Equal("Create link", Button(dialog, "Create link").TextContent.Trim());
    }

    [Fact]
    public async Task Several_images_get_a_link_each_and_all_are_copied_at_once()
    {
        await using var page = await Page.OpenAsync();
        var (first, second) = (await page.AddImageAsync(i => i.Title = "One"), await page.AddImageAsync(i => i.Title = "Two"));
        var trashed = await page.AddImageAsync(i => i.DeletedAt = i.CreatedAt);
        await page.Get<Shares>().CreateAsync(page.Team.Owner, first.Id, new() { ExpiresIn = "never" }, Ct);
        var dialog = Open(page, first, second, trashed);
        Button(dialog, "Create 3 links").Click();
        dialog.WaitForAssertion(() => Assert.Equal(3, dialog.FindAll("li").Count));
        var all = Button(dialog, "Copy all").GetAttribute("data-copy")!.Split('\n');
        Assert.Equal(2, all.Length);
        Assert.EndsWith((await LinkAsync(page, second)).Token, all[1], StringComparison.Ordinal);
        Assert.Contains("was there already", dialog.FindAll("li")[0].TextContent, StringComparison.Ordinal);
        Assert.Null((await LinkAsync(page, first)).ExpiresAt);
    }

    [Fact]
    public async Task Who_may_only_look_sees_the_link_and_changes_nothing()
    {
        await using var page = await Page.OpenAsync(role: TeamRole.Viewer);
        var image = await page.AddImageAsync();
        await page.Get<Shares>().CreateAsync(page.Team.Owner, image.Id, new(), Ct);
        var dialog = Open(page, image);
        Assert.Empty(dialog.FindAll("[role=switch], select, textarea"));
        Assert.NotNull(dialog.Find("#share-address").GetAttribute("value"));
    }

    private static IRenderedComponent<ShareDialog> Open(Page page, params Image[] images)
    {
        var dialog = page.Render<ShareDialog>(p => p.Add(d => d.Ids, [.. images.Select(i => i.Id)]));
        dialog.WaitForElement("footer");
        return dialog;
    }

    private static IElement Button(IRenderedComponent<ShareDialog> dialog, string text) =>
        dialog.FindAll("button").First(b => b.TextContent.Trim() == text);

    private static async Task<Share> LinkAsync(Page page, Image image) => (await page.Get<Shares>().ActiveAsync(page.Team.Owner, [image.Id], Ct))[image.Id];
}
