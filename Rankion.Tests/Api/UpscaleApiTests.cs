using System.Globalization;
using System.Net;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class UpscaleApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_is_made_larger_and_the_copy_is_read_where_the_answer_says()
    {
        await using var world = await ApiWorld.OpenAsync(works: true);
        var image = await AddPictureAsync(world, 60, 40);

        using var answer = await world.PostAsync($"/v1/images/{image.Id}/upscale", new { factor = 4 }, key: "once");
        var receipt = await answer.JsonAsync(HttpStatusCode.Accepted);
        using var again = await world.PostAsync($"/v1/images/{image.Id}/upscale", new { factor = 4 }, key: "once");
        Assert.Equal(("true", receipt.GetRawText()), (again.Header("Idempotency-Replayed"), (await again.JsonAsync(HttpStatusCode.Accepted)).GetRawText()));
        Assert.Equal(["job_id", "image_id"], receipt.EnumerateObject().Select(p => p.Name));
        await world.App.Services.WhenJobEndsAsync(world.Team.Owner, long.Parse(receipt.Text("job_id")!, CultureInfo.InvariantCulture));

        var copy = (await world.GetAsync(new Uri(answer.Header("Location")!).PathAndQuery).JsonAsync()).GetProperty("data");
        Assert.Equal((receipt.GetProperty("image_id").GetInt64(), image.Id, "upscaled", "ready"),
            (copy.GetProperty("id").GetInt64(), copy.GetProperty("parent_id").GetInt64(), copy.Text("source"), copy.Text("processing_status")));
        Assert.Equal((240, 160, 4), (copy.GetProperty("width").GetInt32(), copy.GetProperty("height").GetInt32(), copy.GetProperty("parameters").GetProperty("upscale").GetInt32()));
        using var anybody = world.App.Client();
        Assert.Equal(240, ImageInfo.Read(await anybody.GetByteArrayAsync(copy.Text("url"), Ct)).Width);
        Assert.Equal(1000, await world.BalanceAsync());
    }

    [Fact]
    public async Task What_cannot_be_made_larger_is_refused_and_says_why()
    {
        await using var world = await ApiWorld.OpenAsync();
        var image = await AddPictureAsync(world, 64, 64);
        var trashed = await world.AddImageAsync(change: i => (i.Status, i.DeletedAt) = (ProcessingStatus.Ready, i.CreatedAt));
        var failed = await world.AddImageAsync(change: i => i.Status = ProcessingStatus.Failed);
        var large = await world.AddImageAsync(change: i => (i.Status, i.Width, i.Height) = (ProcessingStatus.Ready, 8_000, 6_000));
        var path = $"/v1/images/{image.Id}/upscale";

        foreach (var body in new[] { """{"factor":3}""", """{"factor":0}""", "{}", """{"factor":null}""" })
            Assert.Equal(["factor"], await world.PostTextAsync(path, body).InvalidAsync());
        Assert.Equal(["factor"], await world.PostAsync($"/v1/images/{large.Id}/upscale", new { factor = 2 }).InvalidAsync());
        await world.PostTextAsync(path, """{"factor":"2"}""").ProblemAsync(400, "wrong_type");
        await world.PostTextAsync(path, """{"factor":2.5}""").ProblemAsync(400, "wrong_type");
        await world.PostAsync($"/v1/images/{trashed.Id}/upscale", new { factor = 2 }).ProblemAsync(409, "image_trashed");
        await world.PostAsync($"/v1/images/{failed.Id}/upscale", new { factor = 2 }).ProblemAsync(409, "image_not_ready");
        await world.PostAsync("/v1/images/999999/upscale", new { factor = 2 }).ProblemAsync(404, "not_found");
        Assert.Equal(0, (await world.GetAsync($"/v1/images/{image.Id}").JsonAsync()).GetProperty("data").GetProperty("variants_count").GetInt32());
    }

    private static async Task<Image> AddPictureAsync(ApiWorld world, int width, int height)
    {
        var stored = await world.App.Get<ImageIngest>().StoreAsync(Pictures.Make(width, height), Ct);
        return await world.AddImageAsync(change: image => image.Complete(stored, null, image.CreatedAt));
    }
}
