using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;

namespace Rankion.Core.Collections;

/// <summary>A collection with what it holds now.</summary>
/// <param name="Count">How many images of the gallery.</param>
/// <param name="Cover">The image that stands for it: the chosen one while it is in the gallery, else the newest; null where there is none.</param>
public sealed record CollectionCard(Collection Collection, int Count, Image? Cover);

/// <summary>Reads the team's collections.</summary>
public sealed class CollectionList(Database database, Gallery gallery)
{
    private static readonly PageRequest First = new(1, 1);

    /// <summary>All of them, by name: a team has at most <see cref="CollectionDesk.Max"/>.</summary>
    public async Task<IReadOnlyList<Collection>> ListAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Collections.OrderBy(c => c.NameKey).Take(CollectionDesk.Max).ToListAsync(ct);
    }

    /// <returns>Null where the team has no such collection.</returns>
    public async Task<Collection?> FindAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Collections.SingleOrDefaultAsync(c => c.Id == id, ct);
    }

    /// <summary>The one of that name, in any case; null where there is none.</summary>
    public async Task<Collection?> FindAsync(Actor actor, string name, CancellationToken ct)
    {
        if (!Annotations.IsText(name))
            return null;
        var key = Collection.KeyOf(name);
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Collections.SingleOrDefaultAsync(c => c.NameKey == key, ct);
    }

    /// <summary>Those of people's own hands that an image is in, by name.</summary>
    public async Task<IReadOnlyList<Collection>> OfImageAsync(Actor actor, long imageId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var team = db.For(actor);
        return await team.CollectionItems.Where(i => i.ImageId == imageId)
            .Join(team.Collections, i => i.CollectionId, c => c.Id, (i, c) => c).OrderBy(c => c.NameKey).Take(CollectionDesk.Max).ToListAsync(ct);
    }

    /// <summary>How many images each of them holds, by id. By hand it is counted as it changes; a smart one's are counted here.</summary>
    public async Task<IReadOnlyDictionary<long, int>> CountsAsync(Actor actor, IEnumerable<Collection> collections, CancellationToken ct)
    {
        var sql = new TeamSql { Text = $"select value, count from image_counts where team_id = {TeamSql.Team} and facet = 'collection' and count > 0" };
        Dictionary<long, int> counts;
        await using (var team = await database.ReadAsync(actor, ct))
            counts = (await team.ReadAsync(sql, row => (Id: long.Parse(row.Text(0), CultureInfo.InvariantCulture), Count: (int)row.Number(1)), ct)).ToDictionary(r => r.Id, r => r.Count);
        var all = new Dictionary<long, int>();
        foreach (var collection in collections)
            all[collection.Id] = collection.IsSmart ? await gallery.CountAsync(actor, collection.Images, ct) : counts.GetValueOrDefault(collection.Id);
        return all;
    }

    /// <summary>What they hold, in their order.</summary>
    public async Task<IReadOnlyList<CollectionCard>> CardsAsync(Actor actor, IReadOnlyList<Collection> collections, CancellationToken ct)
    {
        var counts = await CountsAsync(actor, collections, ct);
        var cards = new List<CollectionCard>();
        foreach (var collection in collections)
            cards.Add(new(collection, counts[collection.Id], counts[collection.Id] == 0 ? null : await CoverAsync(actor, collection, ct)));
        return cards;
    }

    /// <summary>The image that stands for a collection.</summary>
    public async Task<Image?> CoverAsync(Actor actor, Collection collection, CancellationToken ct)
    {
        if (collection.CoverId is { } id && (await gallery.FindAllAsync(actor, [id], ct)) is [var chosen])
            return chosen;
        return (await gallery.ListAsync(actor, collection.Images with { Sort = ImageSort.Newest }, First, ct)).Items is [var newest, ..] ? newest : null;
    }

    /// <summary>How many of these images are in each collection, by its id; those that hold none are left out.</summary>
    public async Task<IReadOnlyDictionary<long, int>> SharedAsync(Actor actor, IReadOnlyCollection<long> imageIds, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).CollectionItems.Where(i => imageIds.Contains(i.ImageId)).GroupBy(i => i.CollectionId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }
}
