using Rankion.Core.Images;

namespace Rankion.Web.Components.Gallery;

/// <summary>
/// Which images of a page a person has picked. Held by id, so that it outlives scrolling and other filters; a range goes by the
/// order that is shown. Not for several threads: a page calls it from its renderer.
/// </summary>
public sealed class Selection
{
    private readonly HashSet<long> ids = [];
    private readonly HashSet<long> except = [];
    private readonly HashSet<long> stretch = [];
    private Query? query;

    /// <summary>It is another one now.</summary>
    public event Action? Changed;

    /// <summary>All that is picked and has been listed; after <see cref="SelectAllMatching"/> the list may have been longer.</summary>
    public IReadOnlySet<long> Ids => ids;

    /// <summary>Everything that passes <see cref="Filter"/> is meant, but for <see cref="Except"/>.</summary>
    public bool IsAllMatching => query is not null;

    public ImageFilter? Filter => query?.Filter;

    /// <summary>Picked by the filter, then taken out again by hand.</summary>
    public IReadOnlySet<long> Except => except;

    public int Count => query is { } all ? all.Total - except.Count : ids.Count;

    public bool IsEmpty => Count == 0;

    /// <summary>Where a range begins: what was clicked last, picked or not.</summary>
    public long? Anchor { get; private set; }

    public bool Contains(long id) => ids.Contains(id);

    /// <summary>Picks an image, or lets go of it; ranges begin there.</summary>
    public void Toggle(long id)
    {
        if (!Take(id))
            Leave(id);
        Begin(id);
    }

    /// <summary>Picks an image; ranges begin there.</summary>
    public void StartAt(long id)
    {
        Take(id);
        Begin(id);
    }

    /// <summary>
    /// Picks everything from the anchor to an image. Another range from the same anchor stands in place of the last one, so
    /// that going back lets go of what going on has picked.
    /// </summary>
    /// <param name="order">The ids as they are shown.</param>
    public void RangeTo(long id, IReadOnlyList<long> order)
    {
        var (from, to) = (-1, -1);
        for (var i = 0; i < order.Count && (from < 0 || to < 0); i++)
        {
            from = order[i] == Anchor ? i : from;
            to = order[i] == id ? i : to;
        }
        if (to < 0)
            return;
        if (from < 0)
        {
            Take(id);
            Begin(id);
            return;
        }
        foreach (var old in stretch)
            Leave(old);
        stretch.Clear();
        for (var i = Math.Min(from, to); i <= Math.Max(from, to); i++)
        {
            if (Take(order[i]))
                stretch.Add(order[i]);
        }
        Changed?.Invoke();
    }

    /// <summary>Picks these too.</summary>
    public void Add(IEnumerable<long> more)
    {
        foreach (var id in more)
            Take(id);
        stretch.Clear();
        Changed?.Invoke();
    }

    /// <summary>Lets go of these: taken out by hand, or no longer there.</summary>
    public void Remove(IEnumerable<long> fewer)
    {
        var before = Count;
        foreach (var id in fewer)
            Leave(id);
        stretch.Clear();
        if (Count != before)
            Changed?.Invoke();
    }

    /// <summary>Picks all that passes a filter, listed or not.</summary>
    /// <param name="listed">Those of them that the page knows by id.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="asOf">What comes later is not meant.</param>
    public void SelectAllMatching(ImageFilter filter, IEnumerable<long> listed, int total, DateTime asOf)
    {
        Empty();
        ids.UnionWith(listed);
        query = new(filter, asOf, total);
        Changed?.Invoke();
    }

    public void Clear()
    {
        if (IsEmpty && query is null)
            return;
        Empty();
        Changed?.Invoke();
    }

    /// <summary>What Core is told to change.</summary>
    public ImageScope ToScope() => query is { } all
        ? new ImageScope.Matching(all.Filter, all.AsOf, except.ToHashSet())
        : ImageScope.Of([.. ids]);

    private void Empty()
    {
        ids.Clear();
        except.Clear();
        stretch.Clear();
        query = null;
        Anchor = null;
    }

    private void Begin(long id)
    {
        Anchor = id;
        stretch.Clear();
        Changed?.Invoke();
    }

    private bool Take(long id)
    {
        if (!ids.Add(id))
            return false;
        // one that the filter did not name: from here on it is the listed ones that are meant
        if (query is not null && !except.Remove(id))
        {
            query = null;
            except.Clear();
        }
        return true;
    }

    private void Leave(long id)
    {
        if (ids.Remove(id) && query is not null)
            except.Add(id);
    }

    private sealed record Query(ImageFilter Filter, DateTime AsOf, int Total);
}
