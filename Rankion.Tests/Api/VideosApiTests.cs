using System.Net;
using System.Net.Http.Headers;
using Rankion.Tests.Support;
using Rankion.Tests.Videos;

namespace Rankion.Tests.Api;

public sealed class VideosApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_video_is_uploaded_whatever_it_is_called_and_played_in_parts()
    {
        await using var world = await ApiWorld.OpenAsync();
        var film = Films.Mp4();
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(film);
        part.Headers.ContentType = new("image/png");
        form.Add(part, "file", "harbour.png");

        var video = (await world.Http.PostAsync("/v1/images", form, Ct).JsonAsync(HttpStatusCode.Created)).GetProperty("data");
        Assert.Equal(("mp4", 2500, "uploaded"), (video.Text("format"), video.GetProperty("duration_ms").GetInt32(), video.Text("source")));
        var id = video.GetProperty("id").GetInt64();
        Assert.Equal(1, (await world.GetAsync("/v1/images?type=video").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
        Assert.Equal(0, (await world.GetAsync("/v1/images?type=image").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
        Assert.Equal(["type"], await world.GetAsync("/v1/images?type=sound").InvalidAsync());

        using var anybody = world.App.Client();
        foreach (var (client, url) in new[] { (anybody, video.Text("url")!), (world.Http, $"/v1/images/{id}/content") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(4, 7) } };
            using var answer = await client.SendAsync(request, Ct);
            Assert.Equal((HttpStatusCode.PartialContent, "video/mp4"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal("ftyp"u8.ToArray(), await answer.Content.ReadAsByteArrayAsync(Ct));
        }
        Assert.Equal("image/webp", (await anybody.GetAsync(video.GetProperty("thumbnails").Text("320"), Ct)).Content.Headers.ContentType!.MediaType);
        await world.GetAsync($"/v1/images/{id}/content?format=png").ProblemAsync(409, "image_is_video");
        await world.PostAsync($"/v1/images/{id}/upscale", new { factor = 2 }).ProblemAsync(409, "image_is_video");
        await world.PostAsync($"/v1/images/{id}/edit", new { prompt = "warmer" }).ProblemAsync(409, "image_is_video");
        await world.GetAsync($"/v1/images/{id}/similar").ProblemAsync(409, "image_is_video");

        var share = await world.PostAsync($"/v1/images/{id}/share", new { }).JsonAsync(HttpStatusCode.Created);
        var page = await anybody.GetStringAsync($"/s/{share.Text("token")}", Ct);
        Assert.Contains($"<video src=\"/s/{share.Text("token")}/video\"", page);
        using var played = await anybody.GetAsync($"/s/{share.Text("token")}/video", Ct);
        Assert.Equal(("video/mp4", (long?)film.Length), (played.Content.Headers.ContentType!.MediaType, played.Content.Headers.ContentLength));
        await world.Http.DeleteAsync($"/v1/images/{id}", Ct);
        Assert.Equal(HttpStatusCode.Gone, (await anybody.GetAsync($"/s/{share.Text("token")}/video", Ct)).StatusCode);
    }
}
