using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class ImagesApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_list_is_read_page_by_page(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
            ids.Insert(0, (await world.AddImageAsync(change: image => image.CreatedAt = image.CreatedAt.AddMinutes(i))).Id);

        var first = await world.GetAsync("/v1/images?per_page=2&unknown=1").JsonAsync();
        Assert.Equal(["data", "meta", "links"], first.EnumerateObject().Select(p => p.Name));
        Assert.Equal("""{"page":1,"per_page":2,"total":5,"last_page":3}""", first.GetProperty("meta").GetRawText());
        var links = first.GetProperty("links");
        Assert.Equal(["self", "first", "prev", "next", "last"], links.EnumerateObject().Select(p => p.Name));
        Assert.Equal("http://localhost/v1/images?per_page=2&unknown=1&page=1", links.Text("self"));
        Assert.Null(links.Text("prev"));
        Assert.Equal("http://localhost/v1/images?per_page=2&unknown=1&page=3", links.Text("last"));

        Assert.Equal(ids, await WalkAsync(world, "/v1/images?per_page=2"));
        Assert.Equal(Enumerable.Reverse(ids), await WalkAsync(world, "/v1/images?per_page=2&sort=oldest"));
        var beyond = await world.GetAsync("/v1/images?per_page=2&page=9").JsonAsync();
        Assert.Equal(0, beyond.GetProperty("data").GetArrayLength());
        Assert.Equal("http://localhost/v1/images?per_page=2&page=3", beyond.GetProperty("links").Text("prev"));
    }

    [DatabaseTheory]
    public async Task A_list_is_read_by_cursor_and_a_cursor_belongs_to_its_list(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var ids = new List<long>();
        for (var i = 0; i < 5; i++) // all of the same instant
            ids.Insert(0, (await world.AddImageAsync()).Id);

        var start = await world.GetAsync("/v1/images?per_page=2&cursor=").JsonAsync();
        Assert.Equal("""{"page":null,"per_page":2,"total":5,"last_page":3}""", start.GetProperty("meta").GetRawText());
        Assert.Equal(ids, await WalkAsync(world, "/v1/images?per_page=2&cursor="));
        Assert.Equal(Enumerable.Reverse(ids), await WalkAsync(world, "/v1/images?per_page=2&cursor=&sort=oldest"));
        var next = start.GetProperty("links").Text("next")!;
        Assert.Equal(["cursor"], await world.GetAsync(next + "&sort=oldest").InvalidAsync());
        Assert.Equal(["cursor"], await world.GetAsync("/v1/images?cursor=forged").InvalidAsync());
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_its_total()
    {
        await using var world = await ApiWorld.OpenAsync();
        var generation = Guid.NewGuid();
        await world.AddImageAsync();
        var failed = await world.AddImageAsync(change: i => (i.Status, i.ErrorCode, i.ErrorMessage) = (ProcessingStatus.Failed, "provider_moderated", "No."));
        var made = await world.AddImageAsync(change: i => i.GenerationId = generation);
        await world.AddImageAsync(change: i => i.InGallery = false);
        Assert.Equal([failed.Id], await WalkAsync(world, "/v1/images?status=failed"));
        Assert.Equal([made.Id], await WalkAsync(world, $"/v1/images?generation_id={generation}"));
        Assert.Equal([], await WalkAsync(world, "/v1/images?project_id=999"));
        var tagged = await world.AddImageAsync(change: i => (i.Tags, i.Title, i.CreatedAt) = (["hero", "sea"], "Blue dunes", new DateTime(2026, 5, 15, 9, 0, 0, DateTimeKind.Utc)));
        foreach (var query in new[] { "q=DUN+har", "tags[]=hero&tags[]=sea", "tags%5B%5D=Hero", "from=2026-05-15&to=2026-05-15", "from=2026-05-15T11:00:00%2B02:00", "tags[]=hero&tags[]=no&tags_mode=any" })
            Assert.Equal((query, tagged.Id), (query, Assert.Single(await WalkAsync(world, "/v1/images?" + query))));
        Assert.Equal(4, (await WalkAsync(world, "/v1/images?status=&sort=")).Count);
    }

    [Fact]
    public async Task An_unknown_value_of_a_known_parameter_is_refused()
    {
        (string Query, string Fields)[] bad =
        [
            ("page=0", "page"),
            ("page=x", "page"),
            ("page=99999999999", "page"),
            ("per_page=0", "per_page"),
            ("per_page=101", "per_page"),
            ("per_page=1.5", "per_page"),
            ("sort=random", "sort"),
            ("status=done&sort=up", "sort,status"),
            ("project_id=abc", "project_id"),
            ("generation_id=abc", "generation_id"),
            ("sort=deleted", "sort"),
            ("from=2026-02-30&favorite=maybe&tags_mode=some&page=0", "from,favorite,tags_mode,page"),
            ("from=2026-05-02&to=2026-05-01", "from"),
            ("source=stolen", "source"),
        ];
        await using var world = await ApiWorld.OpenAsync();
        foreach (var (query, fields) in bad)
            Assert.Equal((query, fields), (query, string.Join(',', await world.GetAsync("/v1/images?" + query).InvalidAsync())));
        await world.GetAsync("/v1/images?page=1000000&per_page=100").JsonAsync();
    }

    [DatabaseTheory]
    public async Task One_image_carries_its_family(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var root = await world.AddImageAsync(change: i => i.Title = "root");
        var parent = await world.AddImageAsync(change: i => (i.ParentId, i.RootId, i.Title) = (root.Id, root.Id, "parent"));
        var image = await world.AddImageAsync(change: i => (i.ParentId, i.RootId) = (parent.Id, root.Id));
        var older = await world.AddImageAsync(change: i => (i.ParentId, i.RootId) = (image.Id, root.Id));
        var newer = await world.AddImageAsync(change: i => (i.ParentId, i.RootId) = (image.Id, root.Id));

        var shown = (await world.GetAsync($"/v1/images/{image.Id}").JsonAsync()).GetProperty("data");
        Assert.Equal("parent", shown.GetProperty("parent").Text("title"));
        Assert.Equal([root.Id, parent.Id], Ids(shown.GetProperty("ancestors")));
        Assert.Equal([older.Id, newer.Id], Ids(shown.GetProperty("variants")));
        Assert.Equal(root.Id, shown.GetProperty("root_id").GetInt64());
        Assert.Equal("2026-01-01T00:00:00Z", shown.Text("created_at"));
        Assert.Equal(world.Team.Owner.UserId, shown.GetProperty("created_by").GetProperty("id").GetInt64());

        var top = (await world.GetAsync($"/v1/images/{root.Id}").JsonAsync()).GetProperty("data");
        Assert.Equal(JsonValueKind.Null, top.GetProperty("parent").ValueKind);
        Assert.Equal(root.Id, top.GetProperty("root_id").GetInt64());
    }

    [Fact]
    public async Task Polling_an_unchanged_image_costs_no_bytes()
    {
        await using var world = await ApiWorld.OpenAsync();
        var image = await world.AddImageAsync();
        using var first = await world.GetAsync($"/v1/images/{image.Id}");
        Assert.False(first.Headers.ETag!.IsWeak);
        using var again = await PollAsync(world, image, first.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(Ct));

        await world.AddImageAsync(change: i => (i.ParentId, i.RootId) = (image.Id, image.Id));
        using var changed = await PollAsync(world, image, first.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
    }

    private static async Task<HttpResponseMessage> PollAsync(ApiWorld world, Image image, EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/images/{image.Id}");
        request.Headers.IfNoneMatch.Add(known);
        return await world.Http.SendAsync(request, Ct);
    }

    /// <summary>All ids, from <c>links.next</c> to <c>links.next</c>.</summary>
    private static async Task<IReadOnlyList<long>> WalkAsync(ApiWorld world, string path)
    {
        var ids = new List<long>();
        for (var next = path; next is not null;)
        {
            var part = await world.GetAsync(next).JsonAsync();
            ids.AddRange(Ids(part.GetProperty("data")));
            next = part.GetProperty("links").Text("next");
        }
        return ids;
    }

    private static List<long> Ids(JsonElement images) => [.. images.EnumerateArray().Select(i => i.GetProperty("id").GetInt64())];
}
