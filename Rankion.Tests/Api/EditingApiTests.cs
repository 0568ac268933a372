using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Jobs;
using Rankion.Core.Teams;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class EditingApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The documented curl lines: dispatch the edit, then poll the image until the newest of its variants is done.</summary>
    [DatabaseTheory]
    public async Task An_edit_is_polled_on_its_image_until_the_newest_variant_is_ready(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider, works: true);
        var original = Pictures.Make(640, 480, ImageFormat.Jpeg);
        var image = await AddPictureAsync(world, original);
        using var anybody = world.App.Client();

        var receipt = await world.PostTextAsync($"/v1/images/{image.Id}/edit", """{"prompt":"same scene, golden hour lighting"}""").JsonAsync(HttpStatusCode.Accepted);
        await EndAsync(world, receipt);

        var detail = await DetailAsync(world, image);
        var variant = Newest(detail);
        Assert.Equal((receipt.GetProperty("image_id").GetInt64(), "ready"), (variant.GetProperty("id").GetInt64(), variant.Text("processing_status")));
        Assert.Equal((640, 480), (variant.GetProperty("width").GetInt32(), variant.GetProperty("height").GetInt32()));
        Assert.Equal(variant.Text("sha256"), Sha256(await anybody.GetByteArrayAsync(variant.Text("url"), Ct)));
        Assert.Equal(original, await anybody.GetByteArrayAsync(detail.Text("url"), Ct));
        Assert.Equal(990, await world.BalanceAsync());
    }

    [Fact]
    public async Task The_built_in_sketch_changes_what_a_mask_leaves_open_and_nothing_else()
    {
        await using var world = await ApiWorld.OpenAsync(works: true);
        var original = Pictures.Make(640, 480);
        var image = await AddPictureAsync(world, original);
        var mask = $"data:image/png;base64,{Convert.ToBase64String(Pictures.Mask(640, 480, 200, 200))}";

        await EndAsync(world, await world.PostAsync($"/v1/images/{image.Id}/edit", new { prompt = "at night", mask }).JsonAsync(HttpStatusCode.Accepted));

        using var anybody = world.App.Client();
        var edited = await anybody.GetByteArrayAsync(Newest(await DetailAsync(world, image)).Text("url"), Ct);
        Assert.Equal(Pictures.PixelAt(original, 20, 20), Pictures.PixelAt(edited, 20, 20));
        Assert.NotEqual(Pictures.PixelAt(original, 300, 240), Pictures.PixelAt(edited, 300, 240));
    }

    [DatabaseTheory]
    public async Task An_accepted_edit_answers_with_a_receipt_and_what_it_cost(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var image = await AddPictureAsync(world, Pictures.Make(64, 64));

        using var answer = await world.PostAsync($"/v1/images/{image.Id}/edit", new { prompt = "warmer", n = 3, unknown = 1 });

        var receipt = await answer.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(["job_id", "edit_session_id", "image_id", "image_ids"], receipt.EnumerateObject().Select(p => p.Name));
        var ids = receipt.GetProperty("image_ids").EnumerateArray().Select(id => id.GetInt64()).ToList();
        Assert.Equal((3, ids[0]), (ids.Distinct().Count(), receipt.GetProperty("image_id").GetInt64()));
        Assert.Equal($"http://localhost/v1/images/{ids[0]}", answer.Header("Location"));
        Assert.Equal(("30", "970"), (answer.Header("X-Credits-Charged"), answer.Header("X-Credits-Remaining")));

        var variant = (await world.GetAsync(answer.Header("Location")!).JsonAsync()).GetProperty("data");
        Assert.Equal(("Harbour", "warmer", "queued", "edited"), (variant.Text("title"), variant.Text("prompt"), variant.Text("processing_status"), variant.Text("source")));
        Assert.Equal(receipt.GetProperty("edit_session_id").GetInt64(), variant.GetProperty("edit_session_id").GetInt64());
        Assert.Equal((image.Id, image.Id), (variant.GetProperty("parent_id").GetInt64(), variant.GetProperty("root_id").GetInt64()));
        Assert.Equal(image.Id, variant.GetProperty("parent").GetProperty("id").GetInt64());
        Assert.Equal(3, (await DetailAsync(world, image)).GetProperty("variants_count").GetInt32());

        await world.PostAsync($"/v1/images/{ids[1]}/edit", new { prompt = "colder" }).ProblemAsync(409, "image_not_ready");
        var next = await world.PostAsync($"/v1/images/{image.Id}/edit", new { prompt = "colder", edit_session_id = receipt.GetProperty("edit_session_id").GetInt64() }).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(receipt.GetProperty("edit_session_id").GetInt64(), next.GetProperty("edit_session_id").GetInt64());
    }

    [Fact]
    public async Task A_mask_goes_in_as_a_data_URI_or_as_a_file_and_out_to_the_provider()
    {
        await using var openAi = await FakeOpenAi.StartAsync();
        await using var world = await ApiWorld.OpenAsync(works: true, configure: setup => setup.Settings["Rankion:Providers:OpenAI:BaseUrl"] = openAi.BaseUrl);
        var image = await AddPictureAsync(world, Pictures.Make(1024, 1024));
        var mask = Pictures.Mask(1024, 1024);

        var uri = $"data:image/png;base64,{Convert.ToBase64String(mask)}";
        await EndAsync(world, await world.PostAsync($"/v1/images/{image.Id}/edit", new { prompt = "a red boat", mask = uri, quality = "low" }).JsonAsync(HttpStatusCode.Accepted));
        using var form = Form(("prompt", "a red boat"), ("quality", "low"), ("n", "1"));
        form.Add(new ByteArrayContent(mask) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, "mask", "mask.png");
        await EndAsync(world, await world.Http.PostAsync($"/v1/images/{image.Id}/edit", form, Ct).JsonAsync(HttpStatusCode.Accepted));

        Assert.Equal(2, openAi.Requests.Count);
        Assert.All(openAi.Requests, sent =>
        {
            Assert.Equal(("a red boat", "low"), (sent.Field("prompt"), sent.Field("quality")));
            Assert.Equal(mask, sent.Parts.Single(p => p.Name == "mask").Bytes);
        });
    }

    [Fact]
    public async Task What_guides_an_edit_and_the_shape_it_grows_to_come_in_as_JSON_or_as_a_form_and_stand_on_the_variant()
    {
        await using var world = await ApiWorld.OpenAsync();
        var (image, first, second) = (await AddPictureAsync(world, Pictures.Make(60, 60)), await AddPictureAsync(world, Pictures.Make(8, 8)), await AddPictureAsync(world, Pictures.Make(9, 9)));
        var path = $"/v1/images/{image.Id}/edit";

        using var form = Form(("prompt", "go on"), ("extend", "2:1"), ("reference_ids", $"{second.Id}"), ("reference_ids", $"{first.Id}"));
        await world.PostAsync(path, new { prompt = "go on", extend = "2:1", reference_ids = new[] { second.Id, first.Id } }).JsonAsync(HttpStatusCode.Accepted);
        await world.Http.PostAsync(path, form, Ct).JsonAsync(HttpStatusCode.Accepted);

        var variants = (await DetailAsync(world, image)).GetProperty("variants").EnumerateArray().ToList();
        Assert.Equal(2, variants.Count);
        Assert.All(variants, variant =>
        {
            var parameters = variant.GetProperty("parameters");
            Assert.Equal(("2:1", "120x60"), (parameters.Text("extend"), parameters.Text("size")));
            Assert.Equal([second.Id, first.Id], parameters.GetProperty("reference_ids").EnumerateArray().Select(id => id.GetInt64()));
        });
        await world.PostAsync(path, new { prompt = "x", extend = "1:1" }).ProblemAsync(422, "validation_failed");
        await world.PostAsync(path, new { prompt = "x", reference_ids = new[] { 999_999 } }).ProblemAsync(422, "validation_failed");
        await world.PostAsync(path, new { prompt = "x", background = "transparent" }).ProblemAsync(422, "validation_failed");
    }

    [Fact]
    public async Task What_cannot_be_edited_is_refused_by_field_and_changes_nothing()
    {
        (string Body, string Fields)[] bad =
        [
            ("""{}""", "prompt"),
            ("""{"prompt":null}""", "prompt"),
            ("""{"prompt":" "}""", "prompt"),
            ("""{"prompt":"a\u0000b"}""", "prompt"),
            ("""{"prompt":"","n":9}""", "prompt,n"),
            ("""{"prompt":"x","n":0}""", "n"),
            ("""{"prompt":"x","model":"no-such"}""", "model"),
            ("""{"prompt":"x","size":"huge"}""", "size"),
            ("""{"prompt":"x","quality":"no-such"}""", "quality"),
            ("""{"prompt":"x","mask":""}""", "mask"),
            ("""{"prompt":"x","mask":"mask.png"}""", "mask"),
            ("""{"prompt":"x","mask":"data:image/png,iVBORw0KGgo"}""", "mask"),
            ("""{"prompt":"x","mask":"data:image/png;base64,###"}""", "mask"),
            ("""{"prompt":"x","mask":"data:image/png;base64,"}""", "mask"),
            ("""{"prompt":"x","mask":"data:image/png;base64,aGVsbG8="}""", "mask"),
            ("""{"prompt":"x","edit_session_id":999}""", "edit_session_id"),
        ];
        await using var world = await ApiWorld.OpenAsync();
        var image = await AddPictureAsync(world, Pictures.Make(64, 64));
        foreach (var (body, fields) in bad)
            Assert.Equal((body, fields), (body, string.Join(',', await world.PostTextAsync($"/v1/images/{image.Id}/edit", body).InvalidAsync())));
        await world.PostTextAsync($"/v1/images/{image.Id}/edit", """{"prompt":"x","n":"two"}""").ProblemAsync(400, "wrong_type");
        await world.PostTextAsync($"/v1/images/{image.Id}/edit", """{"prompt":""").ProblemAsync(400, "malformed_json");
        await world.PostTextAsync($"/v1/images/{image.Id}/edit", "warmer", "text/plain").ProblemAsync(415, "unsupported_media_type");
        using var form = Form(("prompt", "x"), ("n", "two"));
        await world.Http.PostAsync($"/v1/images/{image.Id}/edit", form, Ct).ProblemAsync(400, "bad_request");
        Assert.Equal(0, (await DetailAsync(world, image)).GetProperty("variants_count").GetInt32());
        Assert.Equal(1000, await world.BalanceAsync());
    }

    [Fact]
    public async Task A_mask_may_be_as_heavy_as_documented_and_nothing_else_may()
    {
        await using var world = await ApiWorld.OpenAsync(listens: true);
        var image = await AddPictureAsync(world, Pictures.Make(64, 64));
        var path = $"/v1/images/{image.Id}/edit";
        object Body(int bytes) => new { prompt = new string('x', 32_000), mask = $"data:image/png;base64,{Convert.ToBase64String(new byte[bytes])}" };

        foreach (var key in new[] { null, "key" })
        {
            var problem = await world.PostAsync(path, Body(4_000_000), key).ProblemAsync(422, "validation_failed");
            Assert.Equal("A mask must be a PNG.", problem.GetProperty("errors").GetProperty("mask")[0].GetString());
            problem = await world.PostAsync(path, Body(4_000_001), key).ProblemAsync(422, "validation_failed");
            Assert.Equal("A mask may have at most 4 MB.", problem.GetProperty("errors").GetProperty("mask")[0].GetString());
            await world.PostAsync(path, Body(5_000_000), key).ProblemAsync(413, "request_too_large");
            await world.GenerateAsync(new { prompt = new string('x', 1 << 20) }, key).ProblemAsync(413, "request_too_large");
        }
    }

    [Fact]
    public async Task What_is_not_there_trashed_or_anothers_is_not_edited()
    {
        await using var world = await ApiWorld.OpenAsync();
        var other = await world.App.CreateTeamAsync();
        var theirs = await world.AddImageAsync(other);
        var trashed = await world.AddImageAsync(change: i => (i.Status, i.DeletedAt) = (ProcessingStatus.Ready, i.CreatedAt));
        var failed = await world.AddImageAsync(change: i => i.Status = ProcessingStatus.Failed);
        var ready = await AddPictureAsync(world, Pictures.Make(64, 64));
        var body = new { prompt = "warmer" };

        foreach (var id in new[] { $"{theirs.Id}", "999999", "abc" })
        {
            await world.PostAsync($"/v1/images/{id}/edit", body).ProblemAsync(404, "not_found");
            await world.GetAsync($"/v1/images/{id}/tree").ProblemAsync(404, "not_found");
        }
        await world.PostAsync($"/v1/images/{trashed.Id}/edit", body).ProblemAsync(409, "image_trashed");
        await world.PostAsync($"/v1/images/{failed.Id}/edit", body).ProblemAsync(409, "image_not_ready");
        using var viewer = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Viewer)).Token);
        await world.PostAsync($"/v1/images/{ready.Id}/edit", body, client: viewer).ProblemAsync(403, "forbidden");
        using var reader = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Editor, Scopes.Read)).Token);
        await world.PostAsync($"/v1/images/{ready.Id}/edit", body, client: reader).ProblemAsync(403, "forbidden");
        Assert.Equal(1000, await world.BalanceAsync());
    }

    [Fact]
    public async Task Without_credits_nothing_is_edited_and_a_repeated_request_pays_once()
    {
        await using var world = await ApiWorld.OpenAsync(credits: 19);
        var image = await AddPictureAsync(world, Pictures.Make(64, 64));
        var path = $"/v1/images/{image.Id}/edit";

        var problem = await world.PostAsync(path, new { prompt = "x", n = 2 }).ProblemAsync(402, "insufficient_credits");
        Assert.Equal((20, 19), (problem.GetProperty("required").GetInt32(), problem.GetProperty("available").GetInt32()));
        var first = await world.PostAsync(path, new { prompt = "x" }, key: "once").JsonAsync(HttpStatusCode.Accepted);
        using var again = await world.PostAsync(path, new { prompt = "x" }, key: "once");

        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        Assert.Equal(first.GetRawText(), (await again.JsonAsync(HttpStatusCode.Accepted)).GetRawText());
        Assert.Equal(9, await world.BalanceAsync());
        Assert.Equal(1, (await DetailAsync(world, image)).GetProperty("variants_count").GetInt32());
    }

    [DatabaseTheory]
    public async Task A_lineage_is_read_as_a_tree_from_any_of_its_images(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var root = await world.AddImageAsync();
        var first = await world.AddImageAsync(change: i => (i.ParentId, i.RootId) = (root.Id, root.Id));
        var trashed = await world.AddImageAsync(change: i => (i.ParentId, i.RootId, i.DeletedAt) = (root.Id, root.Id, i.CreatedAt));
        var below = await world.AddImageAsync(change: i => (i.ParentId, i.RootId) = (trashed.Id, root.Id));
        await world.AddImageAsync(change: i => (i.ParentId, i.RootId, i.DeletedAt) = (first.Id, root.Id, i.CreatedAt));
        await world.AddImageAsync();

        using var answer = await world.GetAsync($"/v1/images/{below.Id}/tree");

        var tree = (await answer.JsonAsync()).GetProperty("data");
        Assert.Equal($"{root.Id}({first.Id} {trashed.Id}({below.Id}))", Print(tree));
        Assert.NotNull(tree.GetProperty("children")[1].Text("deleted_at"));
        using var poll = new HttpRequestMessage(HttpMethod.Get, $"/v1/images/{below.Id}/tree");
        poll.Headers.TryAddWithoutValidation("If-None-Match", answer.Header("ETag"));
        Assert.Equal(HttpStatusCode.NotModified, (await world.Http.SendAsync(poll, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_chain_of_edits_longer_than_a_tree_is_deep_is_still_read_whole()
    {
        await using var world = await ApiWorld.OpenAsync();
        var root = await world.AddImageAsync();
        var last = root;
        for (var i = 0; i < VariantTree.MaxDepth + 20; i++)
            last = await world.AddImageAsync(change: image => (image.ParentId, image.RootId) = (last.Id, root.Id));

        using var answer = await world.GetAsync($"/v1/images/{last.Id}/tree");
        using var tree = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct), new JsonDocumentOptions { MaxDepth = 256 });

        Assert.Equal(VariantTree.MaxDepth + 21, Print(tree.RootElement.GetProperty("data")).Split(' ', '(').Length);
    }

    private static async Task<Image> AddPictureAsync(ApiWorld world, byte[] bytes)
    {
        var stored = await world.App.Get<ImageIngest>().StoreAsync(bytes, Ct);
        return await world.AddImageAsync(change: image => image.Complete(stored, null, image.CreatedAt));
    }

    private static MultipartFormDataContent Form(params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        return form;
    }

    private static async Task<JsonElement> DetailAsync(ApiWorld world, Image image) => (await world.GetAsync($"/v1/images/{image.Id}").JsonAsync()).GetProperty("data");

    private static JsonElement Newest(JsonElement detail) => detail.GetProperty("variants").EnumerateArray().Last();

    private static Task<Job> EndAsync(ApiWorld world, JsonElement receipt) =>
        world.App.Services.WhenJobEndsAsync(world.Team.Owner, long.Parse(receipt.Text("job_id")!, CultureInfo.InvariantCulture));

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private static string Print(JsonElement node)
    {
        var children = node.GetProperty("children").EnumerateArray().Select(Print).ToList();
        return children.Count == 0 ? $"{node.GetProperty("id")}" : $"{node.GetProperty("id")}({string.Join(' ', children)})";
    }
}
