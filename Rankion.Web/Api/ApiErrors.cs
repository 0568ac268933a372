using System.Text.Json;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Rankion.Core;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>
/// Every error of the API, also those of the framework and of paths that do not exist, as a problem document. A document
/// depends on nothing but its code and what was sent, so what is another team's looks exactly like what never was.
/// </summary>
internal sealed class ApiErrors(RequestDelegate next, EndpointDataSource routes, ILogger<ApiErrors> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            if (http.RequestAborted.IsCancellationRequested)
                return;
            var problem = IsUnknownCharset(http.Request) ? OfStatus(StatusCodes.Status415UnsupportedMediaType) : Of(e);
            if (problem.Status == StatusCodes.Status500InternalServerError)
                log.LogError(e, "{Method} {Route} broke", http.Request.Method, http.GetEndpoint()?.DisplayName);
            await WriteAsync(http, problem);
            return;
        }
        var response = http.Response;
        if (response.StatusCode >= StatusCodes.Status400BadRequest && !response.HasStarted && response.ContentLength is null && response.ContentType is null)
            await WriteAsync(http, OfStatus(IsUnknownPath(http) ? StatusCodes.Status404NotFound : response.StatusCode));
    }

    public static Task WriteAsync(HttpContext http, Problem problem)
    {
        http.Response.StatusCode = problem.Status;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(problem, ApiJson.Wire.Problem, "application/problem+json", http.RequestAborted);
    }

    public static Problem OfStatus(int status) => status switch
    {
        400 => Make(status, "bad_request", "The request cannot be read."),
        401 => Make(status, "unauthenticated", "Send a valid API token: Authorization: Bearer rk_…"),
        402 => Make(status, "insufficient_credits", "The team has too few credits for this."),
        403 => Make(status, "forbidden", Refusal.Forbidden().Message),
        404 => Make(status, "not_found", "There is nothing here."),
        405 => Make(status, "method_not_allowed", "This resource does not know that method."),
        408 => Make(status, "request_timeout", "The request took too long to arrive."),
        409 => Make(status, "conflict", "The state of the resource does not allow this."),
        412 => Make(status, Refusal.Changed().Code, Refusal.Changed().Message),
        413 => Make(status, "request_too_large", "The request is larger than this server takes."),
        415 => Make(status, "unsupported_media_type", "Send JSON: Content-Type: application/json"),
        422 => Make(status, Refusal.InvalidCode, "What was sent cannot be taken."),
        429 => Make(status, "rate_limited", "Too many requests. Try again after the seconds that Retry-After says."),
        500 => Make(status, "internal_error", "Something went wrong on our side."),
        _ => Make(status, "http_" + status, ReasonPhrases.GetReasonPhrase(status)),
    };

    /// <summary>
    /// In development the framework maps GET of every path there is, for files that come and go; it then takes a path of the
    /// API that does not exist for one that lacks a method.
    /// </summary>
    private bool IsUnknownPath(HttpContext http)
    {
        if (http.Response.StatusCode != StatusCodes.Status405MethodNotAllowed || routes.Endpoints.OfType<RouteEndpoint>().Any(e =>
            e.RoutePattern.RawText is ['/', ..] pattern && ApiEndpoints.IsApi(pattern) && new TemplateMatcher(new RouteTemplate(e.RoutePattern), []).TryMatch(http.Request.Path, [])))
            return false;
        http.Response.Headers.Remove(HeaderNames.Allow);
        return true;
    }

    /// <summary>The framework takes it for a fault of ours.</summary>
    private static bool IsUnknownCharset(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Charset.HasValue && type.Encoding is null;

    private static Problem Of(Exception e) => e switch
    {
        RefusalException refusal => OfRefusal(refusal),
        BadHttpRequestException { InnerException: JsonException json } => OfJson(json),
        BadHttpRequestException { StatusCode: 400 } => OfStatus(400) with { Detail = "A JSON body is needed, and it cannot be read." },
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        _ => OfStatus(500),
    };

    private static Problem OfRefusal(RefusalException refusal) => Make(refusal.Status, refusal.Code, refusal.Message) with
    {
        Errors = refusal.Errors.Count == 0 ? null : refusal.Errors,
        Details = refusal.Details.Count == 0 ? null : new Dictionary<string, object>(refusal.Details),
    };

    /// <summary>Text that is no JSON is told by its place; a value of the wrong type by its field.</summary>
    private static Problem OfJson(JsonException e)
    {
        if (e.InnerException is JsonException || e.Path is not { Length: > 2 } path)
            return Make(400, "malformed_json", $"The body is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        var field = path[2..];
        return Make(400, "wrong_type", $"{field} is not of the right type, or no text.") with
        {
            Errors = new Dictionary<string, string[]> { [field] = ["This is not of the right type, or no text."] },
        };
    }

    private static Problem Make(int status, string code, string detail) =>
        new() { Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Code = code, Detail = detail };
}
