using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Rankion.Core;
using Rankion.Core.Teams;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Language;

namespace Rankion.Web.Uploads;

/// <summary>
/// Lets in what the pages' scripts send past the circuit: by the person's cookie, with the antiforgery token in a header, into the
/// team of the page that it comes from (<c>?team=</c>). Its answers are for those scripts, their reasons in the page's language.
/// </summary>
internal sealed class PageDoor(IAntiforgery antiforgery, TeamDirectory teams)
{
    public async Task<IResult> LetInAsync(HttpContext http, Func<Actor, Task<IResult>> work, CancellationToken ct)
    {
        // a header that is missing must not make the check read a body of any size in its search
        if (http.User.UserId() is not { } user || !http.Request.Headers.ContainsKey("RequestVerificationToken") || !await antiforgery.IsRequestValidAsync(http))
            return Refuse(StatusCodes.Status401Unauthorized, "signed_out", null);
        var team = long.TryParse(http.Request.Query["team"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        if (await teams.ActorAsync(user, team, ct) is not { } actor)
            return Refuse(StatusCodes.Status403Forbidden, "no_team", null);
        try
        {
            return await work(actor);
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
