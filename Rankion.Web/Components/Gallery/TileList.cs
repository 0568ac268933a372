using Rankion.Core;
using Rankion.Core.Images;

namespace Rankion.Web.Components.Gallery;

/// <summary>What a first frame hands to its circuit, so that the page does not load twice or flicker.</summary>
public sealed record TileListState(IReadOnlyList<Tile> Tiles, string? Next, int Total);

/// <summary>
/// The gallery's list as far as it has been read, kept in step with what happens. Not for several threads: a page calls it
/// from its renderer.
/// </summary>
public sealed class TileList(Core.Images.Gallery gallery, Tiles mapper)
{
    private const int FirstStretch = 60;

    private readonly List<Tile> tiles = [];
    private readonly HashSet<long> held = [];
    private string? next = "";

    public IReadOnlyList<Tile> Items => tiles;

    public ImageFilter Filter { get; private set; } = new();

    /// <summary>How many there are in all, read or not.</summary>
    public int Total { get; private set; }

    /// <summary>False until the first stretch is there.</summary>
    public bool IsLoaded { get; private set; }

    public bool HasMore => next is not null;

    /// <summary>New images that wait for the person to come up to them.</summary>
    public int Waiting => held.Count;

    public TileListState State => new([.. tiles], next, Total);

    public void Restore(ImageFilter filter, TileListState state)
    {
        (Filter, next, Total, IsLoaded) = (filter, state.Next, state.Total, true);
        tiles.AddRange(state.Tiles);
    }

    /// <summary>Reads the list from its top.</summary>
    public async Task LoadAsync(Actor actor, ImageFilter filter, CancellationToken ct)
    {
        var first = await gallery.StretchAsync(actor, filter, new(PerPage: FirstStretch, Cursor: ""), ct);
        var read = await mapper.OfAsync(first.Items, ct);
        tiles.Clear();
        held.Clear();
        tiles.AddRange(read);
        (Filter, next, Total, IsLoaded) = (filter, first.Next, first.Total, true);
    }

    /// <summary>Makes good what may have happened since the list was read, before anybody listened: its top is compared with what is there.</summary>
    public async Task CatchUpAsync(Actor actor, CancellationToken ct)
    {
        var top = await gallery.StretchAsync(actor, Filter, new(PerPage: FirstStretch, Cursor: ""), ct);
        var read = await mapper.OfAsync(top.Items, ct);
        var old = tiles.Count;
        tiles.RemoveAll(t => IsWithin(t, read, top.Next is null));
        tiles.InsertRange(0, read);
        Total = top.Total;
        if (old == 0)
            next = top.Next;
    }

    /// <summary>Reads on where the last stretch ended.</summary>
    public async Task LoadMoreAsync(Actor actor, CancellationToken ct)
    {
        if (next is null)
            return;
        var more = await gallery.StretchAsync(actor, Filter, new(PerPage: PageRequest.MaxPerPage, Cursor: next), ct);
        var read = await mapper.OfAsync(more.Items, ct);
        tiles.AddRange(read.Where(t => IndexOf(t.Id) < 0));
        (next, Total) = (more.Next, more.Total);
    }

    /// <summary>Takes in what was announced: changed tiles are replaced, gone ones leave, new ones come in or wait.</summary>
    /// <param name="added">Ids of images that are new on the list.</param>
    /// <param name="hold">True while the person is further down: what is new then waits, and nothing moves.</param>
    public async Task AbsorbAsync(Actor actor, IReadOnlyCollection<long> added, IReadOnlyCollection<long> changed, bool hold, CancellationToken ct)
    {
        var wanted = changed.Where(id => IndexOf(id) >= 0).Concat(added.Where(id => IndexOf(id) < 0)).Distinct().ToList();
        var found = (await gallery.FindAllAsync(actor, wanted, ct)).Where(i => i.InGallery && Passes(i)).ToList();
        var read = (await mapper.OfAsync(found, ct)).ToDictionary(t => t.Id);
        foreach (var id in wanted)
        {
            var at = IndexOf(id);
            if (!read.TryGetValue(id, out var tile))
                Remove(at);
            else if (at >= 0)
                tiles[at] = tile;
            else
                Add(tile, hold);
        }
    }

    /// <summary>Lets in what has waited.</summary>
    public async Task ReleaseAsync(Actor actor, CancellationToken ct)
    {
        var ids = held.ToList();
        held.Clear();
        Total -= ids.Count;
        await AbsorbAsync(actor, ids, [], hold: false, ct);
    }

    public int IndexOf(long id) => tiles.FindIndex(t => t.Id == id);

    public Tile? Find(long id) => tiles.Find(t => t.Id == id);

    private bool Passes(Image image) =>
        (Filter.ProjectId is null || image.ProjectId == Filter.ProjectId) && (Filter.Status is null || image.Status == Filter.Status);

    private void Remove(int at)
    {
        if (at < 0)
            return;
        tiles.RemoveAt(at);
        Total--;
    }

    private void Add(Tile tile, bool hold)
    {
        if (hold)
        {
            if (held.Add(tile.Id))
                Total++;
            return;
        }
        var newest = Filter.Sort == ImageSort.Newest;
        var at = tiles.FindIndex(t => newest ? Order(t, tile) < 0 : Order(t, tile) > 0);
        if (at >= 0)
            tiles.Insert(at, tile);
        else if (next is null)
            tiles.Add(tile);
        Total++;
    }

    private bool IsWithin(Tile tile, IReadOnlyList<Tile> stretch, bool isWhole) =>
        isWhole || (stretch.Count > 0 && (Filter.Sort == ImageSort.Newest ? Order(tile, stretch[^1]) >= 0 : Order(tile, stretch[^1]) <= 0));

    private static int Order(Tile a, Tile b) => (a.CreatedAt, a.Id).CompareTo((b.CreatedAt, b.Id));
}
