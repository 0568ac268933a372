using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Rankion.Core;
using Rankion.Core.Teams;
using Rankion.Core.Uploads;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Language;
using Rankion.Web.Media;

namespace Rankion.Web.Uploads;

/// <summary>
/// What the pages send files to, one a request, past the circuit: by the person's cookie, with the antiforgery token in a header,
/// into the team of the page that it comes from. Its answers are for the page's script, its reasons in the page's language.
/// </summary>
internal static class UploadEndpoint
{
    public const string Path = "/uploads";

    public static void MapUploadEndpoint(this IEndpointRouteBuilder routes) => routes.MapPost(Path, TakeAsync)
        .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MaxBody)).DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> TakeAsync(
        HttpContext http, IAntiforgery antiforgery, TeamDirectory teams, UploadDesk desk, MediaUrls media, CancellationToken ct)
    {
        // a header that is missing must not make the check read a body of any size in its search
        if (http.User.UserId() is not { } user || !http.Request.Headers.ContainsKey("RequestVerificationToken") || !await antiforgery.IsRequestValidAsync(http))
            return Refuse(StatusCodes.Status401Unauthorized, "signed_out", null);
        var team = long.TryParse(http.Request.Query["team"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        if (await teams.ActorAsync(user, team, ct) is not { } actor)
            return Refuse(StatusCodes.Status403Forbidden, "no_team", null);
        try
        {
            var form = await UploadForm.ReadAsync(http.Request, ct);
            var uploaded = await form.TakeAsync(desk, actor, ct);
            var (image, links) = (uploaded.Image, media.For(uploaded.Image));
            return Results.Json(new { image.Id, image.Title, Thumbnail = links?.Thumbnail(320), uploaded.IsNew, uploaded.DuplicateOf });
        }
        catch (RefusalException refusal)
        {
            return Refuse(refusal.Status, refusal.Code, Reasons.Of(refusal));
        }
        catch (BadHttpRequestException bad)
        {
            return Refuse(bad.StatusCode, "bad_request", null);
        }
    }

    /// <param name="reason">Null where the page knows itself what to say.</param>
    private static IResult Refuse(int status, string code, string? reason) => Results.Json(new { Code = code, Reason = reason }, statusCode: status);
}
