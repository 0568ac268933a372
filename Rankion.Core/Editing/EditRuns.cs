using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;

namespace Rankion.Core.Editing;

/// <summary>What one sitting of edits made of an image, step by step.</summary>
/// <param name="By">Who began it.</param>
/// <param name="Start">What its first step was made from; null where that is in the trash or gone.</param>
/// <param name="Steps">The oldest first, whatever became of them.</param>
public sealed record EditRun(long SessionId, string By, Image? Start, IReadOnlyList<Image> Steps);

/// <summary>Reads runs of edits.</summary>
public sealed class EditRuns(Database database)
{
    public const int MaxRuns = 5;

    /// <summary>Steps of all runs together; of more, the latest.</summary>
    public const int MaxSteps = 100;

    /// <summary>The runs that an image was made in or gave rise to, the latest first. What is in the trash, or was dismissed, is left out.</summary>
    public async Task<IReadOnlyList<EditRun>> OfAsync(Actor actor, long imageId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var team = db.For(actor);
        var edited = team.Images.Where(i => i.EditSessionId != null && i.DeletedAt == null && (i.InGallery || (i.Status != ProcessingStatus.Failed && i.Status != ProcessingStatus.Cancelled)));
        var ids = await edited.Where(i => i.ParentId == imageId || i.Id == imageId).Select(i => i.EditSessionId!.Value)
            .Distinct().OrderByDescending(id => id).Take(MaxRuns).ToListAsync(ct);
        if (ids.Count == 0)
            return [];
        var steps = await edited.Where(i => ids.Contains(i.EditSessionId!.Value)).OrderByDescending(i => i.Id).Take(MaxSteps).ToListAsync(ct);
        var by = await team.EditSessions.Where(s => ids.Contains(s.Id)).Join(db.Users, s => s.CreatedById, u => u.Id, (s, u) => new { s.Id, u.DisplayName })
            .ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        var runs = ids.ConvertAll(id => new EditRun(id, by.GetValueOrDefault(id, ""), null, [.. steps.Where(i => i.EditSessionId == id).Reverse()]));
        var starts = runs.Select(r => r.Steps is [var first, ..] ? first.ParentId : null).ToList();
        var sources = await team.Images.Where(i => starts.Contains(i.Id) && i.DeletedAt == null).ToDictionaryAsync(i => i.Id, ct);
        return [.. runs.Where(r => r.Steps.Count > 0).Select(r => r with { Start = sources.GetValueOrDefault(r.Steps[0].ParentId ?? 0) })];
    }
}
