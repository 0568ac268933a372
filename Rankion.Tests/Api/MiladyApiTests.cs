using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Rankion.Core;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Core.Uploads;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

/// <summary>The door that speaks like milady's gallery.</summary>
public sealed class MiladyApiTests
{
    private const string Gallery = "/api/v1/gallery";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_are_paged_and_filtered_as_documented()
    {
        await using var world = await ApiWorld.OpenAsync();
        for (var i = 0; i < 25; i++)
        {
            var number = i;
            await world.AddImageAsync(change: image =>
            {
                Finish(image);
                image.CreatedAt = image.CreatedAt.AddSeconds(number);
                image.Prompt = number == 3 ? "A fox" : "A harbour";
                image.Describe("Title", number < 2 ? ["landscape", "sunset"] : number < 5 ? ["sunset"] : [], image.CreatedAt);
            });
        }
        await world.AddImageAsync(change: image =>
        {
            Finish(image);
            (image.Format, image.DurationMs, image.CreatedAt) = ("mp4", 4000, image.CreatedAt.AddDays(-1));
        });
        await world.AddImageAsync(); // still being drawn
        await world.AddImageAsync(await world.App.CreateTeamAsync(), Finish);

        Assert.Equal((26, 1, 20, 20), await PageAsync(world, ""));
        Assert.Equal((26, 3, 10, 6), await PageAsync(world, "?limit=10&page=3"));
        Assert.Equal((25, 1, 100, 25), await PageAsync(world, "?type=image&limit=100"));
        Assert.Equal((1, 1, 20, 1), await PageAsync(world, "?type=video"));
        Assert.Equal("video", Assert.Single((await world.GetAsync(Gallery + "?type=video").JsonAsync()).GetProperty("items").EnumerateArray()).Text("type"));
        Assert.Equal((5, 1, 20, 5), await PageAsync(world, "?tags=sunset"));
        Assert.Equal((2, 1, 20, 2), await PageAsync(world, "?tags=landscape,%20Sunset,"));
        Assert.Equal((1, 1, 20, 1), await PageAsync(world, "?search=fox"));
        Assert.Equal((26, 1, 20, 20), await PageAsync(world, "?search=&tags="));
        Assert.Equal(["limit"], await world.GetAsync(Gallery + "?limit=101").InvalidAsync());
        Assert.Equal(["page"], await world.GetAsync(Gallery + "?page=0").InvalidAsync());
        Assert.Equal(["type"], await world.GetAsync(Gallery + "?type=sound").InvalidAsync());
        Assert.Equal(["search"], await world.GetAsync(Gallery + "?search=" + new string('x', 501)).InvalidAsync());
        Assert.Equal(["tags"], await world.GetAsync(Gallery + "?tags=" + new string('x', 65)).InvalidAsync());
    }

    [Fact]
    public async Task An_item_has_exactly_the_documented_fields_and_an_address_that_needs_no_token()
    {
        await using var world = await ApiWorld.OpenAsync();
        var picture = Pictures.Make(64, 48);
        var image = await UploadAsync(world, picture, "sea");

        var item = await world.GetAsync($"{Gallery}/gal_{image.Id}").JsonAsync();

        Assert.Equal(["id", "type", "url", "prompt", "model", "width", "height", "createdAt", "tags"], item.EnumerateObject().Select(p => p.Name));
        Assert.Equal(($"gal_{image.Id}", "image", 64, 48), (item.Text("id"), item.Text("type"), item.GetProperty("width").GetInt32(), item.GetProperty("height").GetInt32()));
        Assert.Equal(item.GetRawText(), Assert.Single((await world.GetAsync(Gallery).JsonAsync()).GetProperty("items").EnumerateArray()).GetRawText());
        using var anybody = world.App.Client();
        Assert.Equal(picture, await anybody.GetByteArrayAsync(item.Text("url"), Ct));
    }

