using System.Net;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;
using Rankion.Web.Media;

namespace Rankion.Tests.Api;

public sealed class ContentApiTests
{
    private static CancellationToken Ct => ApiWorld.Ct;

    [Fact]
    public async Task The_bytes_come_as_they_are_or_in_the_format_and_width_asked_for()
    {
        await using var world = await ApiWorld.OpenAsync();
        var (image, original) = await KeepAsync(world);
        async Task<HttpResponseMessage> Get(string what) => await world.GetAsync($"/v1/images/{image.Id}/{what}");

        using (var shown = await Get("content"))
        {
            Assert.Equal(original, await shown.Content.ReadAsByteArrayAsync(Ct));
            Assert.Equal(("image/png", null, "private, no-cache"), (
                shown.Content.Headers.ContentType!.MediaType, shown.Content.Headers.ContentDisposition, shown.Header("Cache-Control")));
        }
        using (var file = await Get("download?format=jpeg&width=320"))
        {
            var info = ImageInfo.Read(await file.Content.ReadAsByteArrayAsync(Ct));
            Assert.Equal((ImageFormat.Jpeg, 320, "attachment", "Harbour.jpg"), (
                info.Format, info.Width, file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileName));
        }
        foreach (var (query, format, width) in new[] { ("width=100", ImageFormat.Png, 100), ("format=webp&width=9000", ImageFormat.Webp, 800), ("format=png", ImageFormat.Png, 800) })
        {
            using var answer = await Get("content?" + query);
            var info = ImageInfo.Read(await answer.Content.ReadAsByteArrayAsync(Ct));
            Assert.Equal((query, format, width), (query, info.Format, info.Width));
        }
    }

    [Fact]
    public async Task Usual_renditions_are_kept_until_the_image_is_deleted_for_good()
    {
        await using var world = await ApiWorld.OpenAsync();
        var (image, _) = await KeepAsync(world);
        foreach (var query in new[] { "?format=webp&width=640", "?format=webp&width=641" })
            (await world.GetAsync($"/v1/images/{image.Id}/content{query}")).Dispose();
        var store = world.App.Get<IBlobStore>();
        async Task<bool> IsKept(int width) => await store.ExistsAsync(BlobNames.Rendition(image.Sha256!, "webp", width), Ct);
        Assert.Equal((true, false), (await IsKept(640), await IsKept(641)));

        await world.App.Get<Trash>().PutAsync(world.Team.Owner, image.Id, Ct);
        await world.App.Get<Shredder>().DeleteAsync(world.Team.Owner, image.Id, Ct);
        Assert.False(await IsKept(640));
    }

    [Fact]
    public async Task What_cannot_be_given_is_said()
    {
        await using var world = await ApiWorld.OpenAsync();
        var (image, _) = await KeepAsync(world);
        var queued = await world.AddImageAsync();
        foreach (var (path, status) in new[]
        {
            ($"{image.Id}/content?format=bmp", 422), ($"{image.Id}/content?format=gif", 422), ($"{image.Id}/download?width=0", 422),
            ($"{image.Id}/download?width=20000", 422), ($"{queued.Id}/content", 409), ("999999/content", 404),
        })
        {
            using var answer = await world.GetAsync("/v1/images/" + path);
            Assert.Equal((path, status), (path, (int)answer.StatusCode));
        }
    }

    [Fact]
    public async Task A_signed_link_leads_to_a_rendition_of_a_usual_width_only()
    {
        await using var world = await ApiWorld.OpenAsync();
        var (image, _) = await KeepAsync(world);
        var link = world.App.Get<MediaUrls>().Download(image, ImageFormat.Jpeg, 640)!;
        using (var answer = await world.App.Client().GetAsync(link, Ct))
        {
            Assert.Equal(640, ImageInfo.Read(await answer.Content.ReadAsByteArrayAsync(Ct)).Width);
            Assert.Equal(("image/jpeg", "Harbour.jpg"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName));
            using var again = new HttpRequestMessage(HttpMethod.Get, link);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var known = await world.App.Client().SendAsync(again, Ct);
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        }
        foreach (var other in new[] { link.Replace("width=640", "width=641", StringComparison.Ordinal), link.Replace("as=jpeg", "as=gif", StringComparison.Ordinal), link + "0" })
        {
            using var answer = await world.App.Client().GetAsync(other, Ct);
            Assert.Equal((other, HttpStatusCode.NotFound), (other, answer.StatusCode));
        }
    }

    private static async Task<(Image Image, byte[] Original)> KeepAsync(ApiWorld world)
    {
        var original = Pictures.Make(800, 600);
        var stored = await world.App.Get<ImageIngest>().StoreAsync(original, Ct);
        return (await world.AddImageAsync(change: i => i.Complete(stored, null, i.CreatedAt)), original);
    }
}
