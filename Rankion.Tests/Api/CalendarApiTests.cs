using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Rankion.Core.Data;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class CalendarApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_event_is_planned_read_changed_and_deleted(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var project = await ProjectAsync(world);
        var article = await IdAsync(world.PostAsync($"/v1/projects/{project}/articles", new { title = "Tools" }));
        using var posted = await world.PostAsync($"/v1/projects/{project}/calendar", new { title = "Launch", scheduled_at = "2026-05-15T11:00:00+02:00", article_id = article, unknown = 1 });
        var made = (await posted.JsonAsync(HttpStatusCode.Created)).GetProperty("data");
        Assert.Equal(
            ["id", "project_id", "title", "kind", "status", "scheduled_at", "time_zone", "duration_minutes", "article_id", "image_id", "notes", "due_at", "created_by", "created_at", "updated_at"],
            made.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("Launch", "article", "scheduled", "2026-05-15T09:00:00Z", article), (
            made.Text("title"), made.Text("kind"), made.Text("status"), made.Text("scheduled_at"), made.GetProperty("article_id").GetInt64()));
        var path = new Uri(posted.Header("Location")!).AbsolutePath;
        Assert.Equal($"/v1/calendar/{made.GetProperty("id")}", path);

        using var read = await world.GetAsync(path);
        Assert.Equal(made.GetRawText(), (await read.JsonAsync()).GetProperty("data").GetRawText());
        using var first = await PutAsync(world, path, """{"scheduled_at":"2026-05-16T09:00:00Z"}""", read.Headers.ETag);
        var changed = (await first.JsonAsync()).GetProperty("data");
        Assert.Equal(("2026-05-16T09:00:00Z", "Launch", "scheduled"), (changed.Text("scheduled_at"), changed.Text("title"), changed.Text("status")));
        await PutAsync(world, path, """{"title":"Late"}""", read.Headers.ETag).ProblemAsync(412, "precondition_failed");
        Assert.Equal(JsonValueKind.Null, (await PutAsync(world, path, """{"article_id":null}""").JsonAsync()).GetProperty("data").GetProperty("article_id").ValueKind);

        using var gone = await world.Http.DeleteAsync(path, Ct);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await world.GetAsync(path).ProblemAsync(404, "not_found");
        await PutAsync(world, path, """{"title":"Still here"}""").ProblemAsync(404, "not_found");
        await world.Http.DeleteAsync(path, Ct).ProblemAsync(404, "not_found");
    }

    [DatabaseTheory]
    public async Task A_list_is_filtered_by_span_status_and_kind_soonest_first(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var path = $"/v1/projects/{await ProjectAsync(world)}/calendar";
        foreach (var body in new object[]
        {
            new { title = "C", scheduled_at = "2026-05-31T23:30:00Z", kind = "newsletter" },
            new { title = "Idea" },
            new { title = "A", scheduled_at = "2026-05-01T00:00:00Z", kind = "social_post", status = "draft" },
            new { title = "B", scheduled_at = "2026-05-02T00:00:00Z" },
            new { title = "D", scheduled_at = "2026-06-01T00:00:00Z" },
        })
        {
            await world.PostAsync(path, body).JsonAsync(HttpStatusCode.Created);
        }
        foreach (var (query, titles) in new[]
        {
            ("", "A B C D Idea"), ("?from=2026-05-01&to=2026-05-31", "A B C"), ("?from=2026-05-31T23:30:00Z", "C D"), ("?status=draft", "A"), ("?status=idea", "Idea"),
            ("?kind=social_post", "A"), ("?kind=article", "B D Idea"), ("?per_page=2&page=2", "C D"), ("?unknown=1", "A B C D Idea"),
        })
        {
            var list = await world.GetAsync(path + query).JsonAsync();
            Assert.Equal(titles, string.Join(' ', list.GetProperty("data").EnumerateArray().Select(e => e.Text("title"))));
        }
        Assert.Equal(5, (await world.GetAsync(path + "?per_page=2&page=2").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
        foreach (var (query, field) in new[] { ("?status=done", "status"), ("?kind=song", "kind"), ("?from=soon", "from"), ("?from=2026-05-02&to=2026-05-01", "to") })
            Assert.Equal([field], await world.GetAsync(path + query).InvalidAsync());
    }

    [Fact]
    public async Task Bad_input_is_named_and_makes_nothing()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = $"/v1/projects/{await ProjectAsync(world)}/calendar";
        var theirs = await world.AddImageAsync(await world.App.CreateTeamAsync());
        foreach (var (body, status, code, field) in new[]
        {
            ("{}", 422, "validation_failed", "title"),
            ("""{"title":""}""", 422, "validation_failed", "title"),
            ("""{"title":"x","status":"done"}""", 422, "validation_failed", "status"),
            ("""{"title":"x","kind":"song"}""", 422, "validation_failed", "kind"),
            ("""{"title":"x","status":"scheduled"}""", 422, "validation_failed", "scheduled_at"),
            ("""{"title":"x","scheduled_at":"soon"}""", 400, "wrong_type", "scheduled_at"),
            ("""{"title":"x","scheduled_at":"10000-01-01T00:00:00Z"}""", 400, "wrong_type", "scheduled_at"),
            ("""{"title":"x","scheduled_at":"9999-12-31T23:59:59-12:00"}""", 400, "wrong_type", "scheduled_at"),
            ("""{"title":"x","scheduled_at":"9999-12-31T23:59:59Z"}""", 422, "validation_failed", "scheduled_at"),
            ("""{"title":"x","scheduled_at":"2026-05-15T09:00:00Z","duration_minutes":-60}""", 422, "validation_failed", "duration_minutes"),
            ("""{"title":"x","time_zone":"Mars/Olympus"}""", 422, "validation_failed", "time_zone"),
            ("""{"title":"x","article_id":4711}""", 422, "not_in_team", "article_id"),
            ($$"""{"title":"x","image_id":{{theirs.Id}}}""", 422, "not_in_team", "image_id"),
        })
        {
            var problem = await world.PostTextAsync(path, body).ProblemAsync(status, code);
            Assert.Equal(field, problem.GetProperty("errors").EnumerateObject().Single().Name);
        }
        Assert.Equal(0, (await world.GetAsync(path).JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_repeated_request_plans_no_second_event()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = $"/v1/projects/{await ProjectAsync(world)}/calendar";
        await world.PostAsync(path, new { title = "Launch" }, "launch-1").JsonAsync(HttpStatusCode.Created);
        using var again = await world.PostAsync(path, new { title = "Launch" }, "launch-1");
        await again.JsonAsync(HttpStatusCode.Created);
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        Assert.Equal(1, (await world.GetAsync(path).JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
    }

    [DatabaseTheory]
    public async Task A_feed_is_subscribed_to_read_cheaply_and_revoked(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var path = $"/v1/projects/{await ProjectAsync(world)}/calendar";
        var soon = TimeProvider.System.GetUtcNow().AddDays(7).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await world.PostAsync(path, new { title = "Letter", kind = "newsletter", scheduled_at = soon }).JsonAsync(HttpStatusCode.Created);
        await world.PostAsync(path, new { title = "Post", scheduled_at = soon }).JsonAsync(HttpStatusCode.Created);
        var receipt = await world.PostAsync(path + "/feed", new { kind = new[] { "newsletter" } }).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(["token", "url"], receipt.EnumerateObject().Select(p => p.Name));
        Assert.Matches("^[A-Za-z0-9]{40}$", receipt.Text("token"));
        Assert.Equal(["kind"], await world.PostAsync(path + "/feed", new { kind = new[] { "song" } }).InvalidAsync());

        using var anybody = world.App.Client();
        foreach (var url in new[] { receipt.Text("url")!, $"/ics/{receipt.Text("token")}.ics" })
        {
            using var feed = await anybody.GetAsync(url, Ct);
            Assert.Equal((HttpStatusCode.OK, "text/calendar; charset=utf-8"), (feed.StatusCode, feed.Content.Headers.ContentType!.ToString()));
            var text = await feed.Content.ReadAsStringAsync(Ct);
            Assert.Contains("SUMMARY:Letter\r\n", text, StringComparison.Ordinal);
            Assert.DoesNotContain("SUMMARY:Post", text, StringComparison.Ordinal);
            using var again = new HttpRequestMessage(HttpMethod.Get, url);
            again.Headers.IfNoneMatch.Add(feed.Headers.ETag!);
            using var known = await anybody.SendAsync(again, Ct);
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        }
        var listed = (await world.GetAsync(path + "/feed").JsonAsync()).GetProperty("data");
        Assert.Equal(("newsletter", JsonValueKind.Undefined), (listed[0].GetProperty("kind")[0].GetString(), listed[0].TryGetProperty("token", out var secret) ? secret.ValueKind : default));

        using var revoked = await world.Http.DeleteAsync(path + "/feed", Ct);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        foreach (var url in new[] { receipt.Text("url")!, $"/ics/{receipt.Text("token")}.ics", path + ".ics", "/ics/x.ics" })
        {
            using var answer = await anybody.GetAsync(url, Ct);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static Task<long> ProjectAsync(ApiWorld world) => IdAsync(world.PostAsync("/v1/projects", new { name = "Spring" }));

    private static async Task<long> IdAsync(Task<HttpResponseMessage> made) => (await made.JsonAsync(HttpStatusCode.Created)).GetProperty("data").GetProperty("id").GetInt64();

    private static async Task<HttpResponseMessage> PutAsync(ApiWorld world, string path, string body, EntityTagHeaderValue? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (version is not null)
            request.Headers.IfMatch.Add(version);
        return await world.Http.SendAsync(request, Ct);
    }
}
