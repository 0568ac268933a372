using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Rankion.Core.Generation;

namespace Rankion.Tests.Support;

/// <summary>
/// A server on loopback that speaks like OpenAI's image endpoints, and misbehaves as told. Left alone it answers every request
/// with a grey PNG of the size asked. <code>await using var server = await FakeOpenAi.StartAsync();</code>
/// </summary>
public sealed class FakeOpenAi : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<CapturedRequest> requests = new();
    private readonly ConcurrentQueue<Func<HttpContext, CapturedRequest, Task>> next = new();
    private Func<HttpContext, CapturedRequest, Task> always = DrawAsync;

    private FakeOpenAi(WebApplication app) => this.app = app;

    /// <summary>To be set as <c>Rankion:Providers:OpenAI:BaseUrl</c>.</summary>
    public string BaseUrl => $"{app.Urls.First()}/v1";

    /// <summary>Every request so far, read whole, in the order of arrival.</summary>
    public IReadOnlyList<CapturedRequest> Requests => [.. requests];

    public CapturedRequest Request => Assert.Single(Requests);

    public static async Task<FakeOpenAi> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var server = new FakeOpenAi(builder.Build());
        server.app.Run(server.HandleAsync);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Answers each request so, from now on.</summary>
    public void Answer(Func<HttpContext, CapturedRequest, Task> handler) => always = handler;

    /// <summary>Answers one request so, after those already lined up; the rest as before.</summary>
    public void AnswerOnce(Func<HttpContext, CapturedRequest, Task> handler) => next.Enqueue(handler);

    /// <summary>Answers each request with this, from now on.</summary>
    public void Answer(int status, string body, string type = "application/json", params (string Name, string Value)[] headers) =>
        Answer((context, _) => WriteAsync(context, status, body, type, headers));

    public void AnswerOnce(int status, string body, string type = "application/json", params (string Name, string Value)[] headers) =>
        AnswerOnce((context, _) => WriteAsync(context, status, body, type, headers));

    /// <summary>Answers with OpenAI's error envelope.</summary>
    public void Refuse(int status, string? code, string message, string type = "invalid_request_error", string? parameter = null) =>
        Answer(status, Error(code, message, type, parameter), headers: ("x-request-id", "req_refused"));

    /// <summary>Answers nothing, or no more than a start; the client has to give up.</summary>
    /// <returns>Done when the first request is there.</returns>
    public Task NeverAnswer(string start = "")
    {
        var arrived = new TaskCompletionSource();
        Answer(async (context, _) =>
        {
            if (start is not "")
                await context.Response.WriteAsync(start);
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        return arrived.Task;
    }

    public static string Error(string? code, string message, string type = "invalid_request_error", string? parameter = null) =>
        new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = parameter, ["code"] = code } }.ToJsonString();

    /// <summary>A successful answer around the image.</summary>
    public static string Image(byte[] bytes) => $$"""{"created":1790000000,"data":[{"b64_json":"{{Convert.ToBase64String(bytes)}}"}],"output_format":"png"}""";

    public static async Task WriteAsync(HttpContext context, int status, string body, string type = "application/json", params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body);
    }

    /// <summary>Answers so far and no further, then closes the connection.</summary>
    public static async Task BreakOffAsync(HttpContext context, int status, string start, long? announcedLength = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = announcedLength;
        await context.Response.WriteAsync(start);
        await context.Response.Body.FlushAsync();
        throw new IOException("Closed on purpose: Abort would discard what is not yet sent.");
    }

    /// <summary>The well-behaved answer: a grey PNG of the size asked.</summary>
    public static Task DrawAsync(HttpContext context, CapturedRequest request)
    {
        var size = PixelSize.TryParse(request.Field("size"), out var asked) ? asked : new(1024, 1024);
        return WriteAsync(context, 200, Image(TinyPng.Of(size.Width, size.Height)), headers: ("x-request-id", "req_drawn"));
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var request = await CapturedRequest.ReadAsync(context.Request);
        requests.Enqueue(request);
        await (next.TryDequeue(out var handler) ? handler : always)(context, request);
    }
}
