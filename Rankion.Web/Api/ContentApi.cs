using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;
using Rankion.Core.Videos;
using Rankion.Web.Media;

namespace Rankion.Web.Api;

/// <summary>An image's bytes, with the token: <c>/v1/images/{id}/content</c> and <c>/download</c>.</summary>
internal static class ContentApi
{
    private static readonly QueryParameter<ImageFormat?> Format =
        QueryParameter.Choice("format", "The format; the original's by default.", [.. Renditions.Formats]);

    private static readonly QueryParameter<int?> Width =
        QueryParameter.Number("width", "At most so many pixels wide; the original's own by default, and never more.", 1, ImageLimits.MaxSide);

    public static void MapContent(this IEndpointRouteBuilder v1)
    {
        var image = v1.MapGroup("/images/{id:long}").WithTags("Images");
        string[] types = [.. Enum.GetValues<ImageFormat>().Select(f => f.MediaType()), .. Enum.GetValues<VideoFormat>().Select(f => f.MediaType())];
        image.MapGet("/content", ShowAsync).WithName("getImageContent").WithQuery([Format, Width])
            .Produces<FileContentResult>(StatusCodes.Status200OK, types[0], types[1..]).Refuses(404, 409, 422);
        image.MapGet("/download", DownloadAsync).WithName("downloadImage").WithQuery([Format, Width])
            .Produces<FileContentResult>(StatusCodes.Status200OK, types[0], types[1..]).Refuses(404, 409, 422);
    }

    /// <summary>The bytes of an image, to be shown.</summary>
    /// <remarks>In another format or width they keep the provenance mark and lose all other metadata. Parts of it can be asked for with Range.</remarks>
    internal static Task<IResult> ShowAsync(long id, Gallery gallery, Renditions renditions, HttpContext http, CancellationToken ct) =>
        AnswerAsync(id, gallery, renditions, http, isFile: false, ct);

    /// <summary>The bytes of an image, as a file named by its title.</summary>
    /// <remarks>In another format or width they keep the provenance mark and lose all other metadata. Parts of it can be asked for with Range.</remarks>
    internal static Task<IResult> DownloadAsync(long id, Gallery gallery, Renditions renditions, HttpContext http, CancellationToken ct) =>
        AnswerAsync(id, gallery, renditions, http, isFile: true, ct);

    private static async Task<IResult> AnswerAsync(long id, Gallery gallery, Renditions renditions, HttpContext http, bool isFile, CancellationToken ct)
    {
        var (format, width) = QueryReader.Read(http.Request, query => (query.Read(Format), query.Read(Width)));
        if (await gallery.FindAsync(http.Actor(), id, ct) is not { Image: var image })
            return TypedResults.NotFound();
        if (image.Status != ProcessingStatus.Ready)
            throw Refusal.Conflict("image_not_ready", "This image has no bytes yet.");
        if (VideoFormats.TryParse(image.Format, out var video))
            return await VideoAsync(image, video, format is not null || width is not null, http, isFile, ct);
        if (await renditions.OpenAsync(image, format, width, ct) is not { } rendition)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, no-cache";
        var name = isFile ? MediaUrls.FileName(image.Title, rendition.Format.Name()) : null;
        var etag = new EntityTagHeaderValue($"\"{image.Sha256}-{rendition.Format.Name()}-{rendition.Width}\"");
        return TypedResults.Stream(rendition.Bytes, rendition.Format.MediaType(), name, null, etag, enableRangeProcessing: true);
    }

    /// <summary>A video comes as it is.</summary>
    private static async Task<IResult> VideoAsync(Image image, VideoFormat format, bool isConverted, HttpContext http, bool isFile, CancellationToken ct)
    {
        if (isConverted)
            throw Refusal.Conflict("image_is_video", "This is a video. It comes as it is, in no other format or width.");
        if (await http.RequestServices.GetRequiredService<IBlobStore>().OpenAsync(BlobNames.Original(image.Sha256!, image.Format!), ct) is not { } film)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, no-cache";
        var name = isFile ? MediaUrls.FileName(image.Title, format.Name()) : null;
        return TypedResults.Stream(film, format.MediaType(), name, null, new EntityTagHeaderValue($"\"{image.Sha256}\""), enableRangeProcessing: true);
    }
}
