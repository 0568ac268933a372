using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Uploads;
using Rankion.Tests.Support;

namespace Rankion.Tests.Uploads;

/// <summary>
/// The internet, as far as tests go: names point where a test says, and every connection that the guard lets through ends at one
/// server on loopback. What is dialled is written down.
/// </summary>
internal sealed class Elsewhere : IAsyncDisposable
{
    public const string PublicIp = "93.184.215.14";

    private readonly WebApplication app;
    private Func<HttpContext, Task> handler = http => http.Response.WriteAsync("nothing");

    private Elsewhere(WebApplication app) => this.app = app;

    /// <summary>Addresses by name, one list for each time it is asked; the last one stays.</summary>
    public ConcurrentDictionary<string, Queue<string[]>> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ConcurrentQueue<IPAddress> Dialled { get; } = new();

    public ConcurrentQueue<(string Url, IReadOnlyList<string> Headers)> Asked { get; } = new();

    public Network Network => new(ResolveAsync, ConnectAsync);

    public static async Task<Elsewhere> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = new Elsewhere(builder.Build());
        server.app.Run(async http =>
        {
            server.Asked.Enqueue(($"{http.Request.Host}{http.Request.Path}{http.Request.QueryString}", [.. http.Request.Headers.Select(h => h.Key)]));
            await server.handler(http);
        });
        await server.app.StartAsync();
        server.Names["images.test"] = new([[PublicIp]]);
        return server;
    }

    public void Answer(Func<HttpContext, Task> answer) => handler = answer;

    public void Answer(byte[] bytes, string type = "image/png") => handler = http =>
    {
        http.Response.ContentType = type;
        return http.Response.Body.WriteAsync(bytes).AsTask();
    };

    public void Redirect(string to) => handler = http =>
    {
        http.Response.StatusCode = StatusCodes.Status302Found;
        http.Response.Headers.Location = to;
        return Task.CompletedTask;
    };

    public void Use(TestSetup setup) => setup.Override(services => services.AddSingleton(Network));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        if (!Names.TryGetValue(host, out var lists))
            throw new SocketException((int)SocketError.HostNotFound);
        lock (lists)
            return Task.FromResult((lists.Count > 1 ? lists.Dequeue() : lists.Peek()).Select(IPAddress.Parse).ToArray());
    }

    private async Task<Stream> ConnectAsync(IPAddress address, int port, CancellationToken ct)
    {
        Dialled.Enqueue(address);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.First()).Port, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
