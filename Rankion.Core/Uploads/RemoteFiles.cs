using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Rankion.Core.Uploads;

/// <summary>A file from elsewhere.</summary>
/// <param name="Name">The last part of its address.</param>
public sealed record RemoteFile(ReadOnlyMemory<byte> Bytes, string? Name);

/// <summary>
/// Fetches files from addresses that strangers name: http and https, public addresses alone (checked on every connection, so on
/// every redirect too), no credentials, no cookies, no proxy, a few redirects, and never more bytes or time than configured.
/// </summary>
public sealed class RemoteFiles : IDisposable
{
    private const int MaxRedirects = 5;
    private const int MaxUrl = 4096;
    private const string NoAnswer = "The address cannot be reached.";
    private const string NoEnd = "The address redirects too often.";

    /// <summary>Fetches at once: each holds a file in memory.</summary>
    private readonly SemaphoreSlim places = new(8);
    private readonly HttpClient http;
    private readonly UploadOptions options;

    public RemoteFiles(Network network, IOptions<UploadOptions> options)
    {
        this.options = options.Value;
        http = new(new SocketsHttpHandler
        {
            ConnectCallback = new GuardedDialer(network).ConnectAsync,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            PreAuthenticate = false,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxResponseHeadersLength = 32,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Rankion", "1.0"));
        http.DefaultRequestHeaders.Accept.ParseAdd("image/*,video/*;q=0.8,*/*;q=0.1");
    }

    /// <param name="field">What the address was sent as.</param>
    /// <exception cref="RefusalException">
    /// 422 <c>url_not_allowed</c> for what is not on the public internet or behind no port of the web, the same whatever is there; <c>url_unreachable</c> where it does not
    /// answer with a file; 413 <c>file_too_large</c>.
    /// </exception>
    public async Task<RemoteFile> FetchAsync(string field, string url, CancellationToken ct)
    {
        var uri = Check(field, url, null);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(TimeSpan.FromSeconds(options.FetchSeconds));
        try
        {
            await places.WaitAsync(time.Token);
            try
            {
                return await FollowAsync(field, uri, time.Token);
            }
            finally
            {
                places.Release();
            }
        }
        catch (Exception e) when (e is AddressNotAllowedException || e.InnerException is AddressNotAllowedException)
        {
            throw NotAllowed(field);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Unreachable(field, NoAnswer);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw Unreachable(field, $"The address did not send its file within {options.FetchSeconds} seconds.");
        }
    }

    public void Dispose()
    {
        http.Dispose();
        places.Dispose();
    }

    private async Task<RemoteFile> FollowAsync(string field, Uri uri, CancellationToken ct)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Version = HttpVersion.Version11 };
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            // as it was sent: one that is no address at all must be refused as such
            if ((int)answer.StatusCode is 301 or 302 or 303 or 307 or 308 && answer.Headers.NonValidated.TryGetValues("Location", out var locations))
            {
                if (redirects == MaxRedirects)
                    throw Unreachable(field, NoEnd);
                uri = Check(field, locations.ToString(), uri);
                continue;
            }
            if (answer.StatusCode != HttpStatusCode.OK)
                throw Unreachable(field, $"The address answers with status {(int)answer.StatusCode}.");
            if (answer.Content.Headers.ContentEncoding.Count > 0)
                throw Unreachable(field, "The address sends its file compressed.");
            return new(await ReadAsync(answer.Content, ct), NameOf(uri));
        }
    }

    /// <summary>No more than is allowed, whatever length was announced.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken ct)
    {
        if (content.Headers.ContentLength > options.MaxBytes)
            throw options.TooLarge();
        await using var stream = await content.ReadAsStreamAsync(ct);
        return await options.ReadAsync(stream, (int)(content.Headers.ContentLength ?? 0), ct);
    }

    private static Uri Check(string field, string url, Uri? from)
    {
        if (url.Length > MaxUrl || url.Any(char.IsControl) || !(from is null ? Uri.TryCreate(url, UriKind.Absolute, out var uri) : Uri.TryCreate(from, url, out uri)))
            throw NotAllowed(field);
        var isWeb = uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && from?.Scheme != Uri.UriSchemeHttps);
        return isWeb && uri.UserInfo.Length == 0 && uri.Host.Length > 0 && !BadPorts.Has(uri.Port) ? uri : throw NotAllowed(field);
    }

    private static string? NameOf(Uri uri) => Uri.UnescapeDataString(uri.Segments[^1].Trim('/')) is { Length: > 0 } name ? name : null;

    private static RefusalException NotAllowed(string field) => Refuse(field, "url_not_allowed", "Only public http and https addresses can be fetched.");

    private static RefusalException Unreachable(string field, string message) => Refuse(field, "url_unreachable", message);

    private static RefusalException Refuse(string field, string code, string message) =>
        new(code, 422, message) { Errors = new Dictionary<string, string[]> { [field] = [message] } };
}
