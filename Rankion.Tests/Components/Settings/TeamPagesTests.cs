using Bunit;
using Microsoft.AspNetCore.Components;
using Rankion.Core;
using Rankion.Core.Credits;
using Rankion.Core.Teams;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;
using Rankion.Web.Components.Settings;

namespace Rankion.Tests.Components.Settings;

/// <summary>Credits, storage and the audit log, as a member of the team sees them.</summary>
public sealed class TeamPagesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_grants_credits_and_sees_them_in_the_ledger()
    {
        await using var page = await Page.OpenAsync(credits: 100, role: TeamRole.Admin);
        var credits = page.Render<CreditsPage>();
        await credits.Find("form").SubmitAsync();
        Assert.Equal("Enter an amount.", credits.Find(".validation-message").TextContent);

        await credits.Find("#grant-amount").ChangeAsync("250");
        await credits.Find("#grant-note").ChangeAsync("November");
        await credits.Find("form").SubmitAsync();

        Assert.Equal("250 credits granted", credits.Find("[role=status]").TextContent);
        Assert.Equal("350", credits.Find(".big").TextContent);
        Assert.Contains("Granted · November", string.Join(' ', credits.Find("tbody tr").TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal("+250", credits.Find("tbody tr td:last-child").TextContent);
    }

    [Fact]
    public async Task Who_may_not_grant_is_not_asked()
    {
        await using var page = await Page.OpenAsync(role: TeamRole.Editor);
        Assert.Empty(page.Render<CreditsPage>().FindAll("form"));
        await Assert.ThrowsAsync<Core.RefusalException>(() => page.Get<CreditLedger>().GrantAsync(page.Actor, 5, null, Ct));
    }

    [Fact]
    public async Task Storage_is_counted_by_what_takes_it()
    {
        await using var page = await Page.OpenAsync();
        var (kept, thrownAway) = (Pictures.Make(64, 48), Pictures.Make(480, 640));
        var uploader = page.Get<Core.Uploads.Uploader>();
        await uploader.UploadAsync(page.Actor, kept, new(), Ct);
        await uploader.UploadAsync(page.Actor, kept, new(), Ct);
        await page.Get<Core.Images.Trash>().PutAsync(page.Actor, (await uploader.UploadAsync(page.Actor, thrownAway, new(), Ct)).Image.Id, Ct);

        var storage = page.Render<StoragePage>();

        Assert.Equal($"{ByteSize.Of(kept.Length + thrownAway.Length)} of 50 GB", storage.Find(".big").TextContent);
        Assert.Equal(["0 B", "0 B", ByteSize.Of(2 * kept.Length), ByteSize.Of(thrownAway.Length), $"−{ByteSize.Of(kept.Length)}"], storage.FindAll("tbody td:last-child").Select(d => d.TextContent));
        var parts = storage.FindAll("tbody td[data-label=Part]").Select(d => int.Parse(d.TextContent.Trim(' ', '%', '\u00a0'), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.InRange(parts.Sum(), 99, 101);
    }

    [Fact]
    public async Task A_tag_that_takes_the_name_of_another_is_told_to_become_one_with_it()
    {
        await using var page = await Page.OpenAsync();
        foreach (var tag in new[] { "harbour", "hafen" })
            await page.AddImageAsync(i => i.Tags = [tag]);
        var tags = page.Render<TagsPage>();
        await tags.Find("button[aria-label='Rename hafen']").ClickAsync(new());
        await tags.Find("form.edit input").InputAsync("Seaside");
        Assert.Equal("Save", tags.Find("form.edit [type=submit]").TextContent);
        await tags.Find("form.edit input").InputAsync("Harbour ");
        Assert.Equal("Merge", tags.Find("form.edit [type=submit]").TextContent);
        Assert.Contains("There is a tag “harbour” already", tags.Markup, StringComparison.Ordinal);

        await tags.Find("form.edit").SubmitAsync();
        Assert.Equal(["harbour"], tags.FindAll("tbody a.link").Select(a => a.TextContent));
    }

    [Fact]
    public async Task Enter_is_taken_at_once_and_what_a_name_lacks_is_said_where_it_can_be_put_right()
    {
        await using var page = await Page.OpenAsync();
        var projects = page.Render<ProjectsPage>();
        await projects.Find("form").SubmitAsync();
        Assert.Contains("A name has 1 to", projects.Find(".note.bad").TextContent, StringComparison.Ordinal);
        await projects.Find("#new-project-name").InputAsync("Harbour");
        await projects.Find("form").SubmitAsync();
        Assert.Equal("", projects.Find("#new-project-name").GetAttribute("value") ?? "");
        Assert.Empty(projects.FindAll(".note.bad"));

        await projects.Find("button[aria-label='Rename Harbour']").ClickAsync();
        await projects.Find("input[aria-label=Name]").InputAsync(" ");
        await projects.Find(".edit").SubmitAsync();
        Assert.NotNull(projects.Find(".note.bad"));
        await projects.Find("input[aria-label=Name]").InputAsync("Port");
        await projects.Find(".edit").SubmitAsync();
        Assert.NotNull(projects.Find("button[aria-label='Rename Port']"));
        Assert.Empty(projects.FindAll(".edit, .note.bad"));
    }

    [Fact]
    public async Task A_tag_that_cannot_be_called_so_stays_to_be_put_right()
    {
        await using var page = await Page.OpenAsync();
        await page.AddImageAsync(i => i.Tags = ["sea"]);
        var tags = page.Render<TagsPage>();
        await tags.Find("button[aria-label='Rename sea']").ClickAsync();
        await tags.Find("input[aria-label=Name]").InputAsync("");
        await tags.Find(".edit").SubmitAsync();
        Assert.Contains("A tag has 1 to", tags.Find(".note.bad").TextContent, StringComparison.Ordinal);
        await tags.Find("input[aria-label=Name]").InputAsync("ocean");
        await tags.Find(".edit").SubmitAsync();
        Assert.NotNull(tags.Find("button[aria-label='Rename ocean']"));
    }

    [Fact]
    public async Task The_audit_log_is_filtered_by_its_address_and_is_for_admins()
    {
        await using var page = await Page.OpenAsync(role: TeamRole.Admin);
        await page.Get<CreditLedger>().GrantAsync(page.Actor, 5, null, Ct);
        var image = await page.AddImageAsync();
        await page.Get<Core.Images.Trash>().PutAsync(page.Actor, image.Id, Ct);
        page.Get<NavigationManager>().NavigateTo("/settings/audit?action=image.");
        var log = page.Render<AuditPage>();
        Assert.Equal("Moved to trash: image " + image.Id, log.Find("tbody tr td:nth-child(2)").TextContent.Trim());
        Assert.Single(log.FindAll("tbody tr"));
        await log.Find("#audit-action").ChangeAsync("credits.");
        Assert.EndsWith("/settings/audit?action=credits.", page.Get<NavigationManager>().Uri, StringComparison.Ordinal);

        await using var other = await Page.OpenAsync(role: TeamRole.Editor);
        Assert.Empty(other.Render<AuditPage>().FindAll("table, select"));
    }

    [Fact]
    public void The_days_of_an_audit_log_are_the_readers()
    {
        var filter = new AuditLink(From: "2026-03-29", To: "2026-03-29").Filter(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal((new DateTime(2026, 3, 28, 23, 0, 0, DateTimeKind.Utc), new DateTime(2026, 3, 29, 22, 0, 0, DateTimeKind.Utc).AddTicks(-1)), (filter.From, filter.To));
        Assert.Equal(new(), new AuditLink(From: "yesterday").Filter(TimeZoneInfo.Utc));
    }

    [Fact]
    public async Task The_ledger_is_saved_whole()
    {
        await using var page = await Page.OpenAsync(credits: 100);
        await page.Get<CreditLedger>().GrantAsync(page.Actor.TeamId, 7, null, "=HYPERLINK(1)", Ct);
        using var file = new MemoryStream();
        await LedgerCsv.WriteAsync(file, page.Get<CreditLedger>().AllAsync(page.Actor, Ct), Ct);
        var lines = System.Text.Encoding.UTF8.GetString(file.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("id,created_at,kind,amount,image_id,image_title,job_id,by,note", lines[0]);
        Assert.Matches("^\\d+,\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ,grant,7,,,,,'=HYPERLINK\\(1\\)$", lines[1]);
        Assert.Equal(3, lines.Length);
    }
}
