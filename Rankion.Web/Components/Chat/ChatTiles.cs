using Rankion.Core;
using Rankion.Core.Live;
using Rankion.Web.Components.Gallery;

namespace Rankion.Web.Components.Chat;

/// <summary>The pictures of a conversation as tiles, as they are now.</summary>
public sealed class ChatTiles(Tiles reader) : ITileShelf
{
    private readonly Dictionary<long, Tile> tiles = [];
    private readonly HashSet<long> wanted = [];

    public Tile? Find(long id) => tiles.GetValueOrDefault(id);

    public void Show(Tile tile)
    {
        if (tiles.ContainsKey(tile.Id))
            tiles[tile.Id] = tile;
    }

    /// <summary>Those of these that are there, in their order.</summary>
    public IReadOnlyList<Tile> Of(IEnumerable<long> ids) => [.. ids.Select(Find).OfType<Tile>()];

    /// <summary>Whether what happened may show in one of them.</summary>
    public IReadOnlyCollection<long> Concerned(TeamEvent change) => change switch
    {
        ImageChanged changed when wanted.Contains(changed.ImageId) => [changed.ImageId],
        ImagesRemoved removed => [.. removed.ImageIds.Where(wanted.Contains)],
        ImagesRestored restored => [.. restored.ImageIds.Where(wanted.Contains)],
        _ => [],
    };

    /// <summary>Reads those that are not here yet.</summary>
    public Task FillAsync(Actor actor, IEnumerable<long> ids) => ReadAsync(actor, [.. ids.Distinct().Where(id => !tiles.ContainsKey(id))]);

    /// <summary>Reads them anew; what was deleted for good leaves.</summary>
    public async Task ReadAsync(Actor actor, IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0)
            return;
        wanted.UnionWith(ids);
        var read = await reader.ReadAsync(actor, ids, stacks: false, CancellationToken.None);
        foreach (var id in ids)
            tiles.Remove(id);
        foreach (var tile in read)
            tiles[tile.Id] = tile;
    }
}
