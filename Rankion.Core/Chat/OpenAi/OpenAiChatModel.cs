using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;
using Rankion.Core.Chat.Answering;
using Rankion.Core.Generation;
using Rankion.Core.Generation.OpenAi;

namespace Rankion.Core.Chat.OpenAi;

/// <summary>
/// Any server that speaks OpenAI's chat completions. The official client carries the request; the stream is read by ourselves,
/// because its own reader swallows an error in mid-stream, and throws at a reason to finish that it does not know.
/// </summary>
public sealed class OpenAiChatModel : IChatModel, IDisposable
{
    private const int MaxErrorBytes = 65_536;

    private readonly ChatOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient http;
    private readonly ChatClient client;

    public OpenAiChatModel(IOptions<ChatOptions> options, TimeProvider time)
    {
        (this.options, this.time) = (options.Value, time);
        // A redirect would be followed with the key; a pooled connection would outlive a change of DNS.
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new("Rankion", typeof(OpenAiChatModel).Assembly.GetName().Version?.ToString(3)));
        // the client's own headers name the operating system and runtime of this server
        AppContext.SetSwitch("OpenAI.DisableTelemetry", true);
        client = new("unused", new ApiKeyCredential(this.options.Key ?? "none"), new OpenAIClientOptions
        {
            Endpoint = this.options.Endpoint,
            // ours ends first, and covers every pause
            NetworkTimeout = this.options.Timeout + TimeSpan.FromMinutes(1),
            RetryPolicy = new ClientRetryPolicy(0),
            Transport = new HttpClientPipelineTransport(http),
            ClientLoggingOptions = new() { EnableLogging = false },
        });
    }

    public string Name => options.Model?.Trim() ?? "";

    public bool HeedsOnlyThePerson => false;

    public async IAsyncEnumerable<ReplyPiece> ReplyAsync(ChatPrompt prompt, [EnumeratorCancellation] CancellationToken ct)
    {
        using var silence = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, silence.Token);
        using var response = await GuardAsync(() => SendAsync(prompt, either.Token), ct);
        var reader = new ReplyReader(options.Key, $"call_{prompt.Turn.Calls.Count}");
        if (!IsStream(response))
        {
            var reply = await GuardAsync(() => OpenAiReply.ReadAsync(response, ReplyReader.MaxLength, time, either.Token), ct);
            foreach (var piece in reader.ReadWhole(reply.Body))
                yield return piece;
        }
        else
        {
            var events = SseParser.Create(response.ContentStream!).EnumerateAsync(either.Token).GetAsyncEnumerator(either.Token);
            await using var closing = events;
            while (!reader.IsDone && await GuardAsync(() => events.MoveNextAsync().AsTask(), ct))
            {
                silence.CancelAfter(options.Timeout);
                if (reader.Read(events.Current.Data) is { Length: > 0 } words)
                    yield return new ReplyWords(words);
            }
        }
        foreach (var call in reader.Complete())
            yield return call;
    }

    public void Dispose() => http.Dispose();

    private static bool IsStream(PipelineResponse response) =>
        response.Headers.TryGetValue("Content-Type", out var type) && type!.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase);

    private async Task<PipelineResponse> SendAsync(ChatPrompt prompt, CancellationToken ct)
    {
        var call = new RequestOptions { CancellationToken = ct, ErrorOptions = ClientErrorBehaviors.NoThrow, BufferResponse = false };
        using var body = BinaryContent.Create(BinaryData.FromBytes(ChatBody.Of(prompt, Name)));
        var response = (await client.CompleteChatAsync(body, call)).GetRawResponse();
        if (response.Status is >= 200 and < 300)
            return response;
        using (response)
        {
            var reply = await OpenAiReply.ReadAsync(response, MaxErrorBytes, time, ct);
            var error = OpenAiError.Read(reply.Body);
            throw ChatFaults.Of(OpenAiFaults.FaultOf(reply.Status, error), error?.Readable(options.Key), reply.RetryAfter);
        }
    }

    /// <summary>Sorts what goes wrong underway; the person's own stop goes through.</summary>
    private async Task<T> GuardAsync<T>(Func<Task<T>> step, CancellationToken ct)
    {
        try
        {
            return await step();
        }
        catch (Exception e) when (OpenAiFaults.IsExpected(e))
        {
            ct.ThrowIfCancellationRequested();
            throw ChatFaults.Of(e, options.Timeout);
        }
    }
}
