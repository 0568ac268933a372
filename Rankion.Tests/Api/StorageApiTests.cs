using System.Globalization;
using System.Net;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class StorageApiTests
{
    [Fact]
    public async Task Storage_is_told_in_bytes_and_in_words_and_a_full_one_says_so()
    {
        await using var world = await ApiWorld.OpenAsync(configure: setup =>
        {
            setup.Settings["Rankion:Storage:DefaultPlan"] = "Free";
            setup.Settings["Rankion:Storage:FreeBytes"] = "2048";
        });
        var picture = Pictures.Make(32, 32);

        await world.PostAsync("/v1/images", new { image_url = $"data:;base64,{Convert.ToBase64String(picture)}" }).JsonAsync(HttpStatusCode.Created);

        var storage = (await world.GetAsync("/v1/storage").JsonAsync(HttpStatusCode.OK)).GetProperty("data");
        Assert.Equal(["used", "limit", "used_formatted", "limit_formatted", "plan", "by_kind"], storage.EnumerateObject().Select(p => p.Name));
        Assert.Equal((picture.Length, 2048, "2 KB", "free"), (storage.GetProperty("used").GetInt32(), storage.GetProperty("limit").GetInt32(), storage.GetProperty("limit_formatted").GetString(), storage.GetProperty("plan").GetString()));
        Assert.Equal(picture.Length, storage.GetProperty("by_kind").GetProperty("originals").GetInt32());

        var large = Pictures.MakeNoise(64, 64, seed: 1);
        var problem = await world.PostAsync("/v1/images", new { image_url = $"data:;base64,{Convert.ToBase64String(large)}" }).ProblemAsync(413, "storage_limit_reached");
        Assert.Equal((picture.Length, 2048), (problem.GetProperty("used").GetInt32(), problem.GetProperty("limit").GetInt32()));
    }

    [Fact]
    public async Task One_byte_too_many_is_refused_and_the_last_byte_goes_once()
    {
        var pictures = Enumerable.Range(0, 4).Select(i => TinyPng.Of(64, 48, (byte)(10 + i))).ToList();
        var most = pictures.Max(p => p.Length);
        await using var world = await ApiWorld.OpenAsync(configure: setup => setup.Settings["Rankion:Storage:ProBytes"] = most.ToString(CultureInfo.InvariantCulture));

        await UploadAsync(world, [.. pictures[0], .. new byte[most - pictures[0].Length + 1]]).ProblemAsync(413, "storage_limit_reached");
        var answers = await Task.WhenAll(pictures.Select(async picture =>
        {
            using var answer = await UploadAsync(world, picture);
            return answer.StatusCode;
        }));

        Assert.Equal([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.RequestEntityTooLarge, 3)], answers.Order());
        Assert.Equal(1, (await world.GetAsync("/v1/images").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
    }

    private static Task<HttpResponseMessage> UploadAsync(ApiWorld world, byte[] picture) =>
        world.Http.PostAsync("/v1/images", new MultipartFormDataContent { { new ByteArrayContent(picture), "file", "a.png" } }, TestContext.Current.CancellationToken);
}
