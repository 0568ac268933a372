using System.Net;
using System.Text;
using System.Text.Json;
using Rankion.Core.Images;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class FamilyApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_patch_puts_an_image_in_front_of_its_variants_and_back()
    {
        await using var world = await ApiWorld.OpenAsync();
        var (root, child) = await PlantAsync(world);

        var answer = await PatchAsync(world, child.Id, """{"is_primary":true,"title":"Dawn"}""").JsonAsync();
        Assert.Equal((true, "Dawn"), (answer.GetProperty("data").GetProperty("is_primary").GetBoolean(), answer.GetProperty("data").Text("title")));
        await PatchAsync(world, root.Id, """{"is_primary":true}""").JsonAsync();
        Assert.False(await IsPrimaryAsync(world, child.Id));
        Assert.True(await IsPrimaryAsync(world, root.Id));
        await PatchAsync(world, root.Id, """{"is_primary":false}""").JsonAsync();
        Assert.False(await IsPrimaryAsync(world, root.Id));

        var queued = await world.AddImageAsync(change: i => (i.ParentId, i.RootId, i.Status) = (root.Id, root.Id, ProcessingStatus.Queued));
        await PatchAsync(world, queued.Id, """{"is_primary":true,"title":"Never"}""").ProblemAsync(409, "image_not_ready");
        Assert.Equal("Harbour", (await world.GetAsync($"/v1/images/{queued.Id}").JsonAsync()).GetProperty("data").Text("title"));
    }

    [Fact]
    public async Task A_detached_variant_is_its_own_root()
    {
        await using var world = await ApiWorld.OpenAsync();
        var (root, child) = await PlantAsync(world);

        var data = (await world.PostTextAsync($"/v1/images/{child.Id}/detach", "").JsonAsync()).GetProperty("data");

        Assert.Equal((JsonValueKind.Null, child.Id), (data.GetProperty("parent_id").ValueKind, data.GetProperty("root_id").GetInt64()));
        await world.PostTextAsync($"/v1/images/{child.Id}/detach", "").ProblemAsync(409, "not_a_variant");
        Assert.Equal(0, (await world.GetAsync($"/v1/images/{root.Id}").JsonAsync()).GetProperty("data").GetProperty("variants_count").GetInt32());
    }

    [Fact]
    public async Task A_branch_goes_to_the_trash_as_a_whole()
    {
        await using var world = await ApiWorld.OpenAsync();
        var (root, child) = await PlantAsync(world);
        using var answer = await world.Http.DeleteAsync($"/v1/images/{root.Id}/branch", Ct);
        Assert.Equal([root.Id, child.Id], (await answer.JsonAsync()).GetProperty("succeeded").EnumerateArray().Select(i => i.GetInt64()));
        using var again = await world.Http.DeleteAsync($"/v1/images/{root.Id}/branch", Ct);
        Assert.Equal((HttpStatusCode.OK, 0), (again.StatusCode, (await again.JsonAsync()).GetProperty("succeeded").GetArrayLength()));
    }

    private static async Task<(Image Root, Image Child)> PlantAsync(ApiWorld world)
    {
        var root = await world.AddImageAsync(change: i => (i.VariantsCount, i.Status) = (1, ProcessingStatus.Ready));
        return (root, await world.AddImageAsync(change: i => (i.ParentId, i.RootId, i.Status) = (root.Id, root.Id, ProcessingStatus.Ready)));
    }

    private static async Task<bool> IsPrimaryAsync(ApiWorld world, long id) =>
        (await world.GetAsync($"/v1/images/{id}").JsonAsync()).GetProperty("data").GetProperty("is_primary").GetBoolean();

    private static Task<HttpResponseMessage> PatchAsync(ApiWorld world, long id, string body) =>
        world.Http.PatchAsync($"/v1/images/{id}", new StringContent(body, Encoding.UTF8, "application/json"), Ct);
}
