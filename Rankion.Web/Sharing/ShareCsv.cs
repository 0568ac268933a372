using System.Text;
using Rankion.Core.Sharing;
using Rankion.Core.Teams;
using Rankion.Web.Accounts;

namespace Rankion.Web.Sharing;

/// <summary><c>/settings/shares.csv</c>: the team's list of links for a spreadsheet.</summary>
internal static class ShareCsv
{
    public const string Path = "/settings/shares.csv";

    public static void MapShareCsv(this IEndpointRouteBuilder routes) => routes.MapGet(Path, DownloadAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(string? show, string? sort, ShareRegistry registry, TeamDirectory teams, HttpContext http, CancellationToken ct)
    {
        if (http.User.UserId() is not { } user || await teams.CurrentAsync(user, ct) is not { } actor)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        // with the mark that makes a spreadsheet read it as UTF-8
        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(await registry.CsvAsync(actor, ShareQuery.Read(show, sort), ct)));
        return TypedResults.File(bytes.ToArray(), "text/csv; charset=utf-8", "links.csv");
    }
}