    [Fact]
    public async Task What_is_no_item_of_the_team_is_not_there_on_any_path()
    {
        await using var world = await ApiWorld.OpenAsync();
        var theirs = await UploadAsync(world, Pictures.Make(16, 16), "theirs", await world.App.CreateTeamAsync());
        var (trashed, drawing) = (await UploadAsync(world, Pictures.Make(32, 32)), await world.AddImageAsync());
        await world.App.Get<Trash>().PutAsync(world.Team.Owner, trashed.Id, Ct);

        foreach (var id in new[] { $"gal_{theirs.Id}", $"gal_{trashed.Id}", $"gal_{drawing.Id}", "gal_987654321", "gal_", "gal_x", "42", $"GAL_{theirs.Id}", "gal_-1", "gal_99999999999999999999" })
        {
            await world.GetAsync($"{Gallery}/{id}").ProblemAsync(404, "not_found");
            await world.GetAsync($"{Gallery}/{id}/download").ProblemAsync(404, "not_found");
            await world.Http.PatchAsync($"{Gallery}/{id}", Json("""{"tags":["x"]}"""), Ct).ProblemAsync(404, "not_found");
            await world.Http.DeleteAsync($"{Gallery}/{id}", Ct).ProblemAsync(404, "not_found");
            await world.PostTextAsync($"{Gallery}/{id}/share", "{}").ProblemAsync(404, "not_found");
            await world.Http.DeleteAsync($"{Gallery}/{id}/share", Ct).ProblemAsync(404, "not_found");
            await world.PostAsync($"{Gallery}/bulk/download", new { itemIds = new[] { id } }).ProblemAsync(404, "not_found");
        }
        using var stranger = world.App.Client();
        await stranger.GetAsync(Gallery, Ct).ProblemAsync(401, "unauthenticated");
        using var reader = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Viewer)).Token);
        await world.PostAsync($"{Gallery}/bulk/delete", new { itemIds = new[] { "gal_1" } }, client: reader).ProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task A_link_is_made_changed_by_what_is_named_and_revoked()
    {
        await using var world = await ApiWorld.OpenAsync();
        var image = await UploadAsync(world, Pictures.Make(64, 48));
        var path = $"{Gallery}/gal_{image.Id}/share";
        await world.Http.DeleteAsync(path, Ct).ProblemAsync(404, "not_found");

        var open = await world.PostTextAsync(path, "{}").JsonAsync(HttpStatusCode.Created);
        Assert.Equal(["shareUrl", "expiresAt"], open.EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Null, open.GetProperty("expiresAt").ValueKind);
        var locked = await world.PostAsync(path, new { expiresIn = "7d", password = "open sesame", allowDownload = false }).JsonAsync();
        Assert.Equal(open.Text("shareUrl"), locked.Text("shareUrl"));
        Assert.Equal(JsonValueKind.String, locked.GetProperty("expiresAt").ValueKind);
        var share = (await world.GetAsync($"/v1/images/{image.Id}").JsonAsync()).GetProperty("data").GetProperty("share");
        Assert.Equal((true, false), (share.GetProperty("has_password").GetBoolean(), share.GetProperty("allow_download").GetBoolean()));
        Assert.Equal(locked.GetRawText(), (await world.PostTextAsync(path, "{}").JsonAsync()).GetRawText());

        foreach (var end in new[] { "1h", "1d", "30d", "never" })
            await world.PostAsync(path, new { expiresIn = end }).JsonAsync();
        Assert.Equal(["expiresIn"], await world.PostAsync(path, new { expiresIn = "2d" }).InvalidAsync());
        Assert.Equal(["password"], await world.PostAsync(path, new { password = "x" }).InvalidAsync());
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var revoked = await world.Http.DeleteAsync(path, Ct);
            Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        }
        Assert.NotEqual(open.Text("shareUrl"), (await world.PostTextAsync(path, "{}").JsonAsync(HttpStatusCode.Created)).Text("shareUrl"));
    }

    [Fact]
    public async Task One_bad_id_of_many_stops_nobody()
    {
        await using var world = await ApiWorld.OpenAsync();
        var (one, two) = (await UploadAsync(world, Pictures.Make(16, 16), "old"), await UploadAsync(world, Pictures.Make(32, 32)));
        string[] ids = [$"gal_{one.Id}", "nonsense", $"gal_{two.Id}", "gal_987654321", $"gal_{one.Id}"];
        var outcome = $$"""{"succeeded":["gal_{{one.Id}}","gal_{{two.Id}}"],"failed":[{"id":"gal_987654321","code":"not_found"},{"id":"nonsense","code":"not_found"}]}""";

        Assert.Equal(outcome, (await world.PostAsync($"{Gallery}/bulk/tag", new { itemIds = ids, tags = new[] { "Approved", "final" } }).JsonAsync()).GetRawText());
        Assert.Equal("""["old","approved","final"]""", (await world.GetAsync($"{Gallery}/gal_{one.Id}").JsonAsync()).GetProperty("tags").GetRawText());
        Assert.Equal(outcome, (await world.PostAsync($"{Gallery}/bulk/delete", new { itemIds = ids }).JsonAsync()).GetRawText());
        Assert.Equal(0, (await world.GetAsync(Gallery).JsonAsync()).GetProperty("total").GetInt32());

        var many = Enumerable.Range(1, 201).Select(i => $"gal_{i}");
        foreach (var verb in new[] { "delete", "tag", "download" })
        {
            foreach (var bad in new object[] { new { tags = new[] { "x" } }, new { itemIds = Array.Empty<string>(), tags = new[] { "x" } }, new { itemIds = many, tags = new[] { "x" } } })
                Assert.Equal(["itemIds"], await world.PostAsync($"{Gallery}/bulk/{verb}", bad).InvalidAsync());
        }
        Assert.Equal(["tags"], await world.PostAsync($"{Gallery}/bulk/tag", new { itemIds = ids }).InvalidAsync());
    }

    [Fact]
    public async Task Many_come_as_a_ZIP_with_readable_names_that_says_what_is_missing()
    {
        await using var world = await ApiWorld.OpenAsync(listens: true);
        var pictures = Enumerable.Range(0, 3).Select(i => Pictures.MakeNoise(64, 64, i)).ToList();
        var images = new List<Image>();
        foreach (var picture in pictures)
            images.Add(await UploadAsync(world, picture, title: "Harbour at dawn"));
        await world.App.Get<Trash>().PutAsync(world.Team.Owner, images[2].Id, Ct);
        var body = new { itemIds = images.Select(i => $"gal_{i.Id}").Append("gal_987654321") };

        using var answer = await world.PostAsync($"{Gallery}/bulk/download", body, key: "a key changes nothing here");
        Assert.Equal((HttpStatusCode.OK, "application/zip", "gallery.zip"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName));
        await using var zip = await ZipArchive.CreateAsync(await answer.Content.ReadAsStreamAsync(Ct), ZipArchiveMode.Read, false, null, Ct);
        Assert.Equal([$"harbour-at-dawn-{images[0].Id}.png", $"harbour-at-dawn-{images[1].Id}.png", "errors.csv"], zip.Entries.Select(e => e.FullName));
        for (var i = 0; i < 2; i++)
        {
            await using var entry = await zip.Entries[i].OpenAsync(Ct);
            using var bytes = new MemoryStream();
            await entry.CopyToAsync(bytes, Ct);
            Assert.Equal(pictures[i], bytes.ToArray());
        }
        using var errors = new StreamReader(await zip.Entries[2].OpenAsync(Ct));
        var missing = await errors.ReadToEndAsync(Ct);
        Assert.Contains("trashed", missing, StringComparison.Ordinal);
        Assert.Contains("987654321", missing, StringComparison.Ordinal);
        Assert.Equal(["itemIds"], await world.PostAsync($"{Gallery}/bulk/download", new { itemIds = Enumerable.Range(1, InstantArchive.MaxImages + 1).Select(i => $"gal_{i}") }).InvalidAsync());
    }

    [Fact]
    public async Task Collections_are_begun_filled_listed_and_filtered_by()
    {
        await using var world = await ApiWorld.OpenAsync();
        var other = await world.App.CreateTeamAsync();
        var (one, two, theirs) = (await UploadAsync(world, Pictures.Make(16, 16)), await UploadAsync(world, Pictures.Make(32, 32)), await UploadAsync(world, Pictures.Make(16, 32), null, other));
        const string all = Gallery + "/collections";
        var foreign = (await world.PostAsync(all, new { name = "Theirs" }, client: world.App.Client(other)).JsonAsync(HttpStatusCode.Created)).Text("id");

        var made = await world.PostAsync(all, new { name = "Product Shots", description = "Generated product images" }).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(["id", "name", "description", "itemCount", "createdAt"], made.EnumerateObject().Select(p => p.Name));
        var items = $"{all}/{made.Text("id")}/items";
        var added = await world.PostAsync(items, new { itemIds = new[] { $"gal_{one.Id}", "nonsense", $"gal_{theirs.Id}" } }).JsonAsync();
        Assert.Equal(
            $$"""{"succeeded":["gal_{{one.Id}}"],"failed":[{"id":"gal_{{theirs.Id}}","code":"not_found"},{"id":"nonsense","code":"not_found"}]}""", added.GetRawText());
        await world.PostAsync(all, new { name = "Another" }).JsonAsync(HttpStatusCode.Created);

        var list = await world.GetAsync(all + "?limit=1&page=2").JsonAsync();
        Assert.Equal((2, 2, 1), (list.GetProperty("total").GetInt32(), list.GetProperty("page").GetInt32(), list.GetProperty("pageSize").GetInt32()));
        var shown = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(("Product Shots", "Generated product images", 1), (shown.Text("name"), shown.Text("description"), shown.GetProperty("itemCount").GetInt32()));
        Assert.Equal((1, 1, 20, 1), await PageAsync(world, $"?type=image&collection={made.Text("id")}"));
        foreach (var nothing in new[] { $"?type=video&collection={made.Text("id")}", $"?collection={foreign}", "?collection=nonsense", "?collection=987654321" })
            Assert.Equal((0, 1, 20, 0), await PageAsync(world, nothing));
        Assert.Equal((2, 1, 20, 2), await PageAsync(world, "?collection="));

        foreach (var nowhere in new[] { foreign, "nonsense", "987654321" })
            await world.PostAsync($"{all}/{nowhere}/items", new { itemIds = new[] { $"gal_{two.Id}" } }).ProblemAsync(404, "not_found");
        Assert.Equal(["itemIds"], await world.PostTextAsync(items, "{}").InvalidAsync());
        Assert.Equal(["name"], await world.PostTextAsync(all, "{}").InvalidAsync());
        await world.PostAsync(all, new { name = "product shots" }).ProblemAsync(409, "name_taken");
    }

    [Fact]
    public async Task What_is_drawn_is_tagged_and_kept_as_a_program_of_theirs_says_it()
    {
        await using var world = await ApiWorld.OpenAsync();

        var kept = await world.GenerateAsync(new { prompt = "A beautiful sunset", saveToGallery = true, galleryTags = new[] { "sunset", "landscape" } }).JsonAsync(HttpStatusCode.Accepted);
        await world.GenerateAsync(new { prompt = "A draft", saveToGallery = false }).JsonAsync(HttpStatusCode.Accepted);

        var image = Assert.Single((await world.GetAsync("/v1/images").JsonAsync()).GetProperty("data").EnumerateArray());
        Assert.Equal(kept.GetProperty("image_id").GetInt64(), image.GetProperty("id").GetInt64());
        Assert.Equal("""["sunset","landscape"]""", image.GetProperty("tags").GetRawText());
    }

    private static void Finish(Image image) => (image.Status, image.Sha256, image.Format) = (ProcessingStatus.Ready, new string('a', 64), "png");

    private static async Task<Image> UploadAsync(ApiWorld world, byte[] picture, string? tag = null, TestTeam? team = null, string? title = null) =>
        (await world.App.Get<Uploader>().UploadAsync((team ?? world.Team).Owner, picture, new() { Tags = [tag], Title = title }, Ct)).Image;

    private static StringContent Json(string text) => new(text, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));

    private static async Task<(int Total, int Page, int Size, int Shown)> PageAsync(ApiWorld world, string query)
    {
        var list = await world.GetAsync(Gallery + query).JsonAsync();
        Assert.Equal(["items", "total", "page", "pageSize"], list.EnumerateObject().Select(p => p.Name));
        return (list.GetProperty("total").GetInt32(), list.GetProperty("page").GetInt32(), list.GetProperty("pageSize").GetInt32(), list.GetProperty("items").GetArrayLength());
    }
}
