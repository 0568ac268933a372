using Rankion.Core;
using Rankion.Core.Collections;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Collections;

/// <summary>The team's collections as one circuit shows them, kept in step with what happens.</summary>
public sealed class CollectionShelf(CollectionList list, CurrentActor current, ChangeFeed feed, TimeProvider time) : IDisposable
{
    private IDisposable? following;
    private Task? opening;

    /// <summary>On a pool thread or the page's.</summary>
    public event Action? Changed;

    /// <summary>By name.</summary>
    public IReadOnlyList<CollectionCard> Cards { get; private set; } = [];

    /// <summary>False until they have been read.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Null where the person is in no team.</summary>
    public Actor? Actor { get; private set; }

    public bool CanWrite => Actor?.CanWrite == true;

    public CollectionCard? Find(long? id) => id is null ? null : Cards.FirstOrDefault(c => c.Collection.Id == id);

    /// <summary>The collection that a view of the gallery is: named by its id, or the smart one whose filter it is; null where it is none.</summary>
    public CollectionCard? At(ImageFilter filter) => filter.CollectionId is { } id ? Find(id)
        : Cards.FirstOrDefault(c => c.Collection.IsSmart && InAnyOrder(c.Collection.Images) == InAnyOrder(filter));

    public Task OpenAsync() => opening is null or { IsFaulted: true } ? opening = BeginAsync() : opening;

    /// <summary>From now on follows what happens.</summary>
    public void Listen()
    {
        if (Actor is not null)
            following ??= feed.Follow(
                Actor.TeamId, change => change is CollectionChanged or ImagesAdded or ImagesRemoved or ImagesRestored or ImageChanged, ReadAsync, time);
    }

    /// <summary>Reads them anew, for who has just changed one.</summary>
    public async Task ReadAsync()
    {
        if (Actor is null)
            return;
        var all = await list.ListAsync(Actor, CancellationToken.None);
        var counts = await list.CountsAsync(Actor, all, CancellationToken.None);
        var before = Cards.ToDictionary(c => c.Collection.Id);
        var cards = new List<CollectionCard>();
        foreach (var collection in all)
        {
            var count = counts[collection.Id];
            // a cover is read again only where it may be another one
            var isSame = before.TryGetValue(collection.Id, out var was) && was.Count == count && was.Collection.Version == collection.Version && was.Collection.CoverId == collection.CoverId;
            cards.Add(new(collection, count, isSame ? was!.Cover : count == 0 ? null : await list.CoverAsync(Actor, collection, CancellationToken.None)));
        }
        (Cards, IsOpen) = (cards, true);
        Changed?.Invoke();
    }

    public void Dispose() => following?.Dispose();

    private async Task BeginAsync()
    {
        Actor = await current.FindAsync();
        await ReadAsync();
    }

    private static ImageFilter InAnyOrder(ImageFilter filter) => filter with { Sort = ImageSort.Newest };
}
