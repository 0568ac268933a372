using Rankion.Core.Images;

namespace Rankion.Web.Components.Gallery;

/// <summary>
/// The whole list in its order, as marks: enough to lay it out and to find one's way in it. About 24 bytes an image, so a
/// circuit may hold a hundred thousand.
/// </summary>
public sealed class TileIndex
{
    private readonly List<ImageMark> marks = [];
    private Dictionary<long, int>? places;
    private bool isById;
    private int direction = -1;

    public TileIndex() => Ids = new IdList(this);

    public int Count => marks.Count;

    /// <summary>Another one after each change, so that who has laid it out knows to do it again.</summary>
    public int Version { get; private set; }

    /// <summary>The ids in order.</summary>
    public IReadOnlyList<long> Ids { get; }

    public ImageMark this[int index] => marks[index];

    public void Reset(ImageSort sort, IReadOnlyList<ImageMark> list)
    {
        direction = sort is ImageSort.Oldest or ImageSort.Expiring or ImageSort.Manual ? 1 : -1;
        marks.Clear();
        marks.AddRange(list);
        if (!IsSorted((a, b) => Order(a, b)))
            marks.Sort(Order);
        isById = IsSorted((a, b) => a.Id.CompareTo(b.Id) * direction);
        Turn();
    }

    public double RatioOf(int index) => Tile.RatioOf(marks[index].Ratio);

    /// <summary>The instant by which it is in order.</summary>
    public DateTime InstantOf(int index) => DateTime.UnixEpoch.AddTicks(marks[index].At * TimeSpan.TicksPerMicrosecond);

    /// <returns>-1 where it is not in the list.</returns>
    public int IndexOf(long id)
    {
        if (!isById)
            return (places ??= PlacesOf()).GetValueOrDefault(id, -1);
        var (low, high) = (0, marks.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = marks[middle].Id.CompareTo(id) * direction;
            if (order == 0)
                return middle;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }
        return -1;
    }

    /// <summary>Where a mark stands or would.</summary>
    public int PlaceOf(ImageMark mark)
    {
        var at = marks.BinarySearch(mark, Comparer<ImageMark>.Create(Order));
        return at < 0 ? ~at : at;
    }

    /// <summary>Puts a mark where it belongs, in place of an older one of the same image.</summary>
    public void Put(ImageMark mark)
    {
        var old = IndexOf(mark.Id);
        if (old >= 0 && marks[old] == mark)
            return;
        if (old >= 0 && marks[old].At == mark.At)
            marks[old] = mark;
        else
        {
            if (old >= 0)
                marks.RemoveAt(old);
            var at = PlaceOf(mark);
            marks.Insert(at, mark);
            isById &= (at == 0 || Precedes(at - 1)) && (at == marks.Count - 1 || Precedes(at));
        }
        Turn();
    }

    public bool Remove(long id)
    {
        var at = IndexOf(id);
        if (at < 0)
            return false;
        marks.RemoveAt(at);
        Turn();
        return true;
    }

    private bool Precedes(int index) => marks[index].Id.CompareTo(marks[index + 1].Id) * direction < 0;

    private int Order(ImageMark a, ImageMark b) => (a.At != b.At ? a.At.CompareTo(b.At) : a.Id.CompareTo(b.Id)) * direction;

    private bool IsSorted(Comparison<ImageMark> order)
    {
        for (var i = 1; i < marks.Count; i++)
        {
            if (order(marks[i - 1], marks[i]) > 0)
                return false;
        }
        return true;
    }

    private Dictionary<long, int> PlacesOf()
    {
        var map = new Dictionary<long, int>(marks.Count);
        for (var i = 0; i < marks.Count; i++)
            map[marks[i].Id] = i;
        return map;
    }

    private void Turn()
    {
        places = null;
        Version++;
    }

    private sealed class IdList(TileIndex index) : IReadOnlyList<long>
    {
        public int Count => index.Count;

        public long this[int at] => index[at].Id;

        public IEnumerator<long> GetEnumerator() => index.marks.Select(m => m.Id).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
