using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Net.Http.Headers;
using Rankion.Core.Accounts;

namespace Rankion.Web.Api;

/// <summary>An answer whose bytes are known before it is sent: to be kept for a repeated request, or to be compared with what the client has.</summary>
internal sealed class ApiAnswer(int status, byte[] body) : IResult
{
    internal const string MediaType = "application/json; charset=utf-8";

    /// <summary>What belongs to the answer itself; how fast somebody may ask does not.</summary>
    private readonly Dictionary<string, string> headers = [];

    /// <summary>Null for an answer that is not to be compared.</summary>
    public string? ETag { get; private init; }

    public static ApiAnswer Of<T>(int status, T body, JsonTypeInfo<T> type) => new(status, JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>A 200 with a strong ETag; a client that reads and has these very bytes gets 304.</summary>
    /// <param name="version">
    /// Of the row that is shown, where it can be changed: it begins the ETag, and is what <see cref="ApiVersions"/> goes by.
    /// </param>
    public static ApiAnswer Conditional<T>(T body, JsonTypeInfo<T> type, int? version = null) =>
        Conditional(JsonSerializer.SerializeToUtf8Bytes(body, type), version);

    /// <inheritdoc cref="Conditional{T}"/>
    public static ApiAnswer Conditional(byte[] body, int? version) => Conditional(body, ApiVersions.ETag(body, version));

    /// <summary>The 304 for a client that has what an ETag stands for; null for one that has not.</summary>
    public static ApiAnswer? Unchanged(HttpRequest request, string etag) => IsKnown(request, new(etag)) ? Conditional([], etag) : null;

    public static ApiAnswer Of(KeptAnswer kept) => kept.Headers.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(": ", 2))
        .Aggregate(new ApiAnswer(kept.Status, kept.Body), (answer, header) => answer.With(header[0], header[1]));

    public ApiAnswer With(string header, string value)
    {
        headers[header] = value;
        return this;
    }

    public KeptAnswer Keep() => new(status, string.Join('\n', headers.Select(h => $"{h.Key}: {h.Value}")), body);

    private static ApiAnswer Conditional(byte[] body, string etag) =>
        new ApiAnswer(StatusCodes.Status200OK, body) { ETag = etag }.With(HeaderNames.CacheControl, "private, no-cache");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.StatusCode = status;
        foreach (var (name, value) in headers)
            response.Headers[name] = value;
        if (ETag is not null)
        {
            response.Headers.ETag = ETag;
            if (HttpMethods.IsGet(request.Method) && IsKnown(request, new(ETag)))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }
        if (body.Length == 0)
            return Task.CompletedTask;
        response.ContentLength = body.Length;
        response.ContentType = MediaType;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue etag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(etag, useStrongComparison: false));
}
