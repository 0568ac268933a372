using System.Globalization;
using Rankion.Core.Credits;
using Rankion.Core.Teams;
using Rankion.Web.Accounts;

namespace Rankion.Web.Components.Settings;

/// <summary><c>GET /settings/credits.csv?team=1</c>: the whole ledger of a team for who is signed in and in it.</summary>
internal static class CreditsFile
{
    private const string Path = "/settings/credits.csv";

    public static string For(long teamId) => $"{Path}?team={teamId.ToString(CultureInfo.InvariantCulture)}";

    public static void MapCreditsFile(this IEndpointRouteBuilder routes) => routes.MapGet(Path, SaveAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> SaveAsync(long team, TeamDirectory teams, CreditLedger ledger, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (await teams.ActorAsync(http.User.UserId()!.Value, team, ct) is not { } actor)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        var name = string.Create(CultureInfo.InvariantCulture, $"credits-{time.GetUtcNow():yyyy-MM-dd}.csv");
        return Results.Stream(to => LedgerCsv.WriteAsync(to, ledger.AllAsync(actor, ct), ct), "text/csv; charset=utf-8", name);
    }
}
