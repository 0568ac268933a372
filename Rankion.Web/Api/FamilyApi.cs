using Microsoft.Net.Http.Headers;
using Rankion.Core.Images;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>An image leaves its family, or its branch of it goes to the trash.</summary>
internal static class FamilyApi
{
    public static void MapFamily(this IEndpointRouteBuilder v1)
    {
        var image = v1.MapGroup("/images/{id:long}");
        image.MapPost("/detach", DetachAsync).WithTags("Images").WithName("detachImage").Answers<Item<ImageDetailResource>>(200, HeaderNames.ETag).Refuses(404, 409);
        image.MapDelete("/branch", TrashBranchAsync).WithTags("Trash").WithName("deleteImageBranch").Answers<BulkAnswer>(200).Refuses(404);
    }

    /// <summary>Make a variant an original of its own.</summary>
    /// <remarks>What was made from it comes along. One that is an original already is 409 <c>not_a_variant</c>.</remarks>
    internal static async Task<IResult> DetachAsync(long id, Family family, Gallery gallery, HttpContext http, CancellationToken ct) =>
        await family.DetachAsync(http.Actor(), id, ct) is null ? TypedResults.NotFound() : await ImagesApi.FindAsync(id, gallery, http, ct);

    /// <summary>Put an image and all that was made from it into the trash.</summary>
    /// <remarks>Down to the last variant; what is there already stays as it is and is not in the answer.</remarks>
    internal static async Task<IResult> TrashBranchAsync(long id, Family family, HttpContext http, CancellationToken ct) =>
        await family.TrashBranchAsync(http.Actor(), id, ct) is { } result
            ? TypedResults.Ok(new BulkAnswer([.. result.Changed.Select(c => c.Id)], [.. result.Failed.Select(f => new BulkFailureResource(f.Id, f.Code))]))
            : TypedResults.NotFound();
}
