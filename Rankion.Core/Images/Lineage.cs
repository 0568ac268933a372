using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>Keeps a tree of variants whole when one of its images is deleted for good.</summary>
internal static class Lineage
{
    /// <summary>
    /// Removes an image in the trash from its tree and from the database: what hangs on it moves up to its parent. Where it was
    /// the original, each of its variants becomes the original of a tree of its own. Whoever is moved counts as changed, so that
    /// an edit that is accepted at the same moment is accepted anew, in the new place.
    /// </summary>
    public static async Task RemoveAsync(WriteScope write, Image image, DateTime now, CancellationToken ct)
    {
        var images = write.Db.ForTeam(image.TeamId).Images;
        var children = await images.Where(i => i.ParentId == image.Id).ToListAsync(ct);
        var descendants = image.ParentId is null && children.Count > 0
            ? await images.Where(i => i.RootId == image.Id).OrderBy(i => i.Id).ToListAsync(ct) : [];
        foreach (var child in children)
        {
            child.ParentId = image.ParentId;
            child.Touch(now);
        }
        SetRoots(children, descendants, now);
        if (image.ParentId is { } above && await images.SingleOrDefaultAsync(i => i.Id == above, ct) is { } parent)
            parent.CountVariants(children.Count(c => c.DeletedAt is null), now);
        write.Db.Remove(image);
        await write.Db.SaveChangesAsync(ct);
    }

    /// <param name="descendants">Of the original that goes, oldest first: a parent comes before its children.</param>
    private static void SetRoots(List<Image> children, List<Image> descendants, DateTime now)
    {
        var roots = descendants.Count == 0 ? [] : children.ToDictionary(c => c.Id, c => c.Id);
        foreach (var image in descendants)
        {
            if (image.ParentId is null)
            {
                image.RootId = null;
                continue;
            }
            image.RootId = roots[image.Id] = roots[image.ParentId.Value];
            image.Touch(now);
        }
    }
}
