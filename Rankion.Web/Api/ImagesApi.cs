using Microsoft.Net.Http.Headers;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/images</c>.</summary>
internal static class ImagesApi
{
    public static void MapImages(this IEndpointRouteBuilder v1)
    {
        var images = v1.MapGroup("/images").WithTags("Images");
        images.MapGet("", ListAsync).WithName("listImages").WithQuery(ImageQuery.All, Paging.ByPageOrCursor).Answers<Listing<ImageResource>>(200).Refuses(422);
        images.MapGet("/{id:long}", PollAsync).WithName("getImage").Answers<Item<ImageDetailResource>>(200, HeaderNames.ETag).Produces(StatusCodes.Status304NotModified).Refuses(404);
    }

    /// <summary>List the gallery.</summary>
    internal static Task<ImageListing> ListAsync(Gallery gallery, HttpContext http, CancellationToken ct) =>
        ReadAsync(gallery, http, ImageQuery.Read, ct);

    /// <summary>A list with all its filters, by page or by cursor.</summary>
    internal static async Task<ImageListing> ReadAsync(Gallery gallery, HttpContext http, Func<QueryReader, ImageFilter> read, CancellationToken ct)
    {
        var (filter, page) = QueryReader.Read(http.Request, query => (read(query), Paging.ReadWithCursor(query)));
        if (page.Cursor is { } cursor)
        {
            var stretch = await gallery.StretchAsync(http.Actor(), filter, page, ct);
            var shown = await ImageView.ForAsync(http, stretch.Items, ct);
            return new(http.Listing(stretch, cursor, shown.Show));
        }
        var list = await gallery.ListAsync(http.Actor(), filter, page, ct);
        var view = await ImageView.ForAsync(http, list.Items, ct);
        return new(http.Listing(list, view.Show));
    }

    /// <summary>Read one image, with its variants, its parent and its ancestors.</summary>
    /// <remarks>To poll cheaply, send the ETag back as If-None-Match.</remarks>
    internal static async Task<IResult> PollAsync(long id, Gallery gallery, ShownImages shown, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var look = await shown.LookAsync(http.Actor(), id, http.Absolute(""), ct);
        if (look.ETag is { } same && ApiAnswer.Unchanged(http.Request, same) is { } unchanged)
            return unchanged;
        var now = time.UtcNow();
        if (await ShowAsync(id, gallery, http, ct) is not var (answer, view))
            return TypedResults.NotFound();
        look.Keep(answer.ETag!, now, view.SameUntil(now));
        return answer;
    }

    /// <summary>The image as it is now, for who has just changed it.</summary>
    internal static async Task<IResult> FindAsync(long id, Gallery gallery, HttpContext http, CancellationToken ct) =>
        await ShowAsync(id, gallery, http, ct) is var (answer, _) ? answer : TypedResults.NotFound();

    private static async Task<(ApiAnswer Answer, ImageView View)?> ShowAsync(long id, Gallery gallery, HttpContext http, CancellationToken ct)
    {
        if (await gallery.FindAsync(http.Actor(), id, ct) is not { } detail)
            return null;
        var view = await ImageView.ForAsync(http, [detail.Image, .. detail.Variants], ct);
        var origin = detail.Image.Source == ImageSource.Uploaded ? await http.RequestServices.GetRequiredService<ImageOrigins>().FindAsync(http.Actor(), id, ct) : null;
        var shown = view.Show(detail) with { Origin = OriginResource.Of(origin) };
        var body = await ImageJson.LendAsync(json => ImageJson.Write(json, new Item<ImageDetailResource>(shown)), bytes => Task.FromResult(bytes.ToArray()));
        return (ApiAnswer.Conditional(body, detail.Image.Version), view);
    }
}
