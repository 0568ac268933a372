using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Projects;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class ApiAccessTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Only_a_good_token_opens_the_door(DatabaseProvider provider)
    {
        var clock = new TestClock();
        await using var world = await ApiWorld.OpenAsync(provider, configure: setup => setup.Clock = clock);
        var tokens = world.App.Get<ApiTokens>();
        var revoked = await tokens.CreateAsync(world.Team.Owner, "revoked", Scopes.All, null, Ct);
        var expiring = await tokens.CreateAsync(world.Team.Owner, "expiring", Scopes.All, clock.UtcNow.AddMinutes(1), Ct);
        using (var before = await world.App.Client(revoked.Secret).GetAsync("/v1/credits", Ct))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await tokens.RevokeAsync(world.Team.Owner, revoked.Token.Id, Ct);
        clock.Advance(TimeSpan.FromMinutes(2));

        foreach (var secret in new[] { revoked.Secret, expiring.Secret, "rk_" + new string('x', 40), "rk_", "nonsense" })
        {
            using var answer = await world.App.Client(secret).GetAsync("/v1/images", Ct);
            Assert.Equal("Bearer error=\"invalid_token\"", answer.Header("WWW-Authenticate"));
            await Task.FromResult(answer).ProblemAsync(401, "unauthenticated");
        }
        using var lower = new HttpRequestMessage(HttpMethod.Get, "/v1/images");
        lower.Headers.TryAddWithoutValidation("Authorization", "bearer " + world.Team.Token);
        using var taken = await world.App.Client().SendAsync(lower, Ct);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    [Fact]
    public async Task Nobody_comes_in_without_a_token_whatever_the_path_and_a_cookie_is_none()
    {
        await using var world = await ApiWorld.OpenAsync();
        foreach (var header in new[] { null, "Basic dXNlcjpwYXNz", "Bearer", world.Team.Token })
        {
            foreach (var path in new[] { "/v1/images", "/v1/nope", "/v1" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.TryAddWithoutValidation("Authorization", header);
                request.Headers.Add("Cookie", $"rankion={world.Team.Token}");
                using var answer = await world.App.Client().SendAsync(request, Ct);
                Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
                await Task.FromResult(answer).ProblemAsync(401, "unauthenticated");
            }
        }
    }

    [Fact]
    public async Task A_token_reads_or_writes_as_its_scopes_and_its_owners_role_say()
    {
        await using var world = await ApiWorld.OpenAsync();
        var reading = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Owner, Scopes.Read)).Token);
        var viewer = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Viewer)).Token);
        var writing = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Editor, Scopes.Write)).Token);
        foreach (var client in new[] { reading, viewer })
        {
            await client.GetAsync("/v1/images", Ct).JsonAsync();
            await world.PostAsync("/v1/generate/image", new { prompt = "x" }, client: client).ProblemAsync(403, "forbidden");
            await client.DeleteAsync("/v1/jobs/1", Ct).ProblemAsync(403, "forbidden");
        }
        await world.PostAsync("/v1/generate/image", new { prompt = "x" }, client: writing).JsonAsync(HttpStatusCode.Accepted);
        await writing.GetAsync("/v1/images", Ct).ProblemAsync(403, "forbidden");
    }

    [DatabaseTheory]
    public async Task What_is_another_teams_looks_on_every_route_like_what_never_was(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var other = await world.App.CreateTeamAsync();
        var image = await world.AddImageAsync(other, i => i.Status = ProcessingStatus.Ready);
        await world.PostAsync("/v1/generate/image", new { prompt = "x" }, client: world.App.Client(other)).JsonAsync(HttpStatusCode.Accepted);
        var job = Assert.Single(await world.App.Get<JobQueue>().ListRecentAsync(other.Owner, 10, Ct));
        var session = await world.PostAsync($"/v1/images/{image.Id}/open-in-chat", new { }, client: world.App.Client(other)).JsonAsync(HttpStatusCode.Created);
        var project = await world.App.Database.WriteAsync(write =>
        {
            var added = write.Db.Add(new Project { TeamId = other.Id, Name = "Theirs", Slug = "theirs", Color = "#123456", CreatedAt = DateTime.UnixEpoch });
            return Task.FromResult(added.Entity);
        }, Ct);
        var theirClient = world.App.Client(other);
        var article = await world.PostAsync($"/v1/projects/{project.Id}/articles", new { title = "Theirs" }, client: theirClient).JsonAsync(HttpStatusCode.Created);
        var planned = await world.PostAsync($"/v1/projects/{project.Id}/calendar", new { title = "Theirs" }, client: theirClient).JsonAsync(HttpStatusCode.Created);
        var collection = await world.PostAsync("/v1/collections", new { name = "Theirs" }, client: theirClient).JsonAsync(HttpStatusCode.Created);
        var foreign = new Dictionary<string, long>
        {
            ["images"] = image.Id,
            ["tags"] = image.Id,
            ["jobs"] = job.Id,
            ["exports"] = job.Id,
            ["sessions"] = long.Parse(session.GetProperty("session_id").ToString(), CultureInfo.InvariantCulture),
            ["messages"] = job.Id,
            ["calls"] = job.Id,
            ["projects"] = project.Id,
            ["articles"] = article.GetProperty("data").GetProperty("id").GetInt64(),
            ["collections"] = collection.GetProperty("data").GetProperty("id").GetInt64(),
            ["items"] = image.Id,
            ["calendar"] = planned.GetProperty("data").GetProperty("id").GetInt64(),
        };

        var routes = world.App.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal) && e.RoutePattern.Parameters.Count > 0).ToList();
        Assert.NotEmpty(routes);
        foreach (var route in routes)
        {
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                var theirs = await AskAsync(world, method, route.RoutePattern, place => foreign[place]);
                var nobodys = await AskAsync(world, method, route.RoutePattern, _ => 987_654_321);
                Assert.Equal((method, route.RoutePattern.RawText, "404", nobodys), (method, route.RoutePattern.RawText, theirs[..3], theirs));
            }
        }
    }

    [Fact]
    public async Task A_token_has_so_many_requests_a_minute()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 5, 15, 9, 0, 20, TimeSpan.Zero));
        await using var world = await ApiWorld.OpenAsync(configure: setup =>
        {
            setup.Clock = clock;
            setup.Settings["Rankion:RateLimits:PerMinute"] = "3";
            setup.Settings["Rankion:RateLimits:PublicPerMinute"] = "2";
        });
        var colleague = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Editor)).Token);
        var reset = new DateTimeOffset(2026, 5, 15, 9, 1, 0, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        foreach (var (path, left) in new[] { ("/v1/images", "2"), ("/v1/nope", "1"), ("/v1/credits", "0") })
        {
            using var answer = await world.GetAsync(path);
            Assert.Equal(("3", left, reset), (answer.Header("X-RateLimit-Limit"), answer.Header("X-RateLimit-Remaining"), answer.Header("X-RateLimit-Reset")));
            Assert.Null(answer.Header("Retry-After"));
        }
        using (var refused = await world.GetAsync("/v1/images"))
        {
            Assert.Equal(("0", "40"), (refused.Header("X-RateLimit-Remaining"), refused.Header("Retry-After")));
            await Task.FromResult(refused).ProblemAsync(429, "rate_limited");
        }
        await colleague.GetAsync("/v1/images", Ct).JsonAsync();
        using var nobody = world.App.Client();
        await nobody.GetAsync("/v1/images", Ct).ProblemAsync(401, "unauthenticated");
        await nobody.GetAsync("/v1/images", Ct).ProblemAsync(401, "unauthenticated");
        await nobody.GetAsync("/v1/images", Ct).ProblemAsync(429, "rate_limited");
        clock.Advance(TimeSpan.FromSeconds(40));
        await world.GetAsync("/v1/images").JsonAsync();
    }

    [Fact]
    public async Task A_proxy_is_believed_only_where_it_is_trusted()
    {
        foreach (var trusted in new[] { true, false })
        {
            await using var app = await RankionApp.StartAsync(configure: setup => setup.Settings["Rankion:TrustedProxies:0"] = trusted ? "127.0.0.0/8" : "10.1.2.3", listens: true);
            var team = await app.CreateTeamAsync();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/images");
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-Host", "images.example.com");
            using var answer = await app.Client(team).SendAsync(request, Ct);
            var self = (await answer.JsonAsync()).GetProperty("links").Text("self")!;
            Assert.Equal(trusted, self.StartsWith("https://images.example.com/v1/images", StringComparison.Ordinal));
        }
    }

    /// <summary>Status, content headers and body of one route with ids of somebody's.</summary>
    private static async Task<string> AskAsync(ApiWorld world, string method, RoutePattern pattern, Func<string, long> idIn)
    {
        var path = new StringBuilder();
        var place = "";
        foreach (var segment in pattern.PathSegments.Select(s => s.Parts[0]))
        {
            var text = segment is RoutePatternLiteralPart literal ? place = literal.Content : idIn(place).ToString(CultureInfo.InvariantCulture);
            path.Append('/').Append(text);
        }
        using var request = new HttpRequestMessage(new HttpMethod(method), path.ToString());
        if (method is "POST" or "PUT" or "PATCH")
            request.Content = new StringContent("""{"prompt":"x","title":"x","factor":2,"mask":"data:image/png;base64,AAAA"}""", new MediaTypeHeaderValue("application/json"));
        using var answer = await world.Http.SendAsync(request, Ct);
        return $"{(int)answer.StatusCode} {answer.Content.Headers} {await answer.Content.ReadAsStringAsync(Ct)}";
    }
}
