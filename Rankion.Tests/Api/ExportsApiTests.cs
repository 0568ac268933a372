using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Teams;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class ExportsApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_export_is_polled_until_its_archive_can_be_downloaded(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider, works: true);
        var image = await AddPictureAsync(world);

        using var accepted = await world.PostTextAsync("/v1/images/bulk/export", $$"""{"ids":[{{image.Id}}],"format":"webp","unknown":1}""");
        var receipt = await accepted.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(["job_id"], receipt.EnumerateObject().Select(p => p.Name));
        Assert.Equal($"http://localhost/v1/images/exports/{receipt.Text("job_id")}", accepted.Header("Location"));
        var export = await ReadyAsync(world, receipt);

        Assert.Equal(["status", "progress", "size_bytes", "missing", "download_url", "expires_at", "error"], export.EnumerateObject().Select(p => p.Name));
        Assert.Equal((1, 1), (export.GetProperty("progress").GetProperty("done").GetInt32(), export.GetProperty("progress").GetProperty("total").GetInt32()));
        var zip = await DownloadAsync(world, export);
        Assert.Equal(export.GetProperty("size_bytes").GetInt64(), zip.Length);
        await using var archive = new ZipArchive(new MemoryStream(zip));
        Assert.Equal([$"harbour-{image.Id}.webp", "manifest.json", "manifest.csv"], archive.Entries.Select(e => e.FullName));
    }

    [Fact]
    public async Task A_download_says_what_it_is_and_goes_on_where_it_broke_off()
    {
        await using var world = await ApiWorld.OpenAsync(works: true, listens: true);
        var export = await ExportAsync(world, await AddPictureAsync(world));
        var whole = await DownloadAsync(world, export);
        using var anybody = world.App.Client();
        var link = export.Text("download_url")!;

        using var head = await anybody.SendAsync(new HttpRequestMessage(HttpMethod.Head, link), Ct);
        Assert.Equal((HttpStatusCode.OK, whole.Length), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Equal(("application/zip", "bytes"), (head.Header("Content-Type"), head.Header("Accept-Ranges")));
        Assert.Equal("private, no-store", head.Header("Cache-Control"));
        Assert.Matches("^attachment; filename=images-\\d+\\.zip", head.Header("Content-Disposition")!);
        using var rest = new HttpRequestMessage(HttpMethod.Get, link);
        rest.Headers.Range = new RangeHeaderValue(100, null);
        rest.Headers.IfRange = new RangeConditionHeaderValue(head.Headers.ETag!);
        using var part = await anybody.SendAsync(rest, Ct);
        Assert.Equal((HttpStatusCode.PartialContent, $"bytes 100-{whole.Length - 1}/{whole.Length}"), (part.StatusCode, part.Header("Content-Range")));
        Assert.Equal(whole[100..], await part.Content.ReadAsByteArrayAsync(Ct));

        string[] changed =
        [
            link[..^1],
            link.Split('?')[0],
            link.Replace("expires=", "expires=9", StringComparison.Ordinal),
            link.Replace("images-", "x-", StringComparison.Ordinal),
        ];
        foreach (var other in changed)
        {
            using var nothing = await anybody.GetAsync(other, Ct);
            Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        }
    }

    [Fact]
    public async Task A_link_is_dead_when_the_export_has_expired_even_before_the_file_is_gone()
    {
        var clock = new LateClock();
        await using var world = await ApiWorld.OpenAsync(works: true, configure: setup => setup.Clock = clock);
        var image = await AddPictureAsync(world);
        var receipt = await world.PostAsync("/v1/images/bulk/export", new { ids = new[] { image.Id } }).JsonAsync(HttpStatusCode.Accepted);
        var export = await ReadyAsync(world, receipt);

        clock.Late = TimeSpan.FromDays(7.01);

        using var gone = await world.App.Client().GetAsync(export.Text("download_url"), Ct);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        var expired = await StatusAsync(world, receipt);
        Assert.Equal(("expired", null), (expired.Text("status"), expired.Text("download_url")));
        Assert.Equal(export.Text("expires_at"), expired.Text("expires_at"));
    }

    [Fact]
    public async Task What_cannot_be_exported_is_refused_by_field_and_changes_nothing()
    {
        await using var world = await ApiWorld.OpenAsync();
        var image = await world.AddImageAsync();
        var theirs = await world.AddImageAsync(await world.App.CreateTeamAsync());
        var many = string.Join(',', Enumerable.Range(1, 501));
        (string Body, string Fields)[] bad =
        [
            ("""{}""", "ids"),
            ("""{"ids":null}""", "ids"),
            ("""{"ids":[]}""", "ids"),
            ($$"""{"ids":[{{many}}]}""", "ids"),
            ($$"""{"ids":[{{image.Id}},0]}""", "ids"),
            ($$"""{"ids":[{{theirs.Id}}]}""", "ids"),
            ($$"""{"ids":[{{image.Id}}],"format":"gif"}""", "format"),
            ($$"""{"ids":[{{image.Id}}],"format":""}""", "format"),
        ];
        foreach (var (body, fields) in bad)
            Assert.Equal((body, fields), (body, string.Join(',', await world.PostTextAsync("/v1/images/bulk/export", body).InvalidAsync())));
        string[] wrong = ["""{"ids":["1"]}""", """{"ids":1}""", """{"ids":[1.5]}""", """{"ids":[1],"include_metadata":"no"}""", """{"ids":[1],"format":1}"""];
        foreach (var body in wrong)
            await world.PostTextAsync("/v1/images/bulk/export", body).ProblemAsync(400, "wrong_type");
        await world.PostTextAsync("/v1/images/bulk/export", """{"ids":[""").ProblemAsync(400, "malformed_json");
        using var reader = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Editor, Scopes.Read)).Token);
        await world.PostAsync("/v1/images/bulk/export", new { ids = new[] { image.Id } }, client: reader).ProblemAsync(403, "forbidden");
        using var viewer = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Viewer)).Token);
        await world.PostAsync("/v1/images/bulk/export", new { ids = new[] { image.Id } }, client: viewer).ProblemAsync(403, "forbidden");
        await world.GetAsync("/v1/images/exports/1").ProblemAsync(404, "not_found");

        var receipt = await world.PostAsync("/v1/images/bulk/export", new { ids = new[] { image.Id, image.Id } }).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(1, (await StatusAsync(world, receipt)).GetProperty("progress").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task What_is_anothers_or_no_export_is_not_there_and_a_poll_or_a_repeat_does_nothing_anew()
    {
        await using var world = await ApiWorld.OpenAsync();
        var image = await world.AddImageAsync();
        var other = await world.App.CreateTeamAsync();
        var body = new { ids = new[] { image.Id } };
        var receipt = await world.PostAsync("/v1/images/bulk/export", body, key: "once").JsonAsync(HttpStatusCode.Accepted);
        var path = $"/v1/images/exports/{receipt.Text("job_id")}";

        using var again = await world.PostAsync("/v1/images/bulk/export", body, key: "once");
        Assert.Equal(("true", receipt.GetRawText()), (again.Header("Idempotency-Replayed"), (await again.JsonAsync(HttpStatusCode.Accepted)).GetRawText()));
        using var first = await world.GetAsync(path);
        Assert.Equal("queued", (await first.JsonAsync()).Text("status"));
        using var poll = new HttpRequestMessage(HttpMethod.Get, path);
        poll.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await world.Http.SendAsync(poll, Ct)).StatusCode);

        var generated = await world.GenerateAsync(new { prompt = "x" }).JsonAsync(HttpStatusCode.Accepted);
        var absent = await (await world.GetAsync("/v1/images/exports/999999")).Content.ReadAsStringAsync(Ct);
        using var stranger = world.App.Client(other);
        Assert.Equal(absent, await (await stranger.GetAsync(path, Ct)).Content.ReadAsStringAsync(Ct));
        await world.GetAsync($"/v1/images/exports/{generated.Text("job_id")}").ProblemAsync(404, "not_found");
        await world.GetAsync("/v1/images/exports/abc").ProblemAsync(404, "not_found");

        await world.Http.DeleteAsync($"/v1/jobs/{receipt.Text("job_id")}", Ct).JsonAsync();
        var cancelled = await world.GetAsync(path).JsonAsync();
        Assert.Equal(("failed", "cancelled"), (cancelled.Text("status"), cancelled.GetProperty("error").Text("code")));
    }

    private static async Task<Image> AddPictureAsync(ApiWorld world)
    {
        var stored = await world.App.Get<ImageIngest>().StoreAsync(Pictures.MakeNoise(200, 150, 1), Ct);
        return await world.AddImageAsync(change: image => image.Complete(stored, null, image.CreatedAt));
    }

    private static async Task<JsonElement> ExportAsync(ApiWorld world, Image image) =>
        await ReadyAsync(world, await world.PostAsync("/v1/images/bulk/export", new { ids = new[] { image.Id } }).JsonAsync(HttpStatusCode.Accepted));

    private static async Task<JsonElement> ReadyAsync(ApiWorld world, JsonElement receipt)
    {
        await world.App.Services.WhenJobEndsAsync(world.Team.Owner, long.Parse(receipt.Text("job_id")!, CultureInfo.InvariantCulture));
        var export = await StatusAsync(world, receipt);
        Assert.Equal("ready", export.Text("status"));
        return export;
    }

    private static Task<JsonElement> StatusAsync(ApiWorld world, JsonElement receipt) =>
        world.GetAsync($"/v1/images/exports/{receipt.Text("job_id")}").JsonAsync();

    /// <summary>By the link alone, as a browser would.</summary>
    private static async Task<byte[]> DownloadAsync(ApiWorld world, JsonElement export)
    {
        using var anybody = world.App.Client();
        return await anybody.GetByteArrayAsync(export.Text("download_url"), Ct);
    }

    /// <summary>The real clock, put forward when a test says so.</summary>
    private sealed class LateClock : TimeProvider
    {
        public TimeSpan Late { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Late;
    }
}
