using Bunit;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Tests.Support;
using Rankion.Web.Components.Jobs;

namespace Rankion.Tests.Components.Jobs;

public sealed class JobsTrayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_nothing_goes_on_there_is_no_pill()
    {
        await using var page = await Page.OpenAsync();
        var tray = page.Render<JobsTray>();
        Assert.Empty(tray.FindAll(".pill"));
        Assert.Contains("Nothing is being made.", tray.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_appears_when_it_is_accepted_and_is_cancelled_with_its_money_back()
    {
        await using var page = await Page.OpenAsync(credits: 100);
        var tray = page.Render<JobsTray>();
        await GenerateAsync(page, "A harbour at dawn");
        await GenerateAsync(page, "Pears and stoneware");
        page.Tick();
        tray.WaitForAssertion(() => Assert.Equal("2 queued", tray.Find(".pill").TextContent.Trim()));
        Assert.Equal(["Next in line", "2nd in line"], tray.FindAll(".job .s").Select(s => s.TextContent.Trim()));

        tray.Find(".job button").Click();
        page.Tick();
        tray.WaitForAssertion(() => Assert.Equal("1 queued", tray.Find(".pill").TextContent.Trim()));
        Assert.Equal(["Next in line", "Cancelled · 5\u00a0credits refunded"], tray.FindAll(".job .s").Select(s => s.TextContent.Trim()));
        Assert.Equal(95, await page.Get<CreditLedger>().BalanceAsync(page.Actor, Ct));
    }

    [Fact]
    public async Task A_failed_job_says_why_and_is_tried_again()
    {
        await using var page = await Page.OpenAsync();
        var receipt = await GenerateAsync(page, "A crowd at a concert", images: 2);
        await FailAsync(page, receipt);
        var tray = page.Render<JobsTray>();
        Assert.Equal("1 failed", tray.Find(".pill.bad").TextContent.Trim());
        Assert.Equal("Declined · 10\u00a0credits refunded", tray.Find(".job .s.bad").TextContent.Trim());
        tray.Find(".job button").Click();
        page.Tick();
        tray.WaitForAssertion(() => Assert.Equal("2 queued", tray.Find(".pill").TextContent.Trim()));
    }

    [Fact]
    public async Task A_failure_that_was_looked_at_is_no_longer_red()
    {
        await using var page = await Page.OpenAsync();
        await FailAsync(page, await GenerateAsync(page, "A crowd at a concert"));
        var tray = page.Render<JobsTray>();
        tray.Find("#jobs").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Empty(tray.FindAll(".pill.bad"));
        Assert.Equal("1 failed", tray.Find(".pill").TextContent.Trim());
        tray.Find("#jobs .top button").Click();
        Assert.Empty(tray.FindAll(".pill, .job"));
    }

    [Fact]
    public async Task What_ended_before_the_page_was_opened_is_no_news()
    {
        await using var page = await Page.OpenAsync();
        var receipt = await GenerateAsync(page, "A harbour");
        await SettleAsync(page, receipt, JobStatus.Ready, ProcessingStatus.Ready, null);
        Assert.Empty(page.Render<JobsTray>().FindAll(".pill, .job"));
    }

    private static Task<GenerationReceipt> GenerateAsync(Page page, string prompt, int images = 1) =>
        page.Get<Generator>().GenerateAsync(page.Team.Owner, new() { Prompt = prompt, N = images }, Ct);

    private static Task FailAsync(Page page, GenerationReceipt receipt) =>
        SettleAsync(page, receipt, JobStatus.Failed, ProcessingStatus.Failed, "provider_moderated");

    private static Task SettleAsync(Page page, GenerationReceipt receipt, JobStatus job, ProcessingStatus image, string? code) =>
        page.Stage.Database.WriteAsync(write => Settle(write, page, receipt, job, image, code), Ct);

    private static Task Settle(WriteScope write, Page page, GenerationReceipt receipt, JobStatus job, ProcessingStatus image, string? code)
    {
        var team = write.Db.For(page.Team.Owner);
        team.Jobs.Single(j => j.Id == receipt.JobId).Status = job;
        foreach (var row in team.Images.Where(i => i.JobId == receipt.JobId))
            (row.Status, row.ErrorCode) = (image, code);
        return Task.CompletedTask;
    }
}
