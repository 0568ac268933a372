using Rankion.Core.Images;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>The same for up to 200 images. One that cannot be changed does not stop the others.</summary>
internal static class BulkApi
{
    public static void MapBulk(this IEndpointRouteBuilder v1)
    {
        var bulk = v1.MapGroup("/images/bulk").WithTags("Bulk");
        bulk.MapPost("/delete", DeleteAsync).WithName("bulkDelete");
        bulk.MapPost("/restore", RestoreAsync).WithName("bulkRestore");
        bulk.MapPost("/tag", TagAsync).WithName("bulkTag");
    }

    /// <summary>Put images into the trash.</summary>
    internal static async Task<BulkAnswer> DeleteAsync(BulkBody body, Trash trash, HttpContext http, CancellationToken ct) =>
        Show(await trash.PutAsync(http.Actor(), body.Ids ?? [], ct));

    /// <summary>Take images out of the trash.</summary>
    internal static async Task<BulkAnswer> RestoreAsync(BulkBody body, Trash trash, HttpContext http, CancellationToken ct) =>
        Show(await trash.RestoreAsync(http.Actor(), body.Ids ?? [], ct));

    /// <summary>Add tags to images, and remove others.</summary>
    internal static async Task<BulkAnswer> TagAsync(BulkTagBody body, Curation curation, HttpContext http, CancellationToken ct) =>
        Show(await curation.TagAsync(http.Actor(), body.Ids ?? [], body.Add, body.Remove, ct));

    private static BulkAnswer Show(BulkOutcome outcome) => new(outcome.Succeeded, [.. outcome.Failed.Select(f => new BulkFailureResource(f.Id, f.Code))]);
}
