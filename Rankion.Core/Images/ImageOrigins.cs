using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>Reads where uploaded images come from.</summary>
public sealed class ImageOrigins(Database database)
{
    /// <returns>Null for an image that was not uploaded, or is not the team's.</returns>
    public async Task<ImageFacts?> FindAsync(Actor actor, long imageId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return (await db.For(actor).ImageOrigins.SingleOrDefaultAsync(o => o.ImageId == imageId, ct))?.Facts;
    }
}
