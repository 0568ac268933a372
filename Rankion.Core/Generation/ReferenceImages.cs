using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;

namespace Rankion.Core.Generation;

/// <summary>Images that guide what is drawn.</summary>
internal static class ReferenceImages
{
    /// <param name="ids">Distinct.</param>
    /// <exception cref="RefusalException">422 where one is not the team's, not finished, or in the trash.</exception>
    public static async Task RequireAsync(TeamData team, IReadOnlyList<long> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
            return;
        var found = await team.Images.Where(i => ids.Contains(i.Id)).Select(i => i.Status == ProcessingStatus.Ready && i.DeletedAt == null && i.DurationMs == null).ToListAsync(ct);
        if (found.Count < ids.Count)
            throw Refusal.Invalid("reference_ids", "There is no such image in this team.");
        if (found.Contains(false))
            throw Refusal.Invalid("reference_ids", "Only finished images that are not in the trash can be references.");
    }
}
