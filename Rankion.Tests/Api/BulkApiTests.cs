using System.Text.Json;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class BulkApiTests
{
    [Fact]
    public async Task Each_id_is_told_what_became_of_it()
    {
        await using var world = await ApiWorld.OpenAsync();
        var (one, two) = ((await world.AddImageAsync()).Id, (await world.AddImageAsync()).Id);
        var foreign = (await world.AddImageAsync(await world.App.CreateTeamAsync())).Id;

        var tagged = await world.PostAsync("/v1/images/bulk/tag", new { ids = new[] { two, foreign, one }, add = new[] { "Hero" }, remove = new[] { "draft" } }).JsonAsync();
        Assert.Equal($$"""{"succeeded":[{{two}},{{one}}],"failed":[{"id":{{foreign}},"code":"not_found"}]}""", tagged.GetRawText());
        var deleted = await world.PostAsync("/v1/images/bulk/delete", new { ids = new[] { one, foreign, one } }).JsonAsync();
        Assert.Equal($$"""{"succeeded":[{{one}}],"failed":[{"id":{{foreign}},"code":"not_found"}]}""", deleted.GetRawText());
        Assert.Equal([(one, "image_trashed")], Failed(await world.PostAsync("/v1/images/bulk/tag", new { ids = new[] { one }, add = new[] { "x" } }).JsonAsync()));
        var restored = await world.PostAsync("/v1/images/bulk/restore", new { ids = new[] { foreign, two, one } }).JsonAsync();
        Assert.Equal([(foreign, "not_found"), (two, "not_in_trash")], Failed(restored));
        Assert.Equal("[\"hero\"]", (await world.GetAsync($"/v1/images/{one}").JsonAsync()).GetProperty("data").GetProperty("tags").GetRawText());
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("restore")]
    [InlineData("tag")]
    public async Task Two_hundred_ids_are_the_most_and_one_the_least(string action)
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = $"/v1/images/bulk/{action}";
        var ids = Enumerable.Range(1, 200).ToArray();

        Assert.Equal(200, Failed(await world.PostAsync(path, new { ids, add = new[] { "x" } }).JsonAsync()).Count());
        Assert.Equal(["ids"], await world.PostAsync(path, new { ids = ids.Append(201), add = new[] { "x" } }).InvalidAsync());
        Assert.Equal(["ids"], await world.PostAsync(path, new { ids = Array.Empty<int>(), add = new[] { "x" } }).InvalidAsync());
        Assert.Equal(["ids"], await world.PostAsync(path, new { add = new[] { "x" } }).InvalidAsync());
        await world.PostAsync(path, new { ids = new[] { "1" }, add = new[] { "x" } }).ProblemAsync(400, "wrong_type");
        await world.PostAsync(path, new { ids = 1 }).ProblemAsync(400, "wrong_type");
        await world.PostTextAsync(path, """{"ids":[1.5]}""").ProblemAsync(400, "wrong_type");
        await world.PostTextAsync(path, """{"ids":[99999999999999999999]}""").ProblemAsync(400, "wrong_type");
        await world.PostTextAsync(path, """{"ids":[null]}""").ProblemAsync(400, "wrong_type");
        await world.PostTextAsync(path, """{"ids":[1,]}""").ProblemAsync(400, "malformed_json");
    }

    [Fact]
    public async Task Tags_are_checked_before_anything_is_changed()
    {
        await using var world = await ApiWorld.OpenAsync();
        var ids = new[] { (await world.AddImageAsync()).Id };
        Assert.Equal(["add"], await world.PostAsync("/v1/images/bulk/tag", new { ids }).InvalidAsync());
        Assert.Equal(["add"], await world.PostAsync("/v1/images/bulk/tag", new { ids, add = new[] { new string('x', 65) } }).InvalidAsync());
        Assert.Equal(["remove"], await world.PostAsync("/v1/images/bulk/tag", new { ids, add = new[] { "x" }, remove = new[] { "a\nb" } }).InvalidAsync());
        await world.PostAsync("/v1/images/bulk/tag", new { ids, add = "x" }).ProblemAsync(400, "wrong_type");
        Assert.Equal(0, (await world.GetAsync($"/v1/images/{ids[0]}").JsonAsync()).GetProperty("data").GetProperty("tags").GetArrayLength());
    }

    [Fact]
    public async Task Viewers_may_not()
    {
        await using var world = await ApiWorld.OpenAsync();
        var viewer = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Viewer)).Token);
        var body = new { ids = new[] { (await world.AddImageAsync()).Id }, add = new[] { "x" } };
        foreach (var action in new[] { "delete", "restore", "tag" })
            await world.PostAsync($"/v1/images/bulk/{action}", body, client: viewer).ProblemAsync(403, "forbidden");
    }

    private static IEnumerable<(long, string?)> Failed(JsonElement answer) =>
        [.. answer.GetProperty("failed").EnumerateArray().Select(f => (f.GetProperty("id").GetInt64(), f.Text("code")))];
}
