using Rankion.Core.Credits;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/credits</c>.</summary>
internal static class CreditsApi
{
    public static void MapCredits(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/credits", ReadAsync).WithName("getCredits").WithTags("Credits").WithQuery(Paging.ByPage).Refuses(422);

    /// <summary>Read the team's balance and its movements.</summary>
    internal static async Task<CreditsAnswer> ReadAsync(CreditLedger ledger, HttpContext http, CancellationToken ct)
    {
        var page = await ledger.ReadAsync(http.Actor(), QueryReader.Read(http.Request, Paging.Read), ct);
        var balance = await ledger.BalanceAsync(http.Actor(), ct);
        return new(new() { Balance = balance, Ledger = [.. page.Items.Select(Show)] }, Paging.Meta(page), Paging.Links(http, page));
    }

    private static LedgerEntryResource Show(LedgerEntry entry) => new()
    {
        Id = entry.Id,
        Amount = entry.Amount,
        Kind = entry.Kind,
        JobId = ApiIds.Job(entry.JobId),
        ImageId = entry.ImageId,
        Note = entry.Note,
        CreatedAt = entry.CreatedAt,
    };
}
