using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Accounts;

/// <summary>How people are called.</summary>
public sealed class PeopleNames(Database database)
{
    public async Task<IReadOnlyDictionary<long, string>> OfAsync(IEnumerable<long> userIds, CancellationToken ct)
    {
        var ids = userIds.Distinct().ToList();
        if (ids.Count == 0)
            return new Dictionary<long, string>();
        await using var db = await database.OpenAsync(ct);
        return await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
    }
}
