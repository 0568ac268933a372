using System.Net;
using System.Net.Http.Headers;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Teams;
using Rankion.Tests.Generation;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;
using static Rankion.Tests.Api.ApiWorld;

namespace Rankion.Tests.Api;

public sealed class MasksApiTests
{
    [Fact]
    public async Task A_mask_goes_up_as_JSON_or_as_a_form_and_its_id_goes_with_an_edit()
    {
        await using var openAi = await FakeOpenAi.StartAsync();
        await using var world = await OpenAsync(works: true, configure: setup => setup.Settings["Rankion:Providers:OpenAI:BaseUrl"] = openAi.BaseUrl);
        var image = await AddPictureAsync(world, 1024, 1024);
        var mask = Pictures.Mask(1024, 1024, 512, 256);

        var first = (await world.PostAsync(Path(image), new { mask = Uri(mask) }).JsonAsync(HttpStatusCode.Created)).GetProperty("data");
        using var form = Form(mask);
        var second = (await world.Http.PostAsync(Path(image), form, Ct).JsonAsync(HttpStatusCode.Created)).GetProperty("data");

        Assert.Equal(["id", "image_id", "width", "height", "size_bytes", "open", "created_at", "expires_at"], first.EnumerateObject().Select(p => p.Name));
        Assert.Equal((image.Id, 1024, 1024, mask.Length, 0.125), (first.GetProperty("image_id").GetInt64(), first.GetProperty("width").GetInt32(),
            first.GetProperty("height").GetInt32(), first.GetProperty("size_bytes").GetInt32(), first.GetProperty("open").GetDouble()));
        Assert.Equal(TimeSpan.FromDays(1), first.GetProperty("expires_at").GetDateTime() - first.GetProperty("created_at").GetDateTime());
        Assert.NotEqual(first.Text("id"), second.Text("id"));
        var receipt = await world.PostAsync($"/v1/images/{image.Id}/edit", new { prompt = "a red boat", mask = second.Text("id") }).JsonAsync(HttpStatusCode.Accepted);
        await world.App.Services.WhenJobEndsAsync(world.Team.Owner, long.Parse(receipt.Text("job_id")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(mask, openAi.Request.Parts.Single(p => p.Name == "mask").Bytes);
    }

    [Fact]
    public async Task A_mask_that_cannot_be_used_is_refused_by_its_field()
    {
        await using var world = await OpenAsync();
        var image = await AddPictureAsync(world, 64, 48);
        (object Body, string Reason)[] bad =
        [
            (new { }, "data URI"),
            (new { mask = "mask.png" }, "data URI"),
            (new { mask = Uri("words"u8.ToArray()) }, "must be a PNG"),
            (new { mask = Uri(Pictures.Make(64, 48)) }, "no transparency"),
            (new { mask = Uri(Pictures.Mask(64, 48, 0, 0)) }, "opaque everywhere"),
            (new { mask = Uri(Pictures.Mask(48, 64)) }, "48x64 pixels, the image 64x48"),
        ];
        foreach (var (body, reason) in bad)
        {
            var problem = await world.PostAsync(Path(image), body).ProblemAsync(422, "validation_failed");
            Assert.Contains(reason, problem.GetProperty("errors").GetProperty("mask")[0].GetString(), StringComparison.Ordinal);
        }
        using var empty = new MultipartFormDataContent { { new StringContent("true"), "fit" } };
        Assert.Equal(["mask"], await world.Http.PostAsync(Path(image), empty, Ct).InvalidAsync());
        using var fitted = Form(Pictures.Mask(48, 64), fit: true);
        Assert.Equal(64, (await world.Http.PostAsync(Path(image), fitted, Ct).JsonAsync(HttpStatusCode.Created)).GetProperty("data").GetProperty("width").GetInt32());
        Assert.Equal(["mask"], await world.PostAsync($"/v1/images/{image.Id}/edit", new { prompt = "x", mask = "mask_0" }).InvalidAsync());
    }

    [Fact]
    public async Task Masks_are_for_images_that_one_may_edit_and_for_oneself()
    {
        await using var world = await OpenAsync();
        var other = await world.App.CreateTeamAsync();
        var (image, theirs) = (await AddPictureAsync(world, 64, 48), await world.AddImageAsync(other, i => i.Status = ProcessingStatus.Ready));
        var trashed = await world.AddImageAsync(change: i => (i.Status, i.DeletedAt) = (ProcessingStatus.Ready, i.CreatedAt));
        var body = new { mask = Uri(Pictures.Mask(64, 48, 4, 4)) };

        foreach (var id in new[] { theirs.Id, 999_999 })
            await world.PostAsync($"/v1/images/{id}/masks", body).ProblemAsync(404, "not_found");
        await world.PostAsync(Path(trashed), body).ProblemAsync(409, "image_trashed");
        using var viewer = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Viewer)).Token);
        await world.PostAsync(Path(image), body, client: viewer).ProblemAsync(403, "forbidden");
        var mine = (await world.PostAsync(Path(image), body).JsonAsync(HttpStatusCode.Created)).GetProperty("data").Text("id");
        using var colleague = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Editor)).Token);
        await world.PostAsync($"/v1/images/{image.Id}/edit", new { prompt = "x", mask = mine }, client: colleague).ProblemAsync(422, "validation_failed");
    }

    private static string Path(Image image) => $"/v1/images/{image.Id}/masks";

    private static string Uri(byte[] bytes) => $"data:image/png;base64,{Convert.ToBase64String(bytes)}";

    private static MultipartFormDataContent Form(byte[] mask, bool fit = false)
    {
        var file = new ByteArrayContent(mask) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        return new() { { file, "mask", "mask.png" }, { new StringContent(fit ? "true" : "false"), "fit" } };
    }

    private static async Task<Image> AddPictureAsync(ApiWorld world, int width, int height)
    {
        var stored = await world.App.Get<ImageIngest>().StoreAsync(Pictures.Make(width, height), Ct);
        return await world.AddImageAsync(change: image => image.Complete(stored, null, image.CreatedAt));
    }
}
