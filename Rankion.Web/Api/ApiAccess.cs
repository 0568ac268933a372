using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Rankion.Core;
using Rankion.Core.Accounts;

namespace Rankion.Web.Api;

/// <summary>
/// Who may come in: a bearer token, never the browser's cookie, within its rate, with the scope that the method needs. Stands
/// before every path of the API, so that no endpoint can forget it.
/// </summary>
internal sealed class ApiAccess(RequestDelegate next, ApiTokens tokens, RateLimits limits)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await LetInAsync(http);
            return;
        }
        var secret = Secret(http.Request);
        var actor = secret is null ? null : (await tokens.AuthenticateAsync(secret, http.RequestAborted)).Actor;
        var limit = actor is { TokenId: { } id } ? limits.TakeForToken(id) : limits.TakeForAddress(http.Connection.RemoteIpAddress?.ToString() ?? "");
        Announce(http, limit);
        if (limit.IsExceeded)
        {
            await ApiErrors.WriteAsync(http, ApiErrors.OfStatus(StatusCodes.Status429TooManyRequests));
        }
        else if (actor is null)
        {
            http.Response.Headers.WWWAuthenticate = secret is null ? "Bearer" : "Bearer error=\"invalid_token\"";
            await ApiErrors.WriteAsync(http, ApiErrors.OfStatus(StatusCodes.Status401Unauthorized));
        }
        else if (!actor.Scopes.HasFlag(IsRead(http) ? Scopes.Read : Scopes.Write))
        {
            await ApiErrors.WriteAsync(http, ApiErrors.OfStatus(StatusCodes.Status403Forbidden));
        }
        else
        {
            http.Features.Set(actor);
            await next(http);
        }
    }

    /// <summary>Whoever has the address, at the pace of strangers.</summary>
    private async Task LetInAsync(HttpContext http)
    {
        var limit = limits.TakeForAddress(http.Connection.RemoteIpAddress?.ToString() ?? "");
        Announce(http, limit);
        if (limit.IsExceeded)
            await ApiErrors.WriteAsync(http, ApiErrors.OfStatus(StatusCodes.Status429TooManyRequests));
        else
            await next(http);
    }

    private static bool IsRead(HttpContext http) => HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<ForReaders>() is not null;

    private static string? Secret(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    private static void Announce(HttpContext http, RateLimit limit)
    {
        var headers = http.Response.Headers;
        headers[ApiHeaders.RateLimit] = limit.Limit.ToString(CultureInfo.InvariantCulture);
        headers[ApiHeaders.RateRemaining] = Math.Max(limit.Remaining, 0).ToString(CultureInfo.InvariantCulture);
        headers[ApiHeaders.RateReset] = limit.ResetsAt.ToString(CultureInfo.InvariantCulture);
        if (limit.IsExceeded)
            headers.RetryAfter = limit.RetryAfter.ToString(CultureInfo.InvariantCulture);
    }
}

internal static class ApiCaller
{
    /// <summary>Who calls; there is somebody wherever an endpoint of the API runs.</summary>
    public static Actor Actor(this HttpContext http) => http.Features.GetRequiredFeature<Actor>();
}

/// <summary>On an endpoint that whoever reads may call, whatever the method: it looks after its own rights.</summary>
internal sealed record ForReaders;
