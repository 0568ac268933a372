using Microsoft.AspNetCore.Mvc;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api.Compat;

/// <summary>The part of milady's gallery that takes many items at once: <c>/api/v1/gallery/bulk</c>.</summary>
internal static class MiladyBulkApi
{
    private const string Zip = "application/zip";

    public static void MapMiladyBulk(this IEndpointRouteBuilder routes)
    {
        var bulk = routes.MapGroup("/api/v1/gallery/bulk").WithTags("milady").AddEndpointFilter<MiladyFields>();
        bulk.MapPost("/delete", DeleteAsync).WithName("miladyBulkDelete");
        bulk.MapPost("/tag", TagAsync).WithName("miladyBulkTag");
        bulk.MapPost("/download", DownloadAsync).WithName("miladyBulkDownload").WithMetadata(new NotReplayed())
            .Produces<FileContentResult>(StatusCodes.Status200OK, Zip).Refuses(404, 422);
    }

    /// <summary>Delete items.</summary>
    /// <remarks>They go to the trash. One that cannot does not stop the others.</remarks>
    internal static Task<MiladyBulkResource> DeleteAsync(MiladyItemsBody body, Trash trash, HttpContext http, CancellationToken ct) =>
        MiladyIds.Named.Of(body.ItemIds, ImageChanges.Max).TellAsync(ids => trash.PutAsync(http.Actor(), ids, ct));

    /// <summary>Add tags to items.</summary>
    /// <remarks>One that cannot take them does not stop the others.</remarks>
    internal static Task<MiladyBulkResource> TagAsync(MiladyBulkTagBody body, Curation curation, HttpContext http, CancellationToken ct) =>
        MiladyIds.Named.Of(body.ItemIds, ImageChanges.Max).TellAsync(ids => curation.TagAsync(http.Actor(), ids, body.Tags, null, ct));

    /// <summary>Download items as a ZIP, which is sent while it is written.</summary>
    /// <remarks>Files are named by title and id. What is not there is named in its <c>errors.csv</c>; where nothing is, the answer is 404.</remarks>
    internal static async Task<IResult> DownloadAsync(MiladyDownloadBody body, InstantArchive archive, HttpContext http, CancellationToken ct)
    {
        var items = MiladyIds.Named.Of(body.ItemIds, InstantArchive.MaxImages);
        return items.Known.Count > 0 && await archive.OpenAsync(http.Actor(), items.Known, ct) is { } write
            ? TypedResults.Stream(to => write(to, ct), Zip, "gallery.zip") : TypedResults.NotFound();
    }
}
