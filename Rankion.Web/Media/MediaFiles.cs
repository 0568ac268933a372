using System.Globalization;
using Microsoft.Net.Http.Headers;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;

namespace Rankion.Web.Media;

/// <summary>
/// <c>GET /media/{sha256}/{file}</c>: the bytes, for whoever holds a signed link. No account, session or database stands in
/// the way, and what a link shows never changes, so everybody may keep it.
/// </summary>
public static class MediaFiles
{
    internal const string Root = "/media";
    internal const string Original = "original";

    private static readonly Dictionary<string, int> Thumbnails = BlobNames.ThumbnailWidths.ToDictionary(Thumbnail);

    public static IServiceCollection AddMedia(this IServiceCollection services) =>
        services.AddSingleton<MediaUrls>().AddSingleton<MediaSigner>().AddHostedService(provider => provider.GetRequiredService<MediaSigner>());

    public static void MapMedia(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(Root + "/{sha256}/{file}", [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)ServeAsync).ShortCircuit();
        routes.MapExportFiles();
    }

    internal static string Thumbnail(int width) => string.Create(CultureInfo.InvariantCulture, $"{width}.webp");

    private static async Task ServeAsync(HttpContext http)
    {
        var sha256 = (string)http.GetRouteValue("sha256")!;
        var file = (string)http.GetRouteValue("file")!;
        var query = http.Request.Query;
        var name = query["name"].ToString();
        var allowed = long.TryParse(query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            && http.RequestServices.GetRequiredService<MediaSigner>().Allows(sha256, expires, name, query["signature"].ToString());
        if (!allowed || Find(sha256, file) is not var (blob, type)
            || await http.RequestServices.GetRequiredService<IBlobStore>().OpenAsync(blob, http.RequestAborted) is not { } bytes)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.Headers.CacheControl = "no-store";
            await http.Response.WriteAsync("Not found");
            return;
        }
        var headers = http.Response.Headers;
        headers.CacheControl = "private, max-age=31536000, immutable";
        // opened by itself, a file of a stranger's making may run nothing
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox";
        var etag = new EntityTagHeaderValue($"\"{sha256}-{Path.GetFileNameWithoutExtension(file)}\"");
        await TypedResults.Stream(bytes, type, name.Length > 0 ? name : null, null, etag, enableRangeProcessing: true).ExecuteAsync(http);
    }

    private static (string Blob, string ContentType)? Find(string sha256, string file)
    {
        if (Thumbnails.TryGetValue(file, out var width))
            return (BlobNames.Thumbnail(sha256, width), ImageFormat.Webp.MediaType());
        return Path.GetFileNameWithoutExtension(file) == Original && ImageFormats.TryParse(Path.GetExtension(file).TrimStart('.'), out var format)
            ? (BlobNames.Original(sha256, format.Name()), format.MediaType())
            : null;
    }
}
