using Rankion.Core;
using Rankion.Core.Sharing;
using Rankion.Web.Api.Contracts;
using Rankion.Web.Sharing;

namespace Rankion.Web.Api;

/// <summary>Public links to an image: <c>/v1/images/{id}/share</c> and <c>/shares</c>.</summary>
internal static class SharingApi
{
    public static void MapSharing(this IEndpointRouteBuilder v1)
    {
        var image = v1.MapGroup("/images/{id:long}").WithTags("Shares");
        image.MapPost("/share", CreateAsync).WithName("createShare").Answers<ShareResource>(201).Answers<ShareResource>(200).Refuses(404, 409, 422);
        image.MapPatch("/share", ChangeAsync).WithName("changeShare").Answers<ShareResource>(200).Refuses(404, 409, 422);
        image.MapPost("/share/reset", ResetAsync).WithName("resetShare").Answers<ShareResource>(201).Refuses(404, 409);
        image.MapDelete("/share", RevokeAsync).WithName("revokeShare").Produces(StatusCodes.Status204NoContent).Refuses(404, 409);
        image.MapGet("/shares", HistoryAsync).WithName("listShares").WithQuery(Paging.ByPage).Answers<Listing<ShareRecordResource>>(200).Refuses(404, 422);
    }

    /// <summary>Make a public link to an image.</summary>
    /// <remarks>Where there is an active link already, that one is answered, unchanged, with 200. One that has expired or was revoked is not active.</remarks>
    internal static async Task<IResult> CreateAsync(long id, ShareBody? body, Shares shares, HttpContext http, CancellationToken ct) =>
        await shares.CreateAsync(http.Actor(), id, (body ?? new()).ToTerms(), ct) is not var (share, isNew) ? TypedResults.NotFound()
            : TypedResults.Json(Show(http, share), ApiJson.Wire.ShareResource, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);

    /// <summary>Change the active link.</summary>
    /// <remarks>Without one it is 404 <c>no_active_share</c>.</remarks>
    internal static async Task<IResult> ChangeAsync(long id, ShareBody body, Shares shares, HttpContext http, CancellationToken ct) =>
        await shares.ChangeAsync(http.Actor(), id, body.ToTerms(), ct) is { } share
            ? TypedResults.Json(Show(http, share), ApiJson.Wire.ShareResource) : TypedResults.NotFound();

    /// <summary>Put a new link with the same terms in the place of the active one, which ends.</summary>
    /// <remarks>Without one it is 404 <c>no_active_share</c>. What the old link was viewed stays in the list of the image's links.</remarks>
    internal static async Task<IResult> ResetAsync(long id, Shares shares, HttpContext http, CancellationToken ct) =>
        await shares.ResetAsync(http.Actor(), id, ct) is { } share
            ? TypedResults.Json(Show(http, share), ApiJson.Wire.ShareResource, statusCode: StatusCodes.Status201Created) : TypedResults.NotFound();

    /// <summary>Revoke the active link.</summary>
    /// <remarks>As often as you like, once there ever was a link. Its views and its history stay.</remarks>
    internal static async Task<IResult> RevokeAsync(long id, Shares shares, HttpContext http, CancellationToken ct) =>
        await shares.RevokeAsync(http.Actor(), id, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>List every link that an image has or had, newest first, with what happened to each.</summary>
    internal static async Task<IResult> HistoryAsync(long id, Shares shares, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var wanted = QueryReader.Read(http.Request, Paging.Read);
        return await shares.HistoryAsync(http.Actor(), id, wanted, ct) is { } page
            ? TypedResults.Json(http.Listing(page, record => Show(http, record, time.UtcNow())), ApiJson.Wire.ListingShareRecordResource)
            : TypedResults.NotFound();
    }

    public static ShareResource Show(HttpContext http, Share share) => new()
    {
        Token = share.Token,
        PublicUrl = http.Absolute(SharePaths.Page(share.Token)),
        ExpiresAt = share.ExpiresAt,
        HasPassword = share.PasswordHash is not null,
        AllowDownload = share.AllowDownload,
        DownloadSize = share.DownloadSize,
        ShowPrompt = share.ShowPrompt,
        ShowLabel = share.ShowLabel,
        Note = share.Note,
        ViewCount = share.ViewCount,
        VisitorCount = share.VisitorCount,
        DownloadCount = share.DownloadCount,
        LastViewedAt = share.LastViewedAt,
        CreatedAt = share.CreatedAt,
    };

    private static ShareRecordResource Show(HttpContext http, ShareRecord record, DateTime now)
    {
        var share = record.Share;
        return new()
        {
            Token = share.Token,
            PublicUrl = http.Absolute(SharePaths.Page(share.Token)),
            ExpiresAt = share.ExpiresAt,
            HasPassword = share.PasswordHash is not null,
            AllowDownload = share.AllowDownload,
            DownloadSize = share.DownloadSize,
            ShowPrompt = share.ShowPrompt,
            ShowLabel = share.ShowLabel,
            Note = share.Note,
            ViewCount = share.ViewCount,
            VisitorCount = share.VisitorCount,
            DownloadCount = share.DownloadCount,
            LastViewedAt = share.LastViewedAt,
            CreatedAt = share.CreatedAt,
            IsActive = share.IsActive(now),
            RevokedAt = share.RevokedAt,
            Events = [.. share.Events.Select(e => new ShareEventResource
            {
                Kind = e.Kind,
                At = e.At,
                Count = e.Count,
                Detail = e.Detail,
                By = e.UserId is { } user ? new(user, record.People.GetValueOrDefault(user, "")) : null,
            })],
        };
    }
}
