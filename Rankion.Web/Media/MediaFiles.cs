using System.Globalization;
using Microsoft.Net.Http.Headers;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;
using Rankion.Core.Videos;

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
        if (!allowed || await OpenAsync(http, sha256, file) is not var (bytes, type, variety))
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
        var etag = new EntityTagHeaderValue($"\"{sha256}-{Path.GetFileNameWithoutExtension(file)}{variety}\"");
        await TypedResults.Stream(bytes, type, name.Length > 0 ? name : null, null, etag, enableRangeProcessing: true).ExecuteAsync(http);
    }

    /// <returns>The file, and what tells it from the others of its name; null where there is none.</returns>
    private static async Task<(Stream Bytes, string ContentType, string Variety)?> OpenAsync(HttpContext http, string sha256, string file)
    {
        var store = http.RequestServices.GetRequiredService<IBlobStore>();
        if (Thumbnails.TryGetValue(file, out var thumbnail))
            return await store.OpenAsync(BlobNames.Thumbnail(sha256, thumbnail), http.RequestAborted) is { } webp ? (webp, ImageFormat.Webp.MediaType(), "") : null;
        if (Path.GetFileNameWithoutExtension(file) == Original && VideoFormats.TryParse(Path.GetExtension(file).TrimStart('.'), out var video))
            return await store.OpenAsync(BlobNames.Original(sha256, video.Name()), http.RequestAborted) is { } film ? (film, video.MediaType(), "") : null;
        if (Path.GetFileNameWithoutExtension(file) != Original || !ImageFormats.TryParse(Path.GetExtension(file).TrimStart('.'), out var own))
            return null;
        if (!TryReadWish(http.Request.Query, own, out var format, out var width))
            return null;
        return await http.RequestServices.GetRequiredService<Renditions>().OpenAsync(sha256, own, format, width, http.RequestAborted) is { } rendition
            ? (rendition.Bytes, rendition.Format.MediaType(), format == own && width is null ? "" : $"-{rendition.Format.Name()}-{rendition.Width}")
            : null;
    }

    /// <summary>Only what is kept once made: a link is in the hands of whoever got it.</summary>
    private static bool TryReadWish(IQueryCollection query, ImageFormat own, out ImageFormat format, out int? width)
    {
        (format, width) = (own, null);
        if (query["as"].ToString() is { Length: > 0 } wanted && !(ImageFormats.TryParse(wanted, out format) && Renditions.Formats.Contains(format)))
            return false;
        if (query["width"].ToString() is not { Length: > 0 } text)
            return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) || !Renditions.Widths.Contains(pixels))
            return false;
        width = pixels;
        return true;
    }
}
