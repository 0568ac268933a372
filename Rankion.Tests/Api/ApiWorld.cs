using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

/// <summary>The app with one team and its owner's client; no worker runs, unless asked for, so that what is accepted stays queued.</summary>
internal sealed class ApiWorld : IAsyncDisposable
{
    private ApiWorld(RankionApp app, TestTeam team) => (App, Team, Http) = (app, team, app.Client(team));

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public RankionApp App { get; }

    public TestTeam Team { get; }

    public HttpClient Http { get; }

    public static async Task<ApiWorld> OpenAsync(
        DatabaseProvider provider = DatabaseProvider.Sqlite, int credits = 1000, bool works = false, Action<TestSetup>? configure = null, bool listens = false)
    {
        var app = await RankionApp.StartAsync(provider, setup =>
        {
            if (!works)
                setup.Settings["Rankion:Jobs:Workers"] = "0";
            configure?.Invoke(setup);
        }, listens);
        return new(app, await app.CreateTeamAsync(credits: credits));
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path, Ct);

    public Task<HttpResponseMessage> PostAsync(string path, object body, string? key = null, HttpClient? client = null) =>
        SendAsync(path, JsonContent.Create(body), key, client);

    /// <summary>A body as it is, whether it is JSON or not.</summary>
    public Task<HttpResponseMessage> PostTextAsync(string path, string body, string type = "application/json") =>
        SendAsync(path, new StringContent(body, Encoding.UTF8, type), null, null);

    public Task<HttpResponseMessage> GenerateAsync(object body, string? key = null) => PostAsync("/v1/generate/image", body, key);

    public async Task<int> BalanceAsync() => (await GetAsync("/v1/credits").JsonAsync()).GetProperty("data").GetProperty("balance").GetInt32();

    /// <summary>Puts an image straight into the gallery.</summary>
    public async Task<Image> AddImageAsync(TestTeam? team = null, Action<Image>? change = null)
    {
        var now = DateTime.UnixEpoch.AddYears(56);
        var image = new Image
        {
            TeamId = (team ?? Team).Id,
            Title = "Harbour",
            Prompt = "A harbour",
            Model = "m",
            Provider = "p",
            CreatedById = (team ?? Team).Owner.UserId,
            CreatedAt = now,
            UpdatedAt = now,
        };
        change?.Invoke(image);
        await App.Database.WriteAsync(write =>
        {
            write.Db.Add(image);
            return Task.CompletedTask;
        }, Ct);
        return image;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private async Task<HttpResponseMessage> SendAsync(string path, HttpContent body, string? key, HttpClient? client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await (client ?? Http).SendAsync(request, Ct);
    }
}

internal static class Problems
{
    /// <summary>The problem document of a refusal, once it is one and says so.</summary>
    public static async Task<JsonElement> ProblemAsync(this Task<HttpResponseMessage> sent, int status, string code)
    {
        using var answer = await sent;
        var problem = await answer.JsonAsync((System.Net.HttpStatusCode)status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal((code, status), (problem.GetProperty("code").GetString(), problem.GetProperty("status").GetInt32()));
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("detail").GetString()));
        return problem;
    }

    /// <summary>The fields that a 422 complains about.</summary>
    public static async Task<string[]> InvalidAsync(this Task<HttpResponseMessage> sent) =>
        [.. (await sent.ProblemAsync(422, "validation_failed")).GetProperty("errors").EnumerateObject().Select(e => e.Name)];
}
