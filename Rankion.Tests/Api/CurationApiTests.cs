using System.Net;
using System.Text;
using System.Text.Json;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class CurationApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_patch_changes_what_it_names_and_answers_as_a_read_does()
    {
        await using var world = await ApiWorld.OpenAsync();
        var image = await world.AddImageAsync(change: i => i.Tags = ["draft"]);
        var path = $"/v1/images/{image.Id}";

        using var answer = await PatchAsync(world, path, """{"tags":[" Hero ","sea","HERO"],"unknown":1}""");
        var data = (await answer.JsonAsync()).GetProperty("data");

        Assert.Equal(("Harbour", "[\"hero\",\"sea\"]"), (data.Text("title"), data.GetProperty("tags").GetRawText()));
        Assert.NotNull(data.Text("edited_at"));
        using var read = await world.GetAsync(path);
        Assert.Equal((await read.JsonAsync()).GetProperty("data").GetRawText(), data.GetRawText());
        Assert.Equal(read.Header("ETag"), answer.Header("ETag"));
        var renamed = await PatchAsync(world, path, """{"title":"Dawn","tags":null}""").JsonAsync();
        Assert.Equal(("Dawn", 2), (renamed.GetProperty("data").Text("title"), renamed.GetProperty("data").GetProperty("tags").GetArrayLength()));
        Assert.Equal("Dawn", (await PatchAsync(world, path, "{}").JsonAsync()).GetProperty("data").Text("title"));
    }

    [Fact]
    public async Task A_patch_of_what_was_changed_meanwhile_is_refused()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = $"/v1/images/{(await world.AddImageAsync()).Id}";
        using var read = await world.GetAsync(path);
        var etag = read.Header("ETag")!;

        using var mine = await PatchAsync(world, path, """{"title":"Mine"}""", etag);
        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        await PatchAsync(world, path, """{"title":"Theirs"}""", etag).ProblemAsync(412, "precondition_failed");
        await PatchAsync(world, path, """{"title":"Theirs"}""", "W/" + mine.Header("ETag")).ProblemAsync(412, "precondition_failed");
        await PatchAsync(world, path, """{"title":"Theirs"}""", "\"x\"").ProblemAsync(412, "precondition_failed");
        await PatchAsync(world, path, """{"title":"Theirs"}""", "no etag").ProblemAsync(412, "precondition_failed");
        Assert.Equal("Mine", (await world.GetAsync(path).JsonAsync()).GetProperty("data").Text("title"));

        foreach (var good in new[] { mine.Header("ETag")!, "*" })
        {
            using var next = await PatchAsync(world, path, $$"""{"title":"Next {{good.Length}}"}""", good);
            Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        }
    }

    [Fact]
    public async Task A_viewed_link_and_a_new_variant_ready_do_not_refuse_a_rename()
    {
        await using var world = await ApiWorld.OpenAsync();
        var parent = await world.AddImageAsync(change: i => i.VariantsCount = 1);
        var child = await world.AddImageAsync(change: i => (i.ParentId, i.RootId, i.Status) = (parent.Id, parent.Id, ProcessingStatus.Processing));
        using var read = await world.GetAsync($"/v1/images/{parent.Id}");
        await PatchAsync(world, $"/v1/images/{child.Id}", """{"title":"Another"}""");

        using var now = await world.GetAsync($"/v1/images/{parent.Id}");
        Assert.NotEqual(read.Header("ETag"), now.Header("ETag"));
        using var renamed = await PatchAsync(world, $"/v1/images/{parent.Id}", """{"title":"New"}""", read.Header("ETag"));
        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
    }

    [Fact]
    public async Task A_star_is_toggled_without_a_body_and_set_with_one()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = $"/v1/images/{(await world.AddImageAsync()).Id}/favorite";
        foreach (var (body, expected) in new[] { ("", true), ("", false), ("""{"is_favorite":true}""", true), ("""{"is_favorite":true}""", true), ("{}", false), ("""{"is_favorite":null}""", true) })
        {
            var data = (await SendAsync(world, HttpMethod.Post, path, body).JsonAsync()).GetProperty("data");
            Assert.Equal(expected, data.GetProperty("is_favorite").GetBoolean());
        }
        await SendAsync(world, HttpMethod.Post, path, """{"is_favorite":"yes"}""").ProblemAsync(400, "wrong_type");
        await SendAsync(world, HttpMethod.Post, path, """{"is_favorite":1}""").ProblemAsync(400, "wrong_type");
    }

    [Fact]
    public async Task A_toggle_that_is_repeated_with_its_key_toggles_once()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = $"/v1/images/{(await world.AddImageAsync()).Id}";
        using var first = await world.PostAsync(path + "/favorite", new { }, "star-1");
        using var again = await world.PostAsync(path + "/favorite", new { }, "star-1");
        Assert.Equal((await first.JsonAsync()).GetRawText(), (await again.JsonAsync()).GetRawText());
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        Assert.True((await world.GetAsync(path).JsonAsync()).GetProperty("data").GetProperty("is_favorite").GetBoolean());
    }

    [Fact]
    public async Task What_cannot_be_taken_is_named_and_changes_nothing()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = $"/v1/images/{(await world.AddImageAsync()).Id}";
        var fifty = Enumerable.Range(0, 50).Select(n => $"{n}").ToArray();

        Assert.Equal(["title"], await PatchAsync(world, path, """{"title":""}""").InvalidAsync());
        Assert.Equal(["title"], await PatchAsync(world, path, $$"""{"title":"{{new string('x', 201)}}"}""").InvalidAsync());
        Assert.Equal(["tags"], await PatchAsync(world, path, $$"""{"tags":["{{new string('x', 65)}}"]}""").InvalidAsync());
        Assert.Equal(["tags"], await PatchAsync(world, path, JsonSerializer.Serialize(new { tags = fifty.Append("x") })).InvalidAsync());
        await PatchAsync(world, path, """{"title":7}""").ProblemAsync(400, "wrong_type");
        await PatchAsync(world, path, """{"tags":"hero"}""").ProblemAsync(400, "wrong_type");
        await PatchAsync(world, path, """{"tags":[7]}""").ProblemAsync(400, "wrong_type");
        await PatchAsync(world, path, """{"title":""").ProblemAsync(400, "malformed_json");
        await PatchAsync(world, path, "").ProblemAsync(400, "bad_request");
        await PatchAsync(world, "/v1/images/one", """{"title":"x"}""").ProblemAsync(404, "not_found");
        Assert.Equal("Harbour", (await world.GetAsync(path).JsonAsync()).GetProperty("data").Text("title"));
        using var most = await PatchAsync(world, path, JsonSerializer.Serialize(new { title = new string('x', 200), tags = fifty }));
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
    }

    [Fact]
    public async Task Readers_may_not_and_another_teams_images_are_not_there()
    {
        await using var world = await ApiWorld.OpenAsync();
        var theirs = await world.AddImageAsync(await world.App.CreateTeamAsync());
        var mine = await world.AddImageAsync();
        var viewer = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Viewer)).Token);
        var reader = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Editor, Scopes.Read)).Token);

        foreach (var client in new[] { viewer, reader })
        {
            await SendAsync(world, HttpMethod.Patch, $"/v1/images/{mine.Id}", """{"title":"x"}""", client: client).ProblemAsync(403, "forbidden");
            await SendAsync(world, HttpMethod.Post, $"/v1/images/{mine.Id}/favorite", "", client: client).ProblemAsync(403, "forbidden");
        }
        foreach (var (method, path) in new[] { (HttpMethod.Patch, ""), (HttpMethod.Post, "/favorite") })
        {
            using var foreign = await SendAsync(world, method, $"/v1/images/{theirs.Id}{path}", """{"title":"x"}""");
            using var nobodys = await SendAsync(world, method, $"/v1/images/999999{path}", """{"title":"x"}""");
            Assert.Equal((HttpStatusCode.NotFound, await nobodys.Content.ReadAsStringAsync(Ct)), (foreign.StatusCode, await foreign.Content.ReadAsStringAsync(Ct)));
        }
    }

    private static Task<HttpResponseMessage> PatchAsync(ApiWorld world, string path, string body, string? ifMatch = null) =>
        SendAsync(world, HttpMethod.Patch, path, body, ifMatch);

    private static async Task<HttpResponseMessage> SendAsync(ApiWorld world, HttpMethod method, string path, string body, string? ifMatch = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await (client ?? world.Http).SendAsync(request, Ct);
    }
}
