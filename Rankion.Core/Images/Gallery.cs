using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Live;

namespace Rankion.Core.Images;

/// <summary>An image with its family.</summary>
/// <param name="Variants">Direct children, oldest first.</param>
/// <param name="Ancestors">The way from the original down to the parent.</param>
public sealed record ImageDetail(Image Image, IReadOnlyList<Image> Variants, IReadOnlyList<Image> Ancestors)
{
    public Image? Parent => Ancestors.Count == 0 ? null : Ancestors[^1];
}

/// <summary>Reads the team's images.</summary>
public sealed class Gallery(Database database, ChangeFeed feed, TimeProvider time)
{
    /// <summary>Chains longer than this are cut at the top; a person would have to edit an edit that often.</summary>
    private const int MaxDepth = 1000;

    /// <summary>Images of one tree.</summary>
    private const int MaxLineage = 2000;

    /// <summary>A page by number.</summary>
    public async Task<Page<Image>> ListAsync(Actor actor, ImageFilter filter, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var images = filter.Apply(db.For(actor).Images);
        var total = await images.CountAsync(ct);
        // the skipped rows are walked on the index alone
        var ids = filter.Order(images).Skip((page.Number - 1) * page.PerPage).Take(page.PerPage).Select(i => i.Id);
        var items = (long)(page.Number - 1) * page.PerPage >= total ? [] : await filter.Order(db.For(actor).Images.Where(i => ids.Contains(i.Id))).ToListAsync(ct);
        return new(items, page.Number, page.PerPage, total);
    }

    /// <summary>What follows a cursor, at the same cost at any depth.</summary>
    public async Task<Stretch<Image>> StretchAsync(Actor actor, ImageFilter filter, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var images = filter.Apply(db.For(actor).Images);
        var total = await images.CountAsync(ct);
        if (!string.IsNullOrEmpty(page.Cursor))
        {
            var (createdAt, id) = ImageCursor.Read(page.Cursor, filter);
            images = filter.After(images, createdAt, id);
        }
        var items = await filter.Order(images).Take(page.PerPage + 1).ToListAsync(ct);
        var more = items.Count > page.PerPage;
        var shown = more ? items[..page.PerPage] : items;
        return new(shown, page.PerPage, total, more ? ImageCursor.After(shown[^1], filter) : null);
    }

    public async Task<ImageDetail?> FindAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var images = db.For(actor).Images;
        var image = await images.SingleOrDefaultAsync(i => i.Id == id, ct);
        if (image is null)
            return null;
        var variants = await images.Where(i => i.ParentId == id && i.DeletedAt == null).OrderBy(i => i.Id).ToListAsync(ct);
        return new(image, variants, await AncestorsAsync(images, image, ct));
    }

    /// <summary>The whole lineage that an image belongs to, from its original down; of a very large one the oldest images.</summary>
    public async Task<VariantNode?> TreeAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var images = db.For(actor).Images;
        if (await images.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } image)
            return null;
        var root = image.RootId ?? image.Id;
        var lineage = await images.Where(i => i.Id == root || i.RootId == root).OrderBy(i => i.Id).Take(MaxLineage).ToListAsync(ct);
        if (lineage.TrueForAll(i => i.Id != id))
            lineage.Add(image);
        return VariantTree.Of(lineage, id);
    }

    /// <summary>Images by id, in no order; what is not there or not the team's is left out.</summary>
    public async Task<IReadOnlyList<Image>> FindAllAsync(Actor actor, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Images.Where(i => ids.Contains(i.Id) && i.DeletedAt == null).ToListAsync(ct);
    }

    /// <summary>What these jobs make, as far as it is on the gallery's list, in no order.</summary>
    public async Task<IReadOnlyList<Image>> OfJobsAsync(Actor actor, IReadOnlyCollection<long> jobIds, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Images.Where(i => i.InGallery && i.DeletedAt == null && i.JobId != null && jobIds.Contains(i.JobId.Value)).ToListAsync(ct);
    }

    /// <summary>The neighbours in the list: what comes before and after, nearest first.</summary>
    public async Task<(long? Previous, long? Next)> NeighboursAsync(Actor actor, ImageFilter filter, Image image, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var images = filter.Apply(db.For(actor).Images);
        var back = filter with { Sort = filter.Sort == ImageSort.Newest ? ImageSort.Oldest : ImageSort.Newest };
        var previous = await back.Order(back.After(images, image.CreatedAt, image.Id)).Select(i => (long?)i.Id).FirstOrDefaultAsync(ct);
        var next = await filter.Order(filter.After(images, image.CreatedAt, image.Id)).Select(i => (long?)i.Id).FirstOrDefaultAsync(ct);
        return (previous, next);
    }

    /// <summary>The names of the people who made these images, by id.</summary>
    public async Task<IReadOnlyDictionary<long, string>> CreatorsAsync(IEnumerable<Image> images, CancellationToken ct)
    {
        var ids = images.Select(i => i.CreatedById).Distinct().ToList();
        await using var db = await database.OpenAsync(ct);
        return await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
    }

    /// <summary>Takes a failed or cancelled image off the gallery; its row and its ledger stay.</summary>
    /// <returns>False where the team has no such image.</returns>
    /// <exception cref="RefusalException">409 for an image that is not failed or cancelled.</exception>
    public Task<bool> DismissAsync(Actor actor, long id, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            var image = await write.Db.For(actor).Images.SingleOrDefaultAsync(i => i.Id == id && i.InGallery, ct);
            if (image is null)
                return false;
            if (image.Status is not (ProcessingStatus.Failed or ProcessingStatus.Cancelled))
                throw Refusal.Conflict("not_dismissable", "Only a failed or cancelled image can be dismissed.");
            image.InGallery = false;
            image.Touch(time.UtcNow());
            write.AfterCommit(() => feed.Publish(new ImageChanged(actor.TeamId, id, image.Status)));
            return true;
        }, ct);
    }

    private static async Task<IReadOnlyList<Image>> AncestorsAsync(IQueryable<Image> images, Image image, CancellationToken ct)
    {
        var chain = new List<Image>();
        for (var parent = image.ParentId; parent is not null && chain.Count < MaxDepth; parent = chain[0].ParentId)
        {
            if (await images.SingleOrDefaultAsync(i => i.Id == parent, ct) is not { } found)
                break;
            chain.Insert(0, found);
        }
        return chain;
    }
}
