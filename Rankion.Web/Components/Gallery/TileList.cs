using Rankion.Core;
using Rankion.Core.Images;

namespace Rankion.Web.Components.Gallery;

/// <summary>What a first frame hands to its circuit, so that the page does not load twice or flicker.</summary>
/// <param name="End">The instant of the last image of all.</param>
public sealed record TileListState(IReadOnlyList<ImageMark> Marks, IReadOnlyList<Tile> Tiles, int Total, DateTime? End);

/// <summary>
/// The gallery's list: all of it as marks, what is near the screen as tiles; kept in step with what happens. Not for several
/// threads: a page calls it from its renderer.
/// </summary>
public sealed class TileList(ContactSheet sheet, Tiles reader) : ITileShelf
{
    /// <summary>Tiles of the first frame.</summary>
    public const int FirstTiles = 60;

    private const int MaxKept = 1500;

    private readonly Dictionary<long, Tile> tiles = [];
    private readonly HashSet<long> fresh = [];
    private readonly List<ImageMark> held = [];
    private readonly Dictionary<long, Departure> leaving = [];
    private int cut;
    private DateTime? end;

    /// <summary>An image has left, or come back, by what a person did here. On the caller's thread.</summary>
    public event Action? Changed;

    public TileIndex Index { get; } = new();

    public ImageFilter Filter { get; private set; } = new();

    /// <summary>A family of variants is one entry.</summary>
    public bool Stacks { get; private set; } = true;

    /// <summary>How many there are in all, those that wait and those beyond <see cref="ContactSheet.MaxImages"/> included.</summary>
    public int Total => Index.Count + held.Count + cut;

    /// <summary>Only the first of a very long list are here.</summary>
    public bool IsCut => cut > 0 && IsWhole;

    /// <summary>False until the first frame's part is there.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>False while there is just what the first frame brought along.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The instant of the last image, also while only the first are here; null where there is none.</summary>
    public DateTime? End => !IsWhole ? end : Index.Count > 0 ? Index.InstantOf(Index.Count - 1) : null;

    /// <summary>New images that wait for the person to come up to them.</summary>
    public int Waiting => held.Count;

    /// <summary>Another one for each list that is read: who comes from the last one begins at its top.</summary>
    public int Edition { get; private set; }

    public TileListState State
    {
        get
        {
            var marks = Enumerable.Range(0, Math.Min(FirstTiles, Index.Count)).Select(i => Index[i]).ToList();
            return new(marks, [.. marks.Select(m => Find(m.Id)).OfType<Tile>()], Total, End);
        }
    }

    public void Restore(ImageFilter filter, bool stacks, TileListState state)
    {
        Begin(filter, stacks, new(state.Marks, state.Total));
        (IsWhole, end) = (state.Marks.Count == state.Total, state.End);
        Keep(state.Tiles);
    }

    /// <summary>Reads a list, and the tiles of its first screen.</summary>
    public async Task LoadAsync(Actor actor, ImageFilter filter, bool stacks, CancellationToken ct)
    {
        var before = leaving.Values.ToList();
        var read = await sheet.ReadAsync(actor, filter, stacks, ct);
        var first = await reader.ReadAsync(actor, [.. read.Marks.Take(FirstTiles).Select(m => m.Id)], stacks, ct);
        tiles.Clear();
        fresh.Clear();
        Begin(filter, stacks, read);
        Keep(first);
        Withhold(before);
    }

    /// <summary>Makes good what may have happened since the list was read, before anybody listened, and reads what the first frame left out.</summary>
    public async Task CatchUpAsync(Actor actor, CancellationToken ct)
    {
        var (edition, before) = (Edition, leaving.Values.ToList());
        var read = await sheet.ReadAsync(actor, Filter, Stacks, ct);
        var again = await reader.ReadAsync(actor, [.. tiles.Keys], Stacks, ct);
        if (edition != Edition)
            return;
        tiles.Clear();
        Begin(Filter, Stacks, read, edition);
        Keep(again.Where(t => Index.IndexOf(t.Id) >= 0));
        Withhold(before);
    }

    public int IndexOf(long id) => Index.IndexOf(id);

    /// <summary>Null for one whose tile has not been read.</summary>
    public Tile? Find(long id) => tiles.GetValueOrDefault(id);

    /// <summary>It came while the person was here, from somebody else, and has not been opened.</summary>
    public bool IsFresh(long id) => fresh.Contains(id);

    public void Open(long id) => fresh.Remove(id);

    /// <summary>Shows a tile otherwise, until it is read again.</summary>
    public void Show(Tile tile)
    {
        if (tiles.ContainsKey(tile.Id))
            tiles[tile.Id] = tile;
    }

    /// <summary>Takes an image out before it is known whether it may go. What is read meanwhile does not bring it back.</summary>
    public Departure Leave(long id)
    {
        var departure = leaving[id] = new Departure(this, id);
        Withhold([]);
        Changed?.Invoke();
        return departure;
    }

