using System.Net;
using System.Text;
using System.Text.Json;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class SharingApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_link_is_made_once_changed_revoked_and_remembered(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var path = await SharePathAsync(world);

        var receipt = await PostAsync(world, path, """{"expires_at":"2036-05-22T11:00:00+02:00","unknown":1}""").JsonAsync(HttpStatusCode.Created);
        Assert.Equal(
            ["token", "public_url", "expires_at", "has_password", "allow_download", "view_count", "last_viewed_at", "created_at",
                "download_size", "show_prompt", "show_label", "note", "visitor_count", "download_count"],
            receipt.EnumerateObject().Select(p => p.Name));
        Assert.Equal(($"http://localhost/s/{receipt.Text("token")}", "2036-05-22T09:00:00Z"), (receipt.Text("public_url"), receipt.Text("expires_at")));
        var again = await PostAsync(world, path, """{"password":"open sesame"}""").JsonAsync();
        Assert.Equal(receipt.GetRawText(), again.GetRawText());

        var changed = await SendAsync(world, HttpMethod.Patch, path, """{"expires_at":null,"password":"open sesame"}""").JsonAsync();
        Assert.Equal((null, true, receipt.Text("token")), (
            changed.Text("expires_at"), changed.GetProperty("has_password").GetBoolean(), changed.Text("token")));
        Assert.Equal(changed.GetRawText(), (await SendAsync(world, HttpMethod.Patch, path, "{}").JsonAsync()).GetRawText());
        Assert.Equal(changed.GetRawText(), (await DetailAsync(world, path)).GetProperty("share").GetRawText());

        foreach (var _ in new[] { 1, 2 })
        {
            using var revoked = await SendAsync(world, HttpMethod.Delete, path, null);
            Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        }
        Assert.Equal(JsonValueKind.Null, (await DetailAsync(world, path)).GetProperty("share").ValueKind);
        await SendAsync(world, HttpMethod.Patch, path, "{}").ProblemAsync(404, "no_active_share");

        var next = await PostAsync(world, path, "").JsonAsync(HttpStatusCode.Created);
        var list = await world.GetAsync(path + "s").JsonAsync();
        Assert.Equal(2, list.GetProperty("meta").GetProperty("total").GetInt32());
        var (latest, first) = (list.GetProperty("data")[0], list.GetProperty("data")[1]);
        Assert.Equal((next.Text("token"), true, receipt.Text("token"), false), (
            latest.Text("token"), latest.GetProperty("is_active").GetBoolean(), first.Text("token"), first.GetProperty("is_active").GetBoolean()));
        Assert.Equal(["created", "changed", "revoked"], first.GetProperty("events").EnumerateArray().Select(e => e.Text("kind")));
        Assert.All(first.GetProperty("events").EnumerateArray(), e => Assert.Equal(world.Team.Owner.UserId, e.GetProperty("by").GetProperty("id").GetInt64()));
    }

    [Fact]
    public async Task Terms_that_cannot_be_are_named()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = await SharePathAsync(world);
        foreach (var (body, field) in new[]
        {
            ("""{"expires_at":"2020-01-01T00:00:00Z"}""", "expires_at"),
            ("""{"expires_in":"2h"}""", "expires_in"),
            ("""{"expires_in":"1h","expires_at":"2036-01-01T00:00:00Z"}""", "expires_in"),
            ("""{"password":"abc"}""", "password"),
            ("""{"password":""}""", "password"),
        })
        {
            Assert.Equal([field], await PostAsync(world, path, body).InvalidAsync());
        }
        await PostAsync(world, path, """{"expires_at":"soon"}""").ProblemAsync(400, "wrong_type");
        await PostAsync(world, path, """{"allow_download":"yes"}""").ProblemAsync(400, "wrong_type");
        await SendAsync(world, HttpMethod.Delete, path, null).ProblemAsync(404, "not_found");
        Assert.Equal(0, (await world.GetAsync(path + "s").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task An_image_in_the_trash_or_of_another_team_is_not_shared()
    {
        await using var world = await ApiWorld.OpenAsync();
        var trashed = await world.AddImageAsync(change: i => (i.Status, i.DeletedAt) = (ProcessingStatus.Ready, i.CreatedAt));
        var theirs = await world.AddImageAsync(await world.App.CreateTeamAsync(), i => i.Status = ProcessingStatus.Ready);
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Patch, HttpMethod.Delete })
        {
            await SendAsync(world, method, $"/v1/images/{trashed.Id}/share", "{}").ProblemAsync(409, "image_trashed");
            await SendAsync(world, method, $"/v1/images/{theirs.Id}/share", "{}").ProblemAsync(404, "not_found");
        }
        await world.GetAsync($"/v1/images/{theirs.Id}/shares").ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task A_repeated_request_makes_no_second_link()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = await SharePathAsync(world);
        using var first = await world.PostAsync(path, new { expires_in = "1d" }, "share-1");
        await SendAsync(world, HttpMethod.Delete, path, null);
        using var again = await world.PostAsync(path, new { expires_in = "1d" }, "share-1");
        Assert.Equal((await first.JsonAsync(HttpStatusCode.Created)).GetRawText(), (await again.JsonAsync(HttpStatusCode.Created)).GetRawText());
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_link_takes_all_its_terms_and_gets_a_new_token_when_it_is_reset()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = await SharePathAsync(world);
        await PostAsync(world, path + "/reset", "").ProblemAsync(404, "no_active_share");
        var made = await PostAsync(world, path, """{"download_size":"web","show_prompt":true,"show_label":false,"note":" Until Friday ","expires_in":"7d"}""").JsonAsync(HttpStatusCode.Created);
        Assert.Equal(("web", true, false, "Until Friday"), (
            made.Text("download_size"), made.GetProperty("show_prompt").GetBoolean(), made.GetProperty("show_label").GetBoolean(), made.Text("note")));
        await SendAsync(world, HttpMethod.Patch, path, """{"download_size":"huge"}""").ProblemAsync(400, "wrong_type");
        await SendAsync(world, HttpMethod.Patch, path, JsonSerializer.Serialize(new { note = new string('x', 1001) })).ProblemAsync(422, "validation_failed");

        var reset = await PostAsync(world, path + "/reset", "").JsonAsync(HttpStatusCode.Created);
        Assert.NotEqual(made.Text("token"), reset.Text("token"));
        Assert.Equal((made.Text("expires_at"), "web", "Until Friday"), (reset.Text("expires_at"), reset.Text("download_size"), reset.Text("note")));
        var list = (await world.GetAsync(path + "s").JsonAsync()).GetProperty("data");
        Assert.Equal((reset.Text("token"), true, false), (list[0].Text("token"), list[0].GetProperty("is_active").GetBoolean(), list[1].GetProperty("is_active").GetBoolean()));
    }

    [Fact]
    public async Task The_teams_policy_holds_for_the_API_too()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = await SharePathAsync(world);
        await world.App.Get<SharePolicies>().SetAsync(world.Team.Owner, 7, 30, passwordRequired: true, labelForced: true, ApiWorld.Ct);
        foreach (var body in new[] { "", """{"password":"open sesame","expires_in":"never"}""", """{"password":"open sesame","show_label":false}""" })
            await PostAsync(world, path, body).ProblemAsync(422, "validation_failed");
        var made = await PostAsync(world, path, """{"password":"open sesame"}""").JsonAsync(HttpStatusCode.Created);
        Assert.NotNull(made.Text("expires_at"));
    }

    private static async Task<string> SharePathAsync(ApiWorld world) =>
        $"/v1/images/{(await world.AddImageAsync(change: i => i.Status = ProcessingStatus.Ready)).Id}/share";

    private static async Task<JsonElement> DetailAsync(ApiWorld world, string path) =>
        (await world.GetAsync(path[..path.LastIndexOf('/')]).JsonAsync()).GetProperty("data");

    private static Task<HttpResponseMessage> PostAsync(ApiWorld world, string path, string body) => SendAsync(world, HttpMethod.Post, path, body);

    private static async Task<HttpResponseMessage> SendAsync(ApiWorld world, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (!string.IsNullOrEmpty(body))
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await world.Http.SendAsync(request, Ct);
    }
}
