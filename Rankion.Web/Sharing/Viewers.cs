using System.Text.RegularExpressions;
using Rankion.Core.Sharing;
using Rankion.Core.Teams;
using Rankion.Web.Accounts;

namespace Rankion.Web.Sharing;

/// <summary>Who is a viewer worth counting: a person who opened the page, and none of the team's own.</summary>
internal sealed partial class Viewers(PublicShares shares, TeamDirectory teams)
{
    public async Task CountAsync(HttpContext http, Share share, CancellationToken ct)
    {
        if (IsPerson(http.Request) && !(http.User.UserId() is { } user && await teams.ActorAsync(user, share.TeamId, ct) is not null))
            await shares.CountViewAsync(share, ct);
    }

    private static bool IsPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !IsAhead(request.Headers["Sec-Purpose"]) && !IsAhead(request.Headers["Purpose"]) && !IsAhead(request.Headers["X-Moz"])
        && request.Headers.UserAgent.ToString() is { Length: > 0 } agent && !Robot().IsMatch(agent);

    /// <summary>A browser that fetches what its person might open next.</summary>
    private static bool IsAhead(string? purpose) =>
        purpose is not null && (purpose.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || purpose.Contains("prerender", StringComparison.OrdinalIgnoreCase)
            || purpose.Contains("preview", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        "bot|crawl|spider|slurp|preview|scan|monitor|facebookexternalhit|facebookcatalog|meta-external|whatsapp|embedly|pinterest|vkshare|skypeuri|iframely|"
        + "mastodon|archiver|lighthouse|headless|curl|wget|python|java/|okhttp|axios|node-fetch|go-http-client|libwww|httpclient|postman",
        RegexOptions.IgnoreCase)]
    private static partial Regex Robot();
}
