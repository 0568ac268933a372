using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Rankion.Core.Exports;
using Rankion.Core.Jobs;
using Rankion.Web.Api.Contracts;
using Rankion.Web.Media;

namespace Rankion.Web.Api;

/// <summary>Images as an archive: <c>/v1/images/bulk/export</c> and <c>/v1/images/exports</c>.</summary>
internal static class ExportsApi
{
    public static void MapExports(this IEndpointRouteBuilder v1)
    {
        var images = v1.MapGroup("/images").WithTags("Images");
        images.MapPost("/bulk/export", RequestAsync).WithName("exportImages").Answers<ExportImagesReceipt>(202, HeaderNames.Location).Refuses(422);
        images.MapGet("/exports", ListAsync).WithName("listExports").WithQuery(Paging.ByPage).Refuses(422);
        images.MapGet("/exports/{job_id:long}", FindAsync).WithName("getExport")
            .Answers<ExportResource>(200, HeaderNames.ETag).Produces(StatusCodes.Status304NotModified).Refuses(404);
    }

    /// <summary>Export images as a ZIP.</summary>
    /// <remarks>
    /// It costs no credits. An image that is in the trash, not ready or without its file is named in the archive's <c>errors.csv</c>; ids
    /// that the team does not have are refused. Read the export until it is <c>ready</c>; its job is cancelled like any other.
    /// </remarks>
    internal static async Task<IResult> RequestAsync(ExportImagesBody body, Exporter exporter, HttpContext http, CancellationToken ct)
    {
        ApiAnswer? answer = null;
        await exporter.RequestAsync(http.Actor(), body.ToRequest(), (write, jobId) => http.KeepAnswerAsync(write, answer = Accept(http, jobId)), ct);
        return answer!;
    }

    /// <summary>Read how an export stands, and where its archive is.</summary>
    /// <remarks>The archive and its link are kept for 7 days. To poll cheaply, send the ETag back as If-None-Match.</remarks>
    internal static async Task<IResult> FindAsync(
        [FromRoute(Name = "job_id")] long jobId, Exporter exporter, MediaUrls media, HttpContext http, CancellationToken ct) =>
        await exporter.FindAsync(http.Actor(), jobId, ct) is { } export
            ? ApiAnswer.Conditional(Show(export, media, http), ApiJson.Wire.ExportResource)
            : TypedResults.NotFound();

    /// <summary>List the team's exports, the latest first.</summary>
    internal static async Task<Listing<ExportListed>> ListAsync(Exporter exporter, MediaUrls media, HttpContext http, CancellationToken ct)
    {
        var page = QueryReader.Read(http.Request, Paging.Read);
        return http.Listing(await exporter.ListAsync(http.Actor(), page, ct), line => List(line, media, http));
    }

    private static ExportListed List(ExportLine line, MediaUrls media, HttpContext http)
    {
        var (export, job, _) = line.State;
        return new()
        {
            JobId = ApiIds.Job(job.Id),
            Images = export.ImageIds.Count,
            Format = export.Format,
            IncludeMetadata = export.IncludeMetadata,
            By = new(job.UserId, line.By ?? ""),
            CreatedAt = job.CreatedAt,
            Export = Show(line.State, media, http),
        };
    }

    private static ApiAnswer Accept(HttpContext http, long jobId) =>
        ApiAnswer.Of(StatusCodes.Status202Accepted, new ExportImagesReceipt(ApiIds.Job(jobId)), ApiJson.Wire.ExportImagesReceipt)
            .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/images/exports/{jobId}"));

    private static ExportResource Show(ExportState state, MediaUrls media, HttpContext http)
    {
        var (export, job, status) = state;
        var isWhole = status is ExportStatus.Ready or ExportStatus.Expired;
        return new()
        {
            Status = status,
            Progress = new(job.Done, job.Total),
            SizeBytes = isWhole ? export.SizeBytes : null,
            Missing = isWhole ? export.Missing : null,
            DownloadUrl = status == ExportStatus.Ready ? http.Absolute(media.Export(export)) : null,
            ExpiresAt = isWhole ? export.ExpiresAt : null,
            Error = job.Status switch
            {
                JobStatus.Cancelled => new("cancelled", "The export was cancelled."),
                JobStatus.Failed => new(job.ErrorCode!, job.ErrorMessage ?? ""),
                _ => null,
            },
        };
    }
}
