using Microsoft.AspNetCore.Components;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Projects;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Gallery;

/// <summary>
/// The gallery of one circuit: its list, whose it is, and what is picked. It outlives the page, so that who comes back from
/// the settings finds it as it was.
/// </summary>
public sealed class GalleryState(
    TileList list, GalleryNews news, CurrentActor current, ProjectList projects, PersistentComponentState persisted) : IDisposable
{
    private const string Key = "gallery";

    /// <summary>More news than this is the list read anew.</summary>
    private const int MaxNews = 1000;

    private readonly Latest loading = new();
    private PersistingComponentStateSubscription persisting;

    public TileList List => list;

    /// <summary>What is picked; it outlives other filters and a visit elsewhere.</summary>
    public Selection Selection { get; } = new();

    /// <summary>Null until opened, or where the person is in no team.</summary>
    public Actor? Actor { get; private set; }

    public IReadOnlyList<Project> Projects { get; private set; } = [];

    /// <summary>Shows what passes the filter; reads it unless the first frame has brought it along or it is there already.</summary>
    public async Task OpenAsync(ImageFilter filter, bool stacks)
    {
        if (Actor is null)
        {
            Actor = await current.FindAsync();
            if (Actor is null)
                return;
            persisting = persisted.RegisterOnPersisting(Persist);
            Projects = await projects.ListAsync(Actor, CancellationToken.None);
            if (persisted.TryTakeFromJson<GalleryMemory>(Key, out var memory) && memory is not null)
            {
                list.Restore(filter, stacks, memory.List);
                Selection.Add(memory.Picked);
            }
        }
        if (list.IsLoaded && list.Filter == filter && list.Stacks == stacks)
            return;
        // Another choice while the last one is still being read: only the latest counts.
        var token = loading.Begin();
        try
        {
            await list.LoadAsync(await current.ActorAsync(token), filter, stacks, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // the later one goes on
        }
    }

    /// <summary>From now on calls back, on a pool thread, when there is news to absorb, and makes good what nobody heard before.</summary>
    public async Task ListenAsync(Func<Task> onNews)
    {
        if (Actor is not null && news.Listen(Actor.TeamId, onNews))
            await list.CatchUpAsync(Actor, CancellationToken.None);
    }

    /// <summary>The page is gone; news is kept for when it comes back.</summary>
    public void StopListening() => news.StopListening();

    /// <summary>Takes in the news.</summary>
    /// <param name="hold">Whether an image that would come in at a place has to wait.</param>
    /// <returns>The tiles that have changed, as they are now.</returns>
    public async Task<IReadOnlyList<Tile>> AbsorbAsync(Func<int, bool> hold)
    {
        var (concerned, removed, collections) = news.Take();
        var isAnother = list.Filter.CollectionId is { } shown && collections.Contains(shown);
        if (Actor is null || (concerned.Count == 0 && !isAnother))
            return [];
        Selection.Remove(removed);
        var actor = await current.ActorAsync();
        if (concerned.Count <= MaxNews && !isAnother)
            return await list.AbsorbAsync(actor, concerned, hold, CancellationToken.None);
        await list.CatchUpAsync(actor, CancellationToken.None);
        return [];
    }

    /// <summary>Reads the tiles of a part of the list that are not here yet.</summary>
    public async Task<bool> FillAsync(int first, int count) =>
        Actor is not null && await list.FillAsync(await current.ActorAsync(), first, count, CancellationToken.None);

    public void Dispose()
    {
        persisting.Dispose();
        loading.Dispose();
    }

    private Task Persist()
    {
        if (list.IsLoaded)
            persisted.PersistAsJson(Key, new GalleryMemory(list.State, [.. Selection.Ids.Take(GalleryMemory.MaxPicked)]));
        return Task.CompletedTask;
    }
}

/// <summary>What outlives a circuit: the first screen, and what is picked.</summary>
public sealed record GalleryMemory(TileListState List, IReadOnlyList<long> Picked)
{
    /// <summary>More than this would make the page's state too large to send.</summary>
    public const int MaxPicked = 5000;
}
