using Microsoft.AspNetCore.Components;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Core.Projects;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Gallery;

/// <summary>
/// The gallery of one circuit: its list, whose it is, and the news that have come for it. It outlives the page, so that who
/// comes back from the settings finds it as it was.
/// </summary>
public sealed class GalleryState(
    TileList list, CurrentActor current, ChangeFeed feed, ProjectList projects, PersistentComponentState persisted, TimeProvider time) : IDisposable
{
    private const string Key = "gallery";

    private readonly Lock gate = new();
    private readonly HashSet<long> added = [];
    private readonly HashSet<long> changed = [];
    private PersistingComponentStateSubscription persisting;
    private IDisposable? subscription;
    private Pulse? pulse;
    private Func<Task>? listener;
    private CancellationTokenSource loading = new();

    public TileList List => list;

    /// <summary>What is picked; it outlives other filters and a visit elsewhere.</summary>
    public Selection Selection { get; } = new();

    /// <summary>Null until opened, or where the person is in no team.</summary>
    public Actor? Actor { get; private set; }

    public IReadOnlyList<Project> Projects { get; private set; } = [];

    /// <summary>Shows what passes the filter; reads it unless the first frame has brought it along or it is there already.</summary>
    public async Task OpenAsync(ImageFilter filter)
    {
        if (Actor is null)
        {
            Actor = await current.FindAsync();
            if (Actor is null)
                return;
            persisting = persisted.RegisterOnPersisting(Persist);
            Projects = await projects.ListAsync(Actor, CancellationToken.None);
            if (persisted.TryTakeFromJson<TileListState>(Key, out var first) && first is not null)
                list.Restore(filter, first);
        }
        if (list.IsLoaded && list.Filter == filter)
            return;
        // Another choice while the last one is still being read: only the latest counts.
        await loading.CancelAsync();
        loading.Dispose();
        loading = new();
        var token = loading.Token;
        try
        {
            await list.LoadAsync(await current.ActorAsync(token), filter, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // the later one goes on
        }
    }

    public async Task LoadMoreAsync() => await list.LoadMoreAsync(await current.ActorAsync(), CancellationToken.None);

    public async Task ReleaseAsync() => await list.ReleaseAsync(await current.ActorAsync(), CancellationToken.None);

    /// <summary>From now on calls back, on a pool thread, when there is news to absorb, and makes good what nobody heard before.</summary>
    public async Task ListenAsync(Func<Task> onNews)
    {
        listener = onNews;
        if (Actor is null || subscription is not null)
            return;
        pulse = new(() => listener?.Invoke() ?? Task.CompletedTask, time);
        subscription = feed.Subscribe(Actor.TeamId, Hear);
        await list.CatchUpAsync(Actor, CancellationToken.None);
    }

    /// <summary>The page is gone; news is kept for when it comes back.</summary>
    public void StopListening() => listener = null;

    /// <summary>Takes in the news.</summary>
    /// <param name="hold">New images wait, because the person is further down.</param>
    /// <returns>The tiles that have changed, as they are now.</returns>
    public async Task<IReadOnlyList<Tile>> AbsorbAsync(bool hold)
    {
        List<long> news, moved;
        lock (gate)
        {
            (news, moved) = ([.. added], [.. changed]);
            added.Clear();
            changed.Clear();
        }
        if (Actor is null || news.Count + moved.Count == 0)
            return [];
        var before = moved.Select(list.Find).OfType<Tile>().ToHashSet();
        await list.AbsorbAsync(await current.ActorAsync(), news, moved, hold, CancellationToken.None);
        return [.. moved.Select(list.Find).OfType<Tile>().Where(t => !before.Contains(t))];
    }

    public void Dispose()
    {
        subscription?.Dispose();
        pulse?.Dispose();
        persisting.Dispose();
        loading.Cancel();
        loading.Dispose();
    }

    private void Hear(TeamEvent change)
    {
        lock (gate)
        {
            if (change is ImagesAdded images)
                added.UnionWith(images.ImageIds);
            else if (change is ImagesRestored restored)
                added.UnionWith(restored.ImageIds);
            else if (change is ImagesRemoved removed)
                changed.UnionWith(removed.ImageIds);
            else if (change is ImageChanged image)
                changed.Add(image.ImageId);
            else
                return;
        }
        pulse?.Ask();
    }

    private Task Persist()
    {
        if (list.IsLoaded)
            persisted.PersistAsJson(Key, list.State);
        return Task.CompletedTask;
    }
}
