using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Teams;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class IdempotencyTests
{
    private static readonly object Body = new { prompt = "A harbour" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_repeated_request_gets_the_first_answer_and_is_charged_once(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        using var first = await world.GenerateAsync(Body, "one");
        using var again = await world.GenerateAsync(Body, "one");
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(Ct), await again.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal((null, "true"), (first.Header("Idempotency-Replayed"), again.Header("Idempotency-Replayed")));
        foreach (var header in new[] { "Location", "X-Credits-Charged", "X-Credits-Remaining", "Content-Type", "Content-Length" })
            Assert.Equal((header, first.Header(header)), (header, again.Header(header)));
        Assert.Equal("598", again.Header("X-RateLimit-Remaining"));
        Assert.Equal(995, await world.BalanceAsync());

        using var other = await world.GenerateAsync(Body, "two");
        Assert.Equal("990", other.Header("X-Credits-Remaining"));
    }

    [DatabaseTheory]
    public async Task Twenty_at_once_with_one_key_are_charged_once(DatabaseProvider provider)
    {
        var errors = new CapturedErrors();
        await using var world = await ApiWorld.OpenAsync(provider, configure: setup => setup.Override(services => services.AddSingleton<ILoggerProvider>(errors)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var answer = await world.GenerateAsync(Body, "same");
            return (answer.StatusCode, Body: await answer.Content.ReadAsStringAsync(Ct));
        }));
        var accepted = answers.Where(a => a.StatusCode == HttpStatusCode.Accepted).Select(a => a.Body).Distinct();
        Assert.Single(accepted);
        Assert.All(answers.Where(a => a.StatusCode != HttpStatusCode.Accepted), a => Assert.Contains("idempotency_in_progress", a.Body, StringComparison.Ordinal));
        Assert.Equal(995, await world.BalanceAsync());
        Assert.Empty(errors.Lines);
    }

    [Fact]
    public async Task A_key_belongs_to_one_request_of_one_token()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.GenerateAsync(Body, "k").JsonAsync(HttpStatusCode.Accepted);
        await world.GenerateAsync(new { prompt = "Another" }, "k").ProblemAsync(422, "idempotency_key_reused");
        await world.PostAsync("/v1/generate/image?x=1", Body, "k").ProblemAsync(422, "idempotency_key_reused");
        var colleague = await world.App.AddMemberAsync(world.Team, TeamRole.Editor);
        using var theirs = await world.PostAsync("/v1/generate/image", new { prompt = "Another" }, "k", world.App.Client(colleague.Token));
        Assert.Equal((HttpStatusCode.Accepted, null), (theirs.StatusCode, theirs.Header("Idempotency-Replayed")));
        Assert.Equal(990, await world.BalanceAsync());
    }

    [Fact]
    public async Task A_refused_request_leaves_its_key_free()
    {
        await using var world = await ApiWorld.OpenAsync(credits: 5);
        await world.GenerateAsync(new { prompt = "" }, "k").ProblemAsync(422, "validation_failed");
        await world.GenerateAsync(new { prompt = 5 }, "k").ProblemAsync(400, "wrong_type");
        await world.GenerateAsync(new { prompt = "x", n = 2 }, "k").ProblemAsync(402, "insufficient_credits");
        await world.PostAsync("/v1/nope", Body, "k").ProblemAsync(404, "not_found");
        await world.GenerateAsync(Body, "k").JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(0, await world.BalanceAsync());
    }

    [Fact]
    public async Task A_key_has_1_to_255_characters()
    {
        await using var world = await ApiWorld.OpenAsync();
        var empty = await world.App.Server.SendAsync(http => // a client would not send it
        {
            (http.Request.Method, http.Request.Path) = ("POST", "/v1/generate/image");
            http.Request.Headers.Authorization = "Bearer " + world.Team.Token;
            http.Request.Headers["Idempotency-Key"] = "";
        }, Ct);
        Assert.Equal(422, empty.Response.StatusCode);
        await world.GenerateAsync(Body, new string('k', 256)).ProblemAsync(422, "validation_failed");
        await world.GenerateAsync(Body, new string('k', 255)).JsonAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_form_is_the_same_by_its_parts_whatever_stands_between_them()
    {
        await using var world = await ApiWorld.OpenAsync();
        byte[] one = Pictures.Make(16, 16), two = Pictures.Make(32, 32);

        using var first = await SendFormAsync(world, "a-boundary", one);
        using var again = await SendFormAsync(world, "another", one);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, again.StatusCode));
        Assert.Equal((null, "true"), (first.Header("Idempotency-Replayed"), again.Header("Idempotency-Replayed")));
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(Ct), await again.Content.ReadAsByteArrayAsync(Ct));
        await SendFormAsync(world, "a-boundary", two).ProblemAsync(422, "idempotency_key_reused");
        await SendFormAsync(world, "a-boundary", one, title: "Another").ProblemAsync(422, "idempotency_key_reused");
        await SendFormAsync(world, "a-boundary", one, field: "title", titleField: "file").ProblemAsync(422, "idempotency_key_reused");
        Assert.Equal(1, (await world.GetAsync("/v1/images").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
        using var broken = new StringContent("--x\r\nbroken") { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x") } };
        using var torn = new HttpRequestMessage(HttpMethod.Post, "/v1/images") { Content = broken };
        torn.Headers.Add("Idempotency-Key", "torn");
        await world.Http.SendAsync(torn, Ct).ProblemAsync(400, "malformed_form");
    }

    [DatabaseTheory]
    public async Task A_key_whose_request_died_is_free_after_a_while_and_meanwhile_in_progress(DatabaseProvider provider)
    {
        var clock = new TestClock();
        await using var world = await ApiWorld.OpenAsync(provider, configure: setup => setup.Clock = clock);
        // the server died after it took the key and before it did anything
        await ClaimAsync(world, "k", new { prompt = "A harbour" });
        await world.GenerateAsync(Body, "k").ProblemAsync(409, "idempotency_in_progress");
        clock.Advance(IdempotencyKeys.Hold);
        using var answer = await world.GenerateAsync(Body, "k");
        Assert.Equal((HttpStatusCode.Accepted, null), (answer.StatusCode, answer.Header("Idempotency-Replayed")));
        Assert.Equal(995, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task The_answer_stands_exactly_if_what_it_answers_stands(DatabaseProvider provider)
    {
        var clock = new TestClock();
        await using var world = await ApiWorld.OpenAsync(provider, configure: setup => setup.Clock = clock);
        var keys = world.App.Get<IdempotencyKeys>();
        var tokenId = await TokenIdAsync(world);
        var (late, _) = await keys.ClaimAsync(tokenId, "k", [1], Ct);
        clock.Advance(IdempotencyKeys.Hold);
        var (second, _) = await keys.ClaimAsync(tokenId, "k", [1], Ct);

        // the first one was only slow: its key is another's now, so it must not act
        Assert.False(await world.App.Database.WriteAsync(write => IdempotencyKeys.KeepAsync(write, late!, new(202, "", [1]), Ct), Ct));
        await keys.ReleaseAsync(late!, Ct);
        Assert.True(await world.App.Database.WriteAsync(write => IdempotencyKeys.KeepAsync(write, second!, new(202, "A: b", [2]), Ct), Ct));
        await keys.ReleaseAsync(second!, Ct);
        var (none, kept) = await keys.ClaimAsync(tokenId, "k", [1], Ct);
        Assert.Null(none);
        Assert.Equal((202, "A: b"), (kept!.Status, kept.Headers));
        Assert.Equal([2], kept.Body);
    }

    [DatabaseTheory]
    public async Task What_cannot_keep_its_answer_does_not_happen(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var generator = world.App.Get<Generator>();
        await Assert.ThrowsAsync<RefusalException>(() => generator.GenerateAsync(
            world.Team.Owner, new() { Prompt = "x" }, (_, _) => throw IdempotencyKeys.InProgress(), Ct));
        Assert.Equal(0, (await world.GetAsync("/v1/images").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
        Assert.Equal(1000, await world.BalanceAsync());
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_day()
    {
        var clock = new TestClock();
        await using var world = await ApiWorld.OpenAsync(configure: setup => setup.Clock = clock);
        await world.GenerateAsync(Body, "k").JsonAsync(HttpStatusCode.Accepted);
        clock.Advance(IdempotencyKeys.Lifetime - TimeSpan.FromSeconds(1));
        using (var again = await world.GenerateAsync(Body, "k"))
            Assert.Equal("true", again.Header("Idempotency-Replayed"));
        clock.Advance(TimeSpan.FromSeconds(1));
        using var anew = await world.GenerateAsync(new { prompt = "Another" }, "k");
        Assert.Equal((HttpStatusCode.Accepted, null), (anew.StatusCode, anew.Header("Idempotency-Replayed")));
    }

    private static async Task<HttpResponseMessage> SendFormAsync(ApiWorld world, string boundary, byte[] file, string title = "Harbour", string field = "file", string titleField = "title")
    {
        using var form = new MultipartFormDataContent(boundary) { { new StringContent(title), titleField }, { new ByteArrayContent(file), field, "a.png" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/images") { Content = form };
        request.Headers.Add("Idempotency-Key", "form");
        return await world.Http.SendAsync(request, Ct);
    }

    private static async Task<long> TokenIdAsync(ApiWorld world)
    {
        await using var db = await world.App.Database.OpenAsync(Ct);
        return (await db.For(world.Team.Owner).ApiTokens.SingleAsync(Ct)).Id;
    }

    private static async Task ClaimAsync(ApiWorld world, string key, object body)
    {
        var hash = System.Security.Cryptography.SHA256.HashData([.. "POST /v1/generate/image\n"u8, .. JsonSerializer.SerializeToUtf8Bytes(body)]);
        await world.App.Get<IdempotencyKeys>().ClaimAsync(await TokenIdAsync(world), key, hash, Ct);
    }
}
