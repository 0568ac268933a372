using System.Globalization;
using Microsoft.Net.Http.Headers;
using Rankion.Core.Storage;

namespace Rankion.Web.Media;

/// <summary>
/// <c>GET /media/exports/{key}</c>: the archive of an export, for whoever holds its signed link, which dies with it. In parts
/// as well, so that a download that broke off goes on.
/// </summary>
internal static class ExportFiles
{
    internal const string Root = MediaFiles.Root + "/exports";

    public static void MapExportFiles(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(Root + "/{key}", [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)ServeAsync).ShortCircuit();

    /// <summary>What a link's signature is of: nothing that is also the hash of an image.</summary>
    internal static string Subject(string key) => "export " + key;

    private static async Task ServeAsync(HttpContext http)
    {
        var key = (string)http.GetRouteValue("key")!;
        var query = http.Request.Query;
        var name = query["name"].ToString();
        var allowed = long.TryParse(query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            && http.RequestServices.GetRequiredService<MediaSigner>().Allows(Subject(key), expires, name, query["signature"].ToString());
        http.Response.Headers.CacheControl = "private, no-store";
        if (!allowed || await http.RequestServices.GetRequiredService<IBlobStore>().OpenAsync(BlobNames.Export(key), http.RequestAborted) is not { } archive)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            await http.Response.WriteAsync("Not found");
            return;
        }
        var etag = new EntityTagHeaderValue($"\"{key}\"");
        await TypedResults.Stream(archive, "application/zip", name, null, etag, enableRangeProcessing: true).ExecuteAsync(http);
    }
}
