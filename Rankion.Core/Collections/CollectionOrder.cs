using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;

namespace Rankion.Core.Collections;

/// <summary>
/// The order of one collection. Who is moved takes positions between two neighbours, so that nobody else is written; where
/// there is no room left, all are set apart again.
/// </summary>
internal sealed class CollectionOrder(TeamData team, long collectionId)
{
    /// <summary>There was no room, and all have got other positions.</summary>
    public bool IsSpread { get; private set; }

    private IQueryable<CollectionItem> Items => team.CollectionItems.Where(i => i.CollectionId == collectionId);

    /// <exception cref="RefusalException">422 <c>not_in_collection</c>.</exception>
    public async Task<IReadOnlyList<Changed<long?>>> MoveAsync(IReadOnlyList<long> ids, long? before, CancellationToken ct)
    {
        if (before is { } named && ids.Contains(named))
            throw Refusal.Invalid("before", "An image cannot be put before itself.");
        if (await RoomAsync(ids, before, ct) is not { } room)
        {
            await SpreadAsync(ct);
            IsSpread = true;
            room = (await RoomAsync(ids, before, ct))!.Value;
        }
        var items = await Items.Where(i => ids.Contains(i.ImageId)).ToDictionaryAsync(i => i.ImageId, ct);
        if (items.Count < ids.Count)
            throw CollectionDesk.NotIn("ids", "Not all of these images are in the collection.");
        var moved = new List<Changed<long?>>();
        for (var n = 0; n < ids.Count; n++)
        {
            var item = items[ids[n]];
            var position = room.After + (room.Step * (n + 1));
            moved.Add(new(item.ImageId, item.Position, position));
            item.Position = position;
        }
        return moved;
    }

    /// <summary>The position after which they go, and how far apart; null where they are too many for the space between their neighbours.</summary>
    private async Task<(long After, long Step)?> RoomAsync(IReadOnlyList<long> ids, long? before, CancellationToken ct)
    {
        var others = Items.Where(i => !ids.Contains(i.ImageId));
        if (before is null)
            return (await others.MaxAsync(i => (long?)i.Position, ct) ?? 0, CollectionItem.Gap);
        if (await Items.Where(i => i.ImageId == before).Select(i => (long?)i.Position).SingleOrDefaultAsync(ct) is not { } end)
            throw CollectionDesk.NotIn("before", "This image is not in the collection.");
        var start = await others.Where(i => i.Position < end).MaxAsync(i => (long?)i.Position, ct) ?? 0;
        var step = (end - start) / (ids.Count + 1);
        return step > 0 ? (start, step) : null;
    }

    private Task<int> SpreadAsync(CancellationToken ct)
    {
        var sql = new TeamSql();
        var id = sql.Add(collectionId);
        sql.Text = $"""
            update collection_items set position = o.place * {CollectionItem.Gap}
            from (select image_id, row_number() over (order by position, image_id) as place from collection_items where collection_id = {id} and team_id = {TeamSql.Team}) o
            where collection_items.collection_id = {id} and collection_items.image_id = o.image_id
            """;
        return team.ChangeAsync(sql, ct);
    }
}
