using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rankion.Core.Imaging;
using Rankion.Core.Sharing;
using Rankion.Web.Media;
using static Rankion.Web.Sharing.SharingWords;

namespace Rankion.Web.Sharing;

/// <summary><c>/s/{token}</c>: what somebody without an account sees by a public link. Every request is checked anew.</summary>
public static class SharePages
{
    /// <summary>Bytes: a form of one password, every character of it escaped.</summary>
    private const int MaxForm = 4096;

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddSharePages(this IServiceCollection services) =>
        services.AddSingleton<UnlockCookie>().AddSingleton<UnlockTries>().AddSingleton<Viewers>().AddSingleton<VisitorHash>();

    public static void MapSharePages(this IEndpointRouteBuilder routes)
    {
        var share = routes.MapGroup(SharePaths.Root + "/{token}").ExcludeFromDescription().AddEndpointFilter(KeepPrivateAsync);
        share.MapMethods("", Read, ShowAsync);
        share.MapPost("", UnlockAsync).WithMetadata(new RequestSizeLimitAttribute(MaxForm));
        share.MapMethods("/image", Read, PictureAsync);
        share.MapMethods("/video", Read, VideoAsync);
        share.MapMethods("/download", Read, DownloadAsync);
    }

    private static async Task<IResult> ShowAsync(
        string token, PublicShares shares, UnlockCookie cookie, Viewers viewers, HttpContext http, CancellationToken ct)
    {
        var opened = await shares.OpenAsync(token, ct);
        if (Refuse(opened, cookie, http, StatusCodes.Status200OK) is { } refused)
            return refused;
        await viewers.CountViewAsync(http, opened!.Share, ct);
        return Page(ShareView.Open(http, opened.Share, opened.Image!), StatusCodes.Status200OK);
    }

    private static async Task<IResult> UnlockAsync(
        string token, PublicShares shares, UnlockCookie cookie, UnlockTries tries, HttpContext http)
    {
        var opened = await shares.OpenAsync(token, http.RequestAborted);
        if (opened?.Image is null)
            return Over(opened);
        var share = opened.Share;
        if (share.PasswordHash is null)
            return TypedResults.LocalRedirect(SharePaths.Page(token));
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        var left = tries.Take(token, address);
        if (left >= 0 && SharePasswords.Opens(share, await PasswordAsync(http.Request)))
        {
            tries.Forget(token, address);
            cookie.Give(http, share);
            return TypedResults.LocalRedirect(SharePaths.Page(token));
        }
        if (left > 0)
        {
            return Complain(http, share, StatusCodes.Status401Unauthorized,
                Say.Count(left, "That is not the password. 1 try left this minute.", "That is not the password. {0} tries left this minute."));
        }
        http.Response.Headers.RetryAfter = UnlockTries.Lock.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Complain(http, share, StatusCodes.Status429TooManyRequests, Say["Too many tries. Wait a quarter of an hour."]);
    }

    /// <summary>A body that cannot be read holds no password.</summary>
    private static async Task<string> PasswordAsync(HttpRequest request)
    {
        try
        {
            return request.HasFormContentType ? (await request.ReadFormAsync(request.HttpContext.RequestAborted))["password"].ToString() : "";
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return "";
        }
    }

    private static async Task<IResult> PictureAsync(
        string token, PublicShares shares, UnlockCookie cookie, PublicPictures pictures, HttpContext http, CancellationToken ct)
    {
        var opened = await shares.OpenAsync(token, ct);
        return Refuse(opened, cookie, http, StatusCodes.Status401Unauthorized) ?? Show(await pictures.PageAsync(opened!.Image!, ct), null);
    }

    private static async Task<IResult> VideoAsync(
        string token, PublicShares shares, UnlockCookie cookie, PublicPictures pictures, HttpContext http, CancellationToken ct)
    {
        var opened = await shares.OpenAsync(token, ct);
        return Refuse(opened, cookie, http, StatusCodes.Status401Unauthorized) ?? Show(await pictures.VideoAsync(opened!.Image!, ct), null);
    }

    private static async Task<IResult> DownloadAsync(
        string token, PublicShares shares, UnlockCookie cookie, PublicPictures pictures, Viewers viewers, HttpContext http, CancellationToken ct)
    {
        var opened = await shares.OpenAsync(token, ct);
        if (Refuse(opened, cookie, http, StatusCodes.Status401Unauthorized) is { } refused)
            return refused;
        if (!opened!.Share.AllowDownload || await pictures.DownloadAsync(opened.Share, opened.Image!, ct) is not { } picture)
            return Show(null, null);
        await viewers.CountDownloadAsync(http, opened.Share, ct);
        return Show(picture, MediaUrls.FileName(opened.Image!.PublicTitle ?? ShareView.Untitled, picture.Format));
    }

    private static IResult Show(PublicPicture? picture, string? fileName) => picture is null
        ? Page(new(ShareState.Unknown), StatusCodes.Status404NotFound)
        : TypedResults.Stream(picture.Bytes, picture.MediaType, fileName, enableRangeProcessing: true);

    /// <returns>Null where the viewer may see the image.</returns>
    private static RazorComponentResult<SharePage>? Refuse(OpenedShare? opened, UnlockCookie cookie, HttpContext http, int lockedStatus)
    {
        if (opened?.Image is null)
            return Over(opened);
        return cookie.Opens(http, opened.Share) ? null : Page(ShareView.Locked(http, opened.Share), lockedStatus);
    }

    private static RazorComponentResult<SharePage> Over(OpenedShare? opened) => opened is null
        ? Page(new(ShareState.Unknown), StatusCodes.Status404NotFound)
        : Page(new(ShareState.Gone), StatusCodes.Status410Gone);

    private static RazorComponentResult<SharePage> Complain(HttpContext http, Share share, int status, string complaint) =>
        Page(ShareView.Locked(http, share) with { Complaint = complaint }, status);

    private static RazorComponentResult<SharePage> Page(ShareView view, int status) =>
        new(new Dictionary<string, object?> { [nameof(SharePage.View)] = view }) { StatusCode = status };

    private static ValueTask<object?> KeepPrivateAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "private, no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; media-src 'self'";
        return next(context);
    }
}
