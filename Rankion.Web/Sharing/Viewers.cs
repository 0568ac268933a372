using System.Text.RegularExpressions;
using Rankion.Core.Sharing;
using Rankion.Core.Teams;
using Rankion.Web.Accounts;

namespace Rankion.Web.Sharing;

/// <summary>Who is a viewer worth counting: a person who opened the page, and none of the team's own.</summary>
internal sealed partial class Viewers(PublicShares shares, TeamDirectory teams)
{
    /// <summary>Where a browser says that it fetches what its person might open next.</summary>
    private static readonly string[] Ahead = ["Sec-Purpose", "Purpose", "X-Moz"];

    public async Task CountAsync(HttpContext http, Share share, CancellationToken ct)
    {
        if (IsPerson(http.Request) && !(http.User.UserId() is { } user && await teams.ActorAsync(user, share.TeamId, ct) is not null))
            await shares.CountViewAsync(share, ct);
    }

    private static bool IsPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !Ahead.Any(header => AheadOfTime().IsMatch(request.Headers[header].ToString()))
        && request.Headers.UserAgent.ToString() is { Length: > 0 } agent && !Robot().IsMatch(agent);

    [GeneratedRegex("prefetch|prerender|preview", RegexOptions.IgnoreCase)]
    private static partial Regex AheadOfTime();

    [GeneratedRegex(
        "bot|crawl|spider|slurp|preview|scan|monitor|facebookexternalhit|facebookcatalog|meta-external|whatsapp|embedly|pinterest|vkshare|skypeuri|iframely|"
        + "mastodon|archiver|lighthouse|headless|curl|wget|python|java/|okhttp|axios|node-fetch|go-http-client|libwww|httpclient|postman",
        RegexOptions.IgnoreCase)]
    private static partial Regex Robot();
}
