using System.Text.RegularExpressions;
using Rankion.Core.Sharing;
using Rankion.Core.Teams;
using Rankion.Web.Accounts;

namespace Rankion.Web.Sharing;

/// <summary>Who is a viewer worth counting: a person who opened the page, and none of the team's own.</summary>
internal sealed partial class Viewers(PublicShares shares, TeamDirectory teams, VisitorHash visitors)
{
    /// <summary>Where a browser says that it fetches what its person might open next.</summary>
    private static readonly string[] Ahead = ["Sec-Purpose", "Purpose", "X-Moz"];

    public async Task CountViewAsync(HttpContext http, Share share, CancellationToken ct)
    {
        if (await IsViewerAsync(http, share, ct))
            await shares.CountViewAsync(share, await visitors.OfAsync(http, ct), ct);
    }

    /// <summary>A download in parts is one: the first counts.</summary>
    public async Task CountDownloadAsync(HttpContext http, Share share, CancellationToken ct)
    {
        var isStart = http.Request.Headers.Range.ToString() is "" or ['b', 'y', 't', 'e', 's', '=', '0', '-', ..];
        if (isStart && await IsViewerAsync(http, share, ct))
            await shares.CountDownloadAsync(share, ct);
    }

    private async Task<bool> IsViewerAsync(HttpContext http, Share share, CancellationToken ct) =>
        IsPerson(http.Request) && !(http.User.UserId() is { } user && await teams.ActorAsync(user, share.TeamId, ct) is not null);

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