    /// <summary>Reads the tiles of a part of the list that are not here yet.</summary>
    /// <returns>True when some have come.</returns>
    public async Task<bool> FillAsync(Actor actor, int first, int count, CancellationToken ct)
    {
        var end = Math.Min(first + count, Index.Count);
        var missing = new List<long>();
        for (var i = Math.Max(0, first); i < end; i++)
        {
            if (!tiles.ContainsKey(Index[i].Id))
                missing.Add(Index[i].Id);
        }
        if (missing.Count == 0)
            return false;
        var read = await reader.ReadAsync(actor, missing, Stacks, ct);
        if (tiles.Count > MaxKept)
            Forget(first, end);
        Keep(read);
        return read.Count > 0;
    }

    /// <summary>Takes in what was announced: changed images stand where they belong now, gone ones leave, new ones come in or wait.</summary>
    /// <param name="ids">Of images that something happened to, in this list or not.</param>
    /// <param name="hold">Whether an image that would come in at a place has to wait, because what is looked at would move.</param>
    /// <returns>The tiles that have changed, as they are now.</returns>
    public async Task<IReadOnlyList<Tile>> AbsorbAsync(Actor actor, IReadOnlyCollection<long> ids, Func<int, bool> hold, CancellationToken ct)
    {
        var (edition, before) = (Edition, leaving.Values.ToList());
        var news = await sheet.LookAsync(actor, Filter, Stacks, ids, ct);
        var read = await reader.ReadAsync(actor, [.. news.Shown.Where(m => tiles.ContainsKey(m.Id) || Index.IndexOf(m.Id) < 0).Select(m => m.Id)], Stacks, ct);
        if (edition != Edition)
            return []; // another list is shown meanwhile, and it was read later
        foreach (var id in news.Gone)
        {
            leaving.GetValueOrDefault(id)?.Forget();
            Drop(id);
        }
        foreach (var mark in news.Shown)
            Take(mark, hold);
        var changed = read.Where(t => tiles.GetValueOrDefault(t.Id) is { } old && old != t).ToList();
        fresh.UnionWith(read.Where(t => t.IsReady && t.CreatedById != actor.UserId && tiles.GetValueOrDefault(t.Id) is null or { IsPending: true }).Select(t => t.Id));
        Keep(read);
        Withhold(before);
        return changed;
    }

    /// <summary>Lets in what has waited.</summary>
    public void Release()
    {
        held.ForEach(Index.Put);
        held.Clear();
    }

    internal void Settle(Departure departure)
    {
        if (leaving.GetValueOrDefault(departure.Id) == departure)
            leaving.Remove(departure.Id);
    }

    internal void Return(ImageMark mark, Tile? tile)
    {
        Index.Put(mark);
        if (tile is not null)
            Keep([tile]);
        Changed?.Invoke();
    }

    /// <summary>What is leaving is not shown, and neither is what was when the list was read, unless it has come back.</summary>
    private void Withhold(List<Departure> before)
    {
        foreach (var departure in before.Concat(leaving.Values).Where(d => !d.IsBack).Distinct())
        {
            if (MarkOf(departure.Id) is not { } mark)
                continue;
            departure.Remember(mark, Find(departure.Id));
            Drop(departure.Id);
        }
    }

    private ImageMark? MarkOf(long id) =>
        Index.IndexOf(id) is >= 0 and var at ? Index[at] : held.FindIndex(m => m.Id == id) is >= 0 and var waiting ? held[waiting] : null;

    private void Begin(ImageFilter filter, bool stacks, ImageSheet read, int? edition = null)
    {
        held.Clear();
        foreach (var departure in leaving.Values)
            departure.Forget(); // of the list before
        Index.Reset(filter.Sort, read.Marks);
        (Filter, Stacks, cut, IsLoaded, IsWhole) = (filter, stacks, read.Total - read.Marks.Count, true, true);
        Edition = edition ?? (Edition + 1);
    }

    private void Take(ImageMark mark, Func<int, bool> hold)
    {
        var isNew = Index.IndexOf(mark.Id) < 0;
        held.RemoveAll(m => m.Id == mark.Id);
        if (isNew && hold(Index.PlaceOf(mark)))
            held.Add(mark);
        else
            Index.Put(mark);
    }

    private void Drop(long id)
    {
        Index.Remove(id);
        held.RemoveAll(m => m.Id == id);
        tiles.Remove(id);
        fresh.Remove(id);
    }

    private void Keep(IEnumerable<Tile> read)
    {
        foreach (var tile in read)
            tiles[tile.Id] = tile;
    }

    private void Forget(int first, int end)
    {
        var near = Enumerable.Range(first, end - first).Select(i => Index[i].Id).ToHashSet();
        foreach (var id in tiles.Keys.Where(id => !near.Contains(id)).ToList())
            tiles.Remove(id);
    }
}
