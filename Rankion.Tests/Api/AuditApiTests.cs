using System.Text.Json;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class AuditApiTests
{
    [Fact]
    public async Task What_was_done_over_the_api_is_listed_with_who_and_the_token()
    {
        await using var world = await ApiWorld.OpenAsync();
        var id = (await world.AddImageAsync(change: i => i.Status = ProcessingStatus.Ready)).Id;
        await world.Http.DeleteAsync($"/v1/images/{id}", ApiWorld.Ct);
        await world.Http.DeleteAsync($"/v1/images/{id}/forever", ApiWorld.Ct);
        await world.GenerateAsync(new { prompt = "x" });

        var list = await world.GetAsync("/v1/audit").JsonAsync();

        Assert.Equal(3, list.GetProperty("meta").GetProperty("total").GetInt32());
        var entries = list.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["image.generated", "image.deleted", "image.trashed"], entries.Select(e => e.Text("action")));
        Assert.Equal(["id", "action", "subject_kind", "subject_id", "by", "token_id", "detail", "created_at"], entries[1].EnumerateObject().Select(p => p.Name));
        Assert.Equal(("image", id, "Harbour", world.Team.Owner.UserId), (
            entries[1].Text("subject_kind"), entries[1].GetProperty("subject_id").GetInt64(), entries[1].Text("detail"), entries[1].GetProperty("by").GetProperty("id").GetInt64()));
        Assert.Equal(JsonValueKind.Number, entries[1].GetProperty("token_id").ValueKind);
    }

    [Fact]
    public async Task It_is_filtered_and_read_by_page_and_by_cursor()
    {
        await using var world = await ApiWorld.OpenAsync();
        var ids = new List<long>();
        for (var n = 0; n < 5; n++)
            ids.Add((await world.AddImageAsync(change: i => i.Status = ProcessingStatus.Ready)).Id);
        await world.PostAsync("/v1/images/bulk/delete", new { ids });
        await world.PostAsync($"/v1/images/{ids[2]}/restore", new { });
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", null);

        Assert.Equal(6, await TotalAsync("?action=image"));
        Assert.Equal(1, await TotalAsync("?action=image.restored"));
        Assert.Equal(2, await TotalAsync($"?subject_kind=image&subject_id={ids[2]}"));
        Assert.Equal(6, await TotalAsync($"?user_id={world.Team.Owner.UserId}"));
        Assert.Equal(0, await TotalAsync("?user_id=999999"));
        Assert.Equal(0, await TotalAsync("?to=2026-01-01"));
        Assert.Equal(6, await TotalAsync($"?from={today}&to=2999-01-01T00:00:00%2B02:00"));
        var second = await world.GetAsync("/v1/audit?per_page=4&page=2").JsonAsync();
        Assert.Equal((2, 2, 6), (second.GetProperty("data").GetArrayLength(), second.GetProperty("meta").GetProperty("page").GetInt32(), second.GetProperty("meta").GetProperty("total").GetInt32()));

        var seen = new List<long>();
        for (var next = "/v1/audit?action=image&per_page=4&cursor="; next is not null;)
        {
            var stretch = await world.GetAsync(next).JsonAsync();
            seen.AddRange(stretch.GetProperty("data").EnumerateArray().Select(e => e.GetProperty("id").GetInt64()));
            next = stretch.GetProperty("links").Text("next");
        }
        Assert.Equal(6, seen.Distinct().Count());
        Assert.Equal(seen.OrderDescending(), seen);

        async Task<int> TotalAsync(string query) => (await world.GetAsync("/v1/audit" + query).JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32();
    }

    [Theory]
    [InlineData("action=Image%25", "action")]
    [InlineData("action=a%00", "action")]
    [InlineData("user_id=me", "user_id")]
    [InlineData("subject_id=-1", "subject_id")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-05-02&to=2026-05-01", "from")]
    [InlineData("page=0", "page")]
    [InlineData("per_page=101", "per_page")]
    [InlineData("cursor=x", "cursor")]
    public async Task What_cannot_be_asked_for_is_named(string query, string field)
    {
        await using var world = await ApiWorld.OpenAsync();
        Assert.Equal([field], await world.GetAsync("/v1/audit?" + query).InvalidAsync());
    }

    [Fact]
    public async Task It_is_for_admins_with_that_scope_and_holds_nothing_of_other_teams()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.GenerateAsync(new { prompt = "x" });
        var editor = await world.App.AddMemberAsync(world.Team, TeamRole.Editor);
        var narrow = await world.App.AddMemberAsync(world.Team, TeamRole.Admin, Scopes.Read | Scopes.Write);
        var admin = await world.App.AddMemberAsync(world.Team, TeamRole.Admin);
        foreach (var token in new[] { editor.Token, narrow.Token })
            await world.App.Client(token).GetAsync("/v1/audit", ApiWorld.Ct).ProblemAsync(403, "forbidden");
        Assert.Equal(1, (await world.App.Client(admin.Token).GetAsync("/v1/audit", ApiWorld.Ct).JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
        var other = world.App.Client(await world.App.CreateTeamAsync());
        Assert.Equal(0, (await other.GetAsync("/v1/audit", ApiWorld.Ct).JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
    }
}
