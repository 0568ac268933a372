using System.Net.Http.Headers;

namespace Rankion.Core.Generation.OpenAi;

/// <summary>Fetches an image that an answer only names the address of: from the provider's own host and the configured ones, nowhere else.</summary>
internal sealed class ImageDownload(HttpClient http, OpenAiOptions options)
{
    public async Task<byte[]> GetAsync(string address, OpenAiReply reply, CancellationToken ct)
    {
        if (!Uri.TryCreate(options.Endpoint, address, out var url) || !IsAllowed(url))
            throw reply.Bad("The image provider put the image at an address that is not allowed.");

        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (options.Key is { } key && IsOwn(url))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!response.IsSuccessStatusCode)
                throw reply.Bad($"The image was drawn, but the image provider did not hand it out (HTTP {(int)response.StatusCode}).");
            return await OpenAiReply.ReadAsync(await response.Content.ReadAsStreamAsync(ct), options.MaxImageBytes, ct) switch
            {
                null => throw reply.Bad("The image provider's image is too large."),
                [] => throw reply.Bad("The image provider handed out an empty image."),
                var bytes => bytes,
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw reply.Bad("The image was drawn, but the image provider did not hand it out.", exception);
        }
    }

    private bool IsAllowed(Uri url) => url.Scheme is "http" or "https"
        && (IsOwn(url) || options.ImageHosts.Contains(url.Authority, StringComparer.OrdinalIgnoreCase));

    // the port too: other things listen on the host of a local server
    private bool IsOwn(Uri url) =>
        Uri.Compare(url, options.Endpoint, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
