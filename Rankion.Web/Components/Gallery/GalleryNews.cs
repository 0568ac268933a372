using Rankion.Core.Live;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Gallery;

/// <summary>What has happened to a team's images and has not been taken in yet.</summary>
public sealed class GalleryNews(ChangeFeed feed, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly HashSet<long> concerned = [];
    private readonly HashSet<long> removed = [];
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

    /// <summary>The images that something happened to, and those of them that went from their list.</summary>
    public (IReadOnlyCollection<long> Concerned, IReadOnlyCollection<long> Removed) Take()
    {
        lock (gate)
        {
            (IReadOnlyCollection<long>, IReadOnlyCollection<long>) news = ([.. concerned], [.. removed]);
            concerned.Clear();
            removed.Clear();
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
            _ => [],
        };
        if (ids.Count == 0)
            return;
        lock (gate)
        {
            concerned.UnionWith(ids);
            if (change is ImagesRemoved)
                removed.UnionWith(ids);
            else
                removed.ExceptWith(ids);
        }
        pulse?.Ask();
    }
}
