using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Rankion.Web.Api;

/// <summary>
/// Tells whether a request is the same as one before: by method, address and body. A form is the same by its parts, since
/// every program puts another boundary between them each time.
/// </summary>
internal static class RequestFingerprint
{
    private const int BufferBytes = 16 << 10;

    public static async Task<byte[]> OfAsync(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering();
        var target = $"{request.Method} {request.Path}{request.QueryString}\n";
        var hash = await OfPartsAsync(request, target, ct);
        request.Body.Position = 0;
        if (hash is null)
        {
            hash = await OfStreamAsync(request.Body, target, ct);
            request.Body.Position = 0;
        }
        return hash;
    }

    /// <returns>Null for what is no form, or none that can be read.</returns>
    private static async Task<byte[]?> OfPartsAsync(HttpRequest request, string target, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary)
            return null;
        using var hash = Begin(target);
        try
        {
            var reader = new MultipartReader(boundary.ToString(), request.Body);
            while (await reader.ReadNextSectionAsync(ct) is { } part)
            {
                // hashes of one length each: what belongs to which part cannot be shifted
                var headers = string.Join('\n', (part.Headers ?? []).Select(h => $"{h.Key.ToLowerInvariant()}: {h.Value}").Order(StringComparer.Ordinal));
                hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(headers)));
                hash.AppendData(await OfStreamAsync(part.Body, "", ct));
            }
            return hash.GetHashAndReset();
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException))
        {
            return null; // whoever reads the form will refuse it
        }
    }

    private static async Task<byte[]> OfStreamAsync(Stream body, string target, CancellationToken ct)
    {
        using var hash = Begin(target);
        var buffer = new byte[BufferBytes];
        for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
            hash.AppendData(buffer, 0, read);
        return hash.GetHashAndReset();
    }

    private static IncrementalHash Begin(string target)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(target));
        return hash;
    }
}
