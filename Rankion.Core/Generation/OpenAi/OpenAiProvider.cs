using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Images;

namespace Rankion.Core.Generation.OpenAi;

/// <summary>
/// OpenAI and the servers that speak like it. The official client carries the request (key, headers, transport); bodies and
/// answers are ours, because its own know one input image, no new fields, and lose the answer of a server that deviates.
/// </summary>
public sealed class OpenAiProvider : IImageProvider, IDisposable
{
    private readonly OpenAiOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<OpenAiProvider> logger;
    private readonly HttpClient http;
    private readonly ImageClient? client;
    private readonly ImageDownload download;

    // models whose server has refused response_format
    private readonly ConcurrentDictionary<string, bool> plainModels = new();

    public OpenAiProvider(IOptions<OpenAiOptions> options, TimeProvider time, ILogger<OpenAiProvider> logger)
    {
        (this.options, this.time, this.logger) = (options.Value, time, logger);
        // A redirect would be followed with the key; a pooled connection would outlive a change of DNS.
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new("Rankion", typeof(OpenAiProvider).Assembly.GetName().Version?.ToString(3)));
        download = new(http, this.options);
        client = this.options.IsConfigured ? NewClient() : null;
    }

    public string Name => "openai";

    public IReadOnlyList<ImageModel> Models => client is null ? [] : options.Models;

    public async Task<ProviderImage> DrawAsync(ImageRequest request, CancellationToken ct)
    {
        if (client is null)
            throw new ImageProviderException(ProviderFault.Unauthorized, "No image provider is configured: its key is missing.");

        var started = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            var image = await AskAsync(client, request, either.Token);
            logger.LogInformation("{Model} drew {Bytes} bytes in {Elapsed}, request {RequestId}",
                request.Model, image.Bytes.Length, time.GetElapsedTime(started), image.RequestId);
            return image;
        }
        catch (Exception exception) when (OpenAiFaults.IsExpected(exception))
        {
            ct.ThrowIfCancellationRequested();
            throw exception as ImageProviderException ?? OpenAiFaults.Of(exception, options.Timeout);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<ProviderImage> AskAsync(ImageClient client, ImageRequest request, CancellationToken ct)
    {
        var responseFormat = options.SendResponseFormat switch
        {
            SendResponseFormat.Always => true,
            SendResponseFormat.Never => false,
            _ => !options.IsOpenAi && !plainModels.ContainsKey(request.Model),
        };
        var reply = await SendAsync(client, request, responseFormat, ct);
        if (reply.IsSuccess && OpenAiImage.Read(reply) is { } image)
            return new(image.Bytes ?? await download.GetAsync(image.Url, reply, ct), image.RevisedPrompt, reply.RequestId);

        var error = OpenAiError.Read(reply.Body);
        if (responseFormat && options.SendResponseFormat == SendResponseFormat.Auto
            && reply.Status is 400 or 422 && error?.Refuses("response_format") == true)
        {
            plainModels[request.Model] = true;
            return await AskAsync(client, request, ct);
        }

        throw OpenAiFaults.Of(reply, error, options.Key);
    }

    private async Task<OpenAiReply> SendAsync(ImageClient client, ImageRequest request, bool responseFormat, CancellationToken ct)
    {
        // unbuffered, so that the size of the answer is limited while it is read
        var call = new RequestOptions { CancellationToken = ct, ErrorOptions = ClientErrorBehaviors.NoThrow, BufferResponse = false };
        using var body = request.Pictures is [] ? OpenAiBodies.Generation(request, responseFormat)
            : options.JsonEdits ? OpenAiBodies.JsonEdit(request, responseFormat)
            : OpenAiBodies.FormEdit(request, responseFormat, options.EditFieldName);
        var result = request.Pictures is []
            ? await client.GenerateImagesAsync(body.Content, call)
            : await client.GenerateImageEditsAsync(body.Content, body.ContentType, call);
        using var response = result.GetRawResponse();
        return await OpenAiReply.ReadAsync(response, (options.MaxImageBytes / 3L * 4) + 65_536, time, ct);
    }

    private ImageClient NewClient()
    {
        // the client's own headers name the operating system and runtime of this server
        AppContext.SetSwitch("OpenAI.DisableTelemetry", true);
        return new("unused", new ApiKeyCredential(options.Key ?? "none"), new OpenAIClientOptions
        {
            Endpoint = options.Endpoint,
            OrganizationId = options.Organization,
            ProjectId = options.Project,
            // ours ends first, and covers the whole answer
            NetworkTimeout = options.Timeout + TimeSpan.FromMinutes(1),
            // its default repeats paid requests four times without a pause
            RetryPolicy = new ClientRetryPolicy(0),
            Transport = new HttpClientPipelineTransport(http),
            ClientLoggingOptions = new() { EnableLogging = false },
        });
    }
}
