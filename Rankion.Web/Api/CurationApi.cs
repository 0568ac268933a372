using Microsoft.Net.Http.Headers;
using Rankion.Core.Images;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>What people say about an image: its title, its tags, its star, its place in front.</summary>
internal static class CurationApi
{
    public static void MapCuration(this IEndpointRouteBuilder v1)
    {
        var image = v1.MapGroup("/images/{id:long}").WithTags("Images");
        image.MapPatch("", PatchAsync).WithName("updateImage").Answers<Item<ImageDetailResource>>(200, HeaderNames.ETag).TakesIfMatch().Refuses(404, 409, 412, 422);
        image.MapPost("/favorite", FavoriteAsync).WithName("favoriteImage").Answers<Item<ImageDetailResource>>(200, HeaderNames.ETag).Refuses(404, 409);
    }

    /// <summary>Change an image's title and tags, and whether it stands for its variants.</summary>
    /// <remarks>Tags replace the ones it has. Only a finished image can stand for its family: 409 <c>image_not_ready</c>. The answer is the image as reading it would give it.</remarks>
    internal static async Task<IResult> PatchAsync(long id, PatchImageBody body, Curation curation, Gallery gallery, HttpContext http, CancellationToken ct)
    {
        var patch = new ImagePatch { Title = body.Title, Tags = body.Tags, IsPrimary = body.IsPrimary, ExpectedVersion = ApiVersions.Expected(http.Request) };
        return await curation.PatchAsync(http.Actor(), id, patch, ct) is null ? TypedResults.NotFound() : await ImagesApi.FindAsync(id, gallery, http, ct);
    }

    /// <summary>Star an image, or take the star away.</summary>
    /// <remarks>Without a body it toggles.</remarks>
    internal static async Task<IResult> FavoriteAsync(long id, FavoriteBody? body, Curation curation, Gallery gallery, HttpContext http, CancellationToken ct) =>
        await curation.FavoriteAsync(http.Actor(), id, body?.IsFavorite, ct) is null ? TypedResults.NotFound() : await ImagesApi.FindAsync(id, gallery, http, ct);
}
