using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Rankion.Core.Data;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class CollectionsApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_collection_is_made_filled_put_in_order_and_deleted(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var stranger = await world.App.CreateTeamAsync();
        var ids = new List<long>();
        for (var n = 0; n < 3; n++)
            ids.Add((await world.AddImageAsync(change: i => i.CreatedAt = i.CreatedAt.AddDays(n))).Id);
        var foreign = (await world.AddImageAsync(stranger)).Id;

        var made = await world.PostAsync("/v1/collections", new { name = " Product shots ", description = "For spring" }, key: "once").JsonAsync(HttpStatusCode.Created);
        var again = await world.PostAsync("/v1/collections", new { name = " Product shots ", description = "For spring" }, key: "once").JsonAsync(HttpStatusCode.Created);
        Assert.Equal(made.GetRawText(), again.GetRawText());
        var path = $"/v1/collections/{made.GetProperty("data").GetProperty("id")}";
        Assert.Equal(("Product shots", "For spring", 0), (Data(made).Text("name"), Data(made).Text("description"), Data(made).GetProperty("count").GetInt32()));
        await world.PostAsync("/v1/collections", new { name = "PRODUCT SHOTS" }).ProblemAsync(409, "name_taken");
        Assert.Equal(["name"], await world.PostAsync("/v1/collections", new { description = "x" }).InvalidAsync());

        var filled = await world.PostAsync($"{path}/items", new { ids = new[] { ids[2], foreign, ids[0], ids[1] } }).JsonAsync();
        Assert.Equal($$"""{"succeeded":[{{ids[2]}},{{ids[0]}},{{ids[1]}}],"failed":[{"id":{{foreign}},"code":"not_found"}]}""", filled.GetRawText());
        Assert.Equal(["ids"], await world.PostAsync($"{path}/items", new { ids = Enumerable.Range(1, 501) }).InvalidAsync());
        Assert.Equal(["ids"], await world.PostAsync($"{path}/items", new { ids = Array.Empty<long>() }).InvalidAsync());
        var id = path.Split('/')[^1];
        Assert.Equal([ids[2], ids[1], ids[0]], await ListAsync(world, $"/v1/images?collection_id={id}"));
        Assert.Equal([ids[2], ids[0], ids[1]], await ListAsync(world, $"/v1/images?collection_id={id}&sort=manual"));
        Assert.Equal([ids[2], ids[0], ids[1]], await ListAsync(world, $"{path}/items?sort=manual"));
        Assert.Equal(["sort"], await world.GetAsync("/v1/images?sort=manual").InvalidAsync());
        Assert.Equal(["collection_id"], await world.GetAsync("/v1/images?collection_id=x").InvalidAsync());

        using (var ordered = await world.Http.PutAsJsonAsync($"{path}/order", new { ids = new[] { ids[1] }, before = ids[2] }, Ct))
            Assert.Equal(HttpStatusCode.NoContent, ordered.StatusCode);
        Assert.Equal([ids[1], ids[2], ids[0]], await ListAsync(world, $"{path}/items?sort=manual"));
        await world.Http.PutAsJsonAsync($"{path}/order", new { ids = new[] { foreign } }, Ct).ProblemAsync(422, "not_in_collection");

        var covered = await world.Http.PutAsJsonAsync($"{path}/cover", new { image_id = ids[0] }, Ct).JsonAsync();
        Assert.Equal((ids[0], ids[0]), (Data(covered).GetProperty("cover_image_id").GetInt64(), Data(covered).GetProperty("cover").GetProperty("id").GetInt64()));
        await world.Http.PutAsJsonAsync($"{path}/cover", new { image_id = foreign }, Ct).ProblemAsync(422, "not_in_collection");
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NoContent], [await DeleteAsync(world, $"{path}/cover"), await DeleteAsync(world, $"{path}/items/{ids[0]}")]);
        await world.Http.DeleteAsync($"{path}/items/{ids[0]}", Ct).ProblemAsync(404, "not_found");
        var listed = await world.GetAsync("/v1/collections").JsonAsync();
        Assert.Equal((1, 2), (listed.GetProperty("meta").GetProperty("total").GetInt32(), listed.GetProperty("data")[0].GetProperty("count").GetInt32()));

        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(world, path));
        await world.GetAsync(path).ProblemAsync(404, "not_found");
        Assert.Empty(await ListAsync(world, $"/v1/images?collection_id={id}"));
        var trail = Data(await world.GetAsync("/v1/audit?per_page=100").JsonAsync()).EnumerateArray().Select(e => e.Text("action")!).ToHashSet();
        Assert.Superset(new HashSet<string> { "collection.created", "collection.changed", "collection.ordered", "collection.deleted", "image.collected", "image.uncollected" }, trail);
    }

    [Fact]
    public async Task A_collection_is_changed_only_by_who_has_read_it_as_it_is()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = (await CreateAsync(world, new { name = "Shots" }));
        using var read = await world.GetAsync(path);
        var etag = read.Headers.ETag!;
        using (var poll = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { etag } } })
        using (var same = await world.Http.SendAsync(poll, Ct))
            Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal("Packshots", Data(await PutAsync(world, path, new { name = "Packshots" }, etag).JsonAsync()).Text("name"));
        await PutAsync(world, path, new { name = "Mine" }, etag).ProblemAsync(412, "precondition_failed");
        Assert.Equal("Packshots", Data(await world.GetAsync(path).JsonAsync()).Text("name"));
    }

    [DatabaseTheory]
    public async Task A_saved_filter_is_a_collection_that_nobody_fills(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var hero = (await world.AddImageAsync(change: i => i.Tags = ["hero"])).Id;
        var both = (await world.AddImageAsync(change: i => (i.Tags, i.IsFavorite) = (["hero", "sea"], true))).Id;
        await world.AddImageAsync();
        var path = await CreateAsync(world, new { name = "Heroes", filter = "tags[]=Hero&unknown=1" });
        var id = path.Split('/')[^1];

        var shown = Data(await world.GetAsync(path).JsonAsync());
        Assert.Equal(("tags%5B%5D=hero", 2, both), (shown.Text("filter"), shown.GetProperty("count").GetInt32(), shown.GetProperty("cover").GetProperty("id").GetInt64()));
        Assert.Equal([both, hero], await ListAsync(world, $"/v1/images?collection_id={id}"));
        Assert.Equal([both], await ListAsync(world, $"/v1/images?collection_id={id}&favorite=true"));
        Assert.Empty(await ListAsync(world, $"/v1/images?collection_id={id}&favorite=true&untagged=true"));
        await world.PostAsync($"{path}/items", new { ids = new[] { hero } }).ProblemAsync(409, "collection_is_smart");
        await world.Http.DeleteAsync($"{path}/items/{hero}", Ct).ProblemAsync(409, "collection_is_smart");
        foreach (var bad in new[] { "", "sort=oldest", "from=yesterday", "unknown=1", "status=nope" })
            Assert.Equal(["filter"], await world.PostAsync("/v1/collections", new { name = "x", filter = bad }).InvalidAsync());
        Assert.Equal("q=sea", Data(await PutAsync(world, path, new { filter = "?q=sea" }, null).JsonAsync()).Text("filter"));
        Assert.Equal([both], await ListAsync(world, $"{path}/items"));
    }

    [Fact]
    public async Task A_reader_of_the_team_reads_and_changes_nothing()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = await CreateAsync(world, new { name = "Shots" });
        using var reader = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Viewer)).Token);
        await reader.GetAsync(path, Ct).JsonAsync();
        await reader.PostAsJsonAsync("/v1/collections", new { name = "Mine" }, Ct).ProblemAsync(403, "forbidden");
        await reader.PostAsJsonAsync($"{path}/items", new { ids = new[] { 1 } }, Ct).ProblemAsync(403, "forbidden");
        await reader.DeleteAsync(path, Ct).ProblemAsync(403, "forbidden");
    }

    private static JsonElement Data(JsonElement answer) => answer.GetProperty("data");

    private static async Task<string> CreateAsync(ApiWorld world, object body) =>
        $"/v1/collections/{Data(await world.PostAsync("/v1/collections", body).JsonAsync(HttpStatusCode.Created)).GetProperty("id")}";

    private static async Task<List<long>> ListAsync(ApiWorld world, string path)
    {
        var answer = await world.GetAsync(path).JsonAsync();
        var ids = Data(answer).EnumerateArray().Select(i => i.GetProperty("id").GetInt64()).ToList();
        Assert.Equal(ids.Count, answer.GetProperty("meta").GetProperty("total").GetInt32());
        return ids;
    }

    private static async Task<HttpStatusCode> DeleteAsync(ApiWorld world, string path)
    {
        using var answer = await world.Http.DeleteAsync(path, Ct);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> PutAsync(ApiWorld world, string path, object body, System.Net.Http.Headers.EntityTagHeaderValue? etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        if (etag is not null)
            request.Headers.IfMatch.Add(etag);
        return await world.Http.SendAsync(request, Ct);
    }
}
