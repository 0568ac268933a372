using System.Net;
using Rankion.Core.Images;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class SimilarApiTests
{
    [Fact]
    public async Task Look_alikes_are_listed_with_their_distance()
    {
        await using var world = await ApiWorld.OpenAsync();
        var image = await AddAsync(world, 0);
        var (near, far, same) = (await AddAsync(world, 0b111), await AddAsync(world, 0b1111_1111_1111), await AddAsync(world, 0));

        var answer = await world.GetAsync($"/v1/images/{image.Id}/similar?per_page=1").JsonAsync();
        var first = answer.GetProperty("data")[0];
        Assert.Equal((same.Id, 0, "ready"), (first.GetProperty("id").GetInt64(), first.GetProperty("distance").GetInt32(), first.Text("processing_status")));
        Assert.Equal(2, answer.GetProperty("meta").GetProperty("total").GetInt32());
        var second = await world.GetAsync(new Uri(answer.GetProperty("links").Text("next")!).PathAndQuery).JsonAsync();
        Assert.Equal((near.Id, 3), (second.GetProperty("data")[0] is var n ? (n.GetProperty("id").GetInt64(), n.GetProperty("distance").GetInt32()) : default));
        Assert.Equal(1, (await world.GetAsync($"/v1/images/{image.Id}/similar?max_distance=2").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
        Assert.Equal(0, (await world.GetAsync($"/v1/images/{far.Id}/similar?max_distance=0").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task What_has_no_look_alikes_is_refused()
    {
        await using var world = await ApiWorld.OpenAsync();
        var image = await AddAsync(world, 0);
        var trashed = await world.AddImageAsync(change: i => (i.Status, i.DeletedAt) = (ProcessingStatus.Ready, i.CreatedAt));
        var queued = await world.AddImageAsync(change: i => i.Status = ProcessingStatus.Queued);

        await world.GetAsync("/v1/images/999999/similar").ProblemAsync(404, "not_found");
        await world.GetAsync($"/v1/images/{trashed.Id}/similar").ProblemAsync(409, "image_trashed");
        await world.GetAsync($"/v1/images/{queued.Id}/similar").ProblemAsync(409, "image_not_ready");
        foreach (var bad in new[] { "12", "-1", "x" })
            Assert.Equal(["max_distance"], await world.GetAsync($"/v1/images/{image.Id}/similar?max_distance={bad}").InvalidAsync());
        using var far = await world.GetAsync($"/v1/images/{image.Id}/similar?page=1000");
        Assert.Equal(HttpStatusCode.OK, far.StatusCode);
    }

    private static Task<Image> AddAsync(ApiWorld world, long hash) => world.AddImageAsync(change: i => (i.Status, i.PerceptualHash) = (ProcessingStatus.Ready, hash));
}
