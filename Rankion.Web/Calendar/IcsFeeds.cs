using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Rankion.Core.Calendar;
using Rankion.Web.Api;

namespace Rankion.Web.Calendar;

/// <summary>
/// The calendar as other programs read it: whoever has the address. A revoked one is 404, as one that never was.
/// </summary>
internal static class IcsFeeds
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static string OfToken(string token) => $"/ics/{token}.ics";

    public static string OfProject(long project, string token) => $"{ApiEndpoints.Root}/projects/{project}/calendar.ics?token={token}";

    public static void MapIcsFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/ics/{token}.ics", Read, (string token, CalendarFeeds feeds, HttpContext http, CancellationToken ct) => ReadAsync(token, null, feeds, http, ct))
            .ExcludeFromDescription();
        // the token stands in the address, for programs that can send no header
        routes.MapMethods(ApiEndpoints.Root + "/projects/{project:long}/calendar.ics", Read, (long project, string? token, CalendarFeeds feeds, HttpContext http, CancellationToken ct) => ReadAsync(token ?? "", project, feeds, http, ct))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadAsync(string token, long? project, CalendarFeeds feeds, HttpContext http, CancellationToken ct)
    {
        if (await feeds.OpenAsync(token, project, ct) is not { } opened)
            return TypedResults.NotFound();
        var text = Encoding.UTF8.GetBytes(IcsDocument.Write(opened.Feed.Name, opened.Events, e => http.Absolute(Urls.Event(e.Id))));
        var headers = http.Response.Headers;
        headers.CacheControl = "private, no-cache";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Bytes(text, IcsDocument.MediaType, "calendar.ics",
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 16))}\""));
    }
}
