using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Projects;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class ApiErrorsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_cannot_be_read_is_a_bad_request()
    {
        (string Body, string Code, string? Field)[] bad =
        [
            ("""{"prompt":""", "malformed_json", null),
            ("""{"prompt":"x"}}""", "malformed_json", null),
            ("""{'prompt':'x'}""", "malformed_json", null),
            ("nonsense", "malformed_json", null),
            ("", "bad_request", null),
            ("null", "bad_request", null),
            ("[]", "malformed_json", null),
            ("\"x\"", "malformed_json", null),
            ("""{"prompt":"\ud800"}""", "wrong_type", null),
            ("""{"prompt":5}""", "wrong_type", "prompt"),
            ("""{"prompt":"x","n":"2"}""", "wrong_type", "n"),
            ("""{"prompt":"x","n":1.5}""", "wrong_type", "n"),
            ("""{"prompt":"x","n":99999999999}""", "wrong_type", "n"),
            ("""{"prompt":"x","tags":"a"}""", "wrong_type", "tags"),
            ("""{"prompt":"x","tags":[1]}""", "wrong_type", "tags[0]"),
            ("""{"prompt":"x","save_to_gallery":"no"}""", "wrong_type", "save_to_gallery"),
        ];
        await using var world = await ApiWorld.OpenAsync();
        foreach (var (body, code, field) in bad)
        {
            var problem = await world.PostTextAsync("/v1/generate/image", body).ProblemAsync(400, code);
            Assert.True(field is null || problem.GetProperty("errors").TryGetProperty(field, out _), body);
        }
        Assert.Equal(1000, await world.BalanceAsync());
    }

    [Fact]
    public async Task The_frameworks_own_refusals_are_problem_documents_too()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.PostTextAsync("/v1/generate/image", "prompt=x", "application/x-www-form-urlencoded").ProblemAsync(415, "unsupported_media_type");
        await world.PostTextAsync("/v1/generate/image", """{"prompt":"x"}""", "text/plain").ProblemAsync(415, "unsupported_media_type");
        using var charset = new StringContent("{}");
        charset.Headers.Remove("Content-Type");
        charset.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=nonsense");
        await world.Http.PostAsync("/v1/generate/image", charset, Ct).ProblemAsync(415, "unsupported_media_type");
        using var answer = await world.Http.DeleteAsync("/v1/images", Ct);
        Assert.Contains("GET", answer.Content.Headers.Allow);
        await Task.FromResult(answer).ProblemAsync(405, "method_not_allowed");
        await world.PostAsync("/v1/nope", new { }).ProblemAsync(404, "not_found");
        foreach (var path in new[] { "/v1", "/v1/nope", "/v1/images/abc", "/v1/images/-1", "/v1/images/99999999999999999999", "/v1/jobs/one", "/api/nope" })
            await world.GetAsync(path).ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task A_fault_of_ours_tells_nothing_of_itself()
    {
        await using var world = await ApiWorld.OpenAsync(configure: setup => setup.Override(services => services.AddSingleton(new ProjectList(null!))));
        var problem = await world.GetAsync("/v1/projects").ProblemAsync(500, "internal_error");
        Assert.Equal(["type", "title", "status", "code", "detail"], problem.EnumerateObject().Select(p => p.Name));
        Assert.DoesNotContain("NullReference", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        await using var app = await RankionApp.StartAsync(configure: setup => setup.Settings["Rankion:Jobs:Workers"] = "0", listens: true);
        var team = await app.CreateTeamAsync();
        using var large = await app.Client(team).PostAsync("/v1/generate/image", new StringContent($$"""{"prompt":"{{new string('x', 1 << 20)}}"}""", null, "application/json"), Ct);
        await Task.FromResult(large).ProblemAsync(413, "request_too_large");
        using var keyed = new HttpRequestMessage(HttpMethod.Post, "/v1/generate/image") { Content = new StringContent(new string('x', (1 << 20) + 1), null, "application/json") };
        keyed.Headers.Add("Idempotency-Key", "k");
        await app.Client(team).SendAsync(keyed, Ct).ProblemAsync(413, "request_too_large");
        using var page = await app.Client(team).GetAsync("/v1/images", Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Null(page.Header("Server"));
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_it_may_not_do()
    {
        await using var world = await ApiWorld.OpenAsync();
        foreach (var path in new[] { "/v1/images", "/v1/nope", "/sign-in", "/docs/index.html", "/health/live" })
        {
            using var answer = await world.GetAsync(path);
            Assert.Equal((path, "nosniff"), (path, answer.Header("X-Content-Type-Options")));
            Assert.Contains("script-src 'self';", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Null(answer.Header("Strict-Transport-Security"));
        }
        using var secure = await world.GetAsync("https://localhost/v1/images");
        Assert.Equal("max-age=31536000", secure.Header("Strict-Transport-Security"));
    }
}
