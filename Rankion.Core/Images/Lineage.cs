using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>Keeps trees of variants whole when images of them are deleted for good.</summary>
internal static class Lineage
{
    /// <summary>
    /// Removes images in a team's trash from their trees and from the database: what hangs on one moves up to its parent. Where it
    /// was the original, each of its variants becomes the original of a tree of its own. Whoever is moved counts as changed, so
    /// that an edit that is accepted at the same moment is accepted anew, in the new place.
    /// </summary>
    public static async Task RemoveAsync(WriteScope write, long teamId, IReadOnlyList<Image> images, DateTime now, CancellationToken ct)
    {
        var ids = images.Select(i => i.Id).ToList();
        var parents = await write.Db.ForTeam(teamId).Images.Where(i => i.ParentId != null && ids.Contains(i.ParentId.Value))
            .Select(i => i.ParentId!.Value).Distinct().ToListAsync(ct);
        // nothing hangs on most of them, and nothing will: what is moved goes to who was a parent before
        write.Db.RemoveRange(images.Where(i => !parents.Contains(i.Id)));
        await write.Db.SaveChangesAsync(ct);
        foreach (var parent in images.Where(i => parents.Contains(i.Id)))
            await RemoveParentAsync(write, parent, now, ct);
    }

    private static async Task RemoveParentAsync(WriteScope write, Image image, DateTime now, CancellationToken ct)
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
