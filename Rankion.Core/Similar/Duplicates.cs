using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;

namespace Rankion.Core.Similar;

/// <summary>Images that show the same picture, by groups.</summary>
/// <param name="Groups">Ids, the oldest of each first; the group with the newest image first.</param>
/// <param name="IsAll">False where the gallery is so large that only its newest images were compared.</param>
public sealed record DuplicateSurvey(IReadOnlyList<IReadOnlyList<long>> Groups, bool IsAll);

/// <summary>Finds images that were brought along or made twice. Variants of one tree are none of that: they are meant to be alike.</summary>
public sealed class Duplicates(Database database)
{
    /// <summary>So many are compared, the newest ones.</summary>
    public const int MaxImages = 200_000;

    /// <summary>Looks through all of the gallery but the trash.</summary>
    public async Task<DuplicateSurvey> FindAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var looks = await db.For(actor).Images.Where(i => i.InGallery && i.DeletedAt == null && i.PerceptualHash != null)
            .OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id).Take(MaxImages)
            .Select(i => new Look(i.Id, i.PerceptualHash!.Value, i.RootId ?? i.Id, i.Height == 0 ? 1 : (double)i.Width / i.Height, i.DominantColor)).ToListAsync(ct);
        return new(await Task.Run(() => LikenessGroups.Of(looks, ct), ct), looks.Count < MaxImages);
    }
}
