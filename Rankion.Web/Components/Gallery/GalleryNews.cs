using Rankion.Core.Live;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Gallery;

/// <summary>What has happened to a team's images and has not been taken in yet.</summary>
public sealed class GalleryNews(ChangeFeed feed, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly HashSet<long> concerned = [];
    private readonly HashSet<long> removed = [];
    private readonly HashSet<long> turned = [];
    private IDisposable? subscription;
    private Pulse? pulse;
    private Func<Task>? listener;

    /// <summary>From now on calls back, on a pool thread, when there is news.</summary>
    /// <returns>False where it has been listening all along.</returns>
    public bool Listen(long teamId, Func<Task> onNews)
    {
        listener = onNews;
        if (subscription is not null)
            return false;
        pulse = new(() => listener?.Invoke() ?? Task.CompletedTask, time);
        subscription = feed.Subscribe(teamId, Hear);
        return true;
    }

    /// <summary>The page is gone; news is kept for when it comes back.</summary>
    public void StopListening() => listener = null;

    /// <summary>The images that something happened to, those of them that went from their list, and the collections that are others as a whole.</summary>
    public (IReadOnlyCollection<long> Concerned, IReadOnlyCollection<long> Removed, IReadOnlySet<long> Collections) Take()
    {
        lock (gate)
        {
            (IReadOnlyCollection<long>, IReadOnlyCollection<long>, IReadOnlySet<long>) news = ([.. concerned], [.. removed], turned.ToHashSet());
            concerned.Clear();
            removed.Clear();
            turned.Clear();
            return news;
        }
    }

    public void Dispose()
    {
        subscription?.Dispose();
        pulse?.Dispose();
    }

    private void Hear(TeamEvent change)
    {
        IReadOnlyList<long> ids = change switch
        {
            ImagesAdded images => images.ImageIds,
            ImagesRestored images => images.ImageIds,
            ImagesRemoved images => images.ImageIds,
            ImageChanged image => [image.ImageId],
            CollectionChanged collection => collection.ImageIds,
            _ => [],
        };
        if (ids.Count == 0 && change is not CollectionChanged)
            return;
        lock (gate)
        {
            if (change is CollectionChanged { ImageIds.Count: 0 } whole)
                turned.Add(whole.CollectionId);
            concerned.UnionWith(ids);
            if (change is ImagesRemoved)
                removed.UnionWith(ids);
            else
                removed.ExceptWith(ids);
        }
        pulse?.Ask();
    }
}
