using Microsoft.Net.Http.Headers;
using Rankion.Core.Images;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>Into the trash, out of it, and gone for good.</summary>
internal static class TrashApi
{
    public static void MapTrash(this IEndpointRouteBuilder v1)
    {
        var images = v1.MapGroup("/images").WithTags("Trash");
        images.MapGet("/trash", ListAsync).WithName("listTrash").WithQuery(ImageQuery.Trash, Paging.ByPageOrCursor).Answers<Listing<ImageResource>>(200).Refuses(422);
        images.MapDelete("/{id:long}", DeleteAsync).WithName("deleteImage").Produces(StatusCodes.Status204NoContent).Refuses(404);
        images.MapPost("/{id:long}/restore", RestoreAsync).WithName("restoreImage").Answers<Item<ImageDetailResource>>(200, HeaderNames.ETag).Refuses(404, 409);
        images.MapDelete("/{id:long}/forever", DeleteForeverAsync).WithName("deleteImageForever").Produces(StatusCodes.Status204NoContent).Refuses(404, 409);
    }

    /// <summary>List the trash, last deleted first.</summary>
    internal static Task<ImageListing> ListAsync(Gallery gallery, HttpContext http, CancellationToken ct) =>
        ImagesApi.ReadAsync(gallery, http, ImageQuery.ReadTrash, ct);

    /// <summary>Put an image into the trash.</summary>
    /// <remarks>
    /// It stays there until <c>purge_at</c> and can be restored until then. One that is there already stays as it is, with 204 as
    /// well. One that is still being made is cancelled and its credits come back. Its variants stay.
    /// </remarks>
    internal static async Task<IResult> DeleteAsync(long id, Trash trash, HttpContext http, CancellationToken ct) =>
        await trash.PutAsync(http.Actor(), id, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Take an image out of the trash.</summary>
    /// <remarks>With its tags, its star and its public link. One that is not there is 409 <c>not_in_trash</c>.</remarks>
    internal static async Task<IResult> RestoreAsync(long id, Trash trash, Gallery gallery, HttpContext http, CancellationToken ct) =>
        await trash.RestoreAsync(http.Actor(), id, ct) is null ? TypedResults.NotFound() : await ImagesApi.FindAsync(id, gallery, http, ct);

    /// <summary>Delete an image in the trash for good.</summary>
    /// <remarks>
    /// For its creator and for admins. One that is not in the trash is 409 <c>not_in_trash</c>. Its variants move up to its parent;
    /// what was paid for it stays in the ledger.
    /// </remarks>
    internal static async Task<IResult> DeleteForeverAsync(long id, Shredder shredder, HttpContext http, CancellationToken ct) =>
        await shredder.DeleteAsync(http.Actor(), id, ct) ? TypedResults.NoContent() : TypedResults.NotFound();
}
