using System.Net;
using System.Text.Json;
using Rankion.Core.Data;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class JobsApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_job_is_cancelled_once_and_its_credits_come_back(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var receipt = await world.GenerateAsync(new { prompt = "x", n = 2 }).JsonAsync(HttpStatusCode.Accepted);
        var path = "/v1/jobs/" + receipt.Text("job_id");
        var queued = (await world.GetAsync(path).JsonAsync()).GetProperty("data");
        Assert.Equal((receipt.Text("job_id"), "generate", "queued"), (queued.Text("id"), queued.Text("kind"), queued.Text("status")));
        Assert.Equal("""{"done":0,"total":2}""", queued.GetProperty("progress").GetRawText());
        Assert.Equal(JsonValueKind.Null, queued.GetProperty("finished_at").ValueKind);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var cancelled = (await world.Http.DeleteAsync(path, Ct).JsonAsync()).GetProperty("data");
            Assert.Equal("cancelled", cancelled.Text("status"));
            Assert.NotNull(cancelled.Text("finished_at"));
        }
        Assert.Equal(1000, await world.BalanceAsync());
        var image = (await world.GetAsync($"/v1/images/{receipt.GetProperty("image_id")}").JsonAsync()).GetProperty("data");
        Assert.Equal(("cancelled", 0), (image.Text("processing_status"), image.GetProperty("credits").GetInt32()));
    }

    [DatabaseTheory]
    public async Task The_ledger_is_read_page_by_page_newest_first(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        await world.GenerateAsync(new { prompt = "x", n = 2 }).JsonAsync(HttpStatusCode.Accepted);
        var credits = await world.GetAsync("/v1/credits?per_page=2").JsonAsync();
        Assert.Equal(990, credits.GetProperty("data").GetProperty("balance").GetInt32());
        Assert.Equal("""{"page":1,"per_page":2,"total":3,"last_page":2}""", credits.GetProperty("meta").GetRawText());
        var newest = credits.GetProperty("data").GetProperty("ledger")[0];
        Assert.Equal(["id", "amount", "kind", "job_id", "image_id", "note", "created_at"], newest.EnumerateObject().Select(p => p.Name));
        Assert.Equal((-5, "charge"), (newest.GetProperty("amount").GetInt32(), newest.Text("kind")));
        var rest = await world.GetAsync(credits.GetProperty("links").Text("next")!).JsonAsync();
        Assert.Equal("grant", Assert.Single(rest.GetProperty("data").GetProperty("ledger").EnumerateArray()).Text("kind"));
        Assert.Equal(["per_page"], await world.GetAsync("/v1/credits?per_page=0").InvalidAsync());
    }

    [Fact]
    public async Task Projects_are_the_teams_own()
    {
        await using var world = await ApiWorld.OpenAsync();
        var other = await world.App.CreateTeamAsync();
        await world.App.Database.WriteAsync(write =>
        {
            foreach (var (team, slug) in new[] { (world.Team.Id, "one"), (world.Team.Id, "two"), (other.Id, "one") })
                write.Db.Add(new Core.Projects.Project { TeamId = team, Name = slug, Slug = slug, Color = "#2a4a66", CreatedAt = DateTime.UnixEpoch });
            return Task.CompletedTask;
        }, Ct);
        var projects = await world.GetAsync("/v1/projects?per_page=1&page=2").JsonAsync();
        Assert.Equal("two", Assert.Single(projects.GetProperty("data").EnumerateArray()).Text("slug"));
        Assert.Equal(2, projects.GetProperty("meta").GetProperty("total").GetInt32());
    }
}
