using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Gallery;

namespace Rankion.Web.Components.Trash;

/// <summary>The trash of one page: its list, what is picked, and the news for both.</summary>
public sealed class TrashState(ContactSheet sheet, Tiles tiles, CurrentActor current, ChangeFeed feed, TimeProvider time) : IDisposable
{
    /// <summary>More news than this is the list read anew.</summary>
    private const int MaxNews = 1000;

    private readonly GalleryNews news = new(feed, time);

    public TileList List { get; } = new(sheet, tiles);

    public Selection Selection { get; } = new();

    /// <summary>Null until opened, or where the person is in no team.</summary>
    public Actor? Actor { get; private set; }

    /// <summary>Reads the list, unless it is there already.</summary>
    public async Task OpenAsync(ImageFilter filter)
    {
        Actor ??= await current.FindAsync();
        if (Actor is not null && !(List.IsLoaded && List.Filter == filter))
            await List.LoadAsync(await current.ActorAsync(), filter, stacks: false, CancellationToken.None);
    }

    /// <summary>From now on calls back, on a pool thread, when there is news to absorb, and makes good what nobody heard before.</summary>
    public async Task ListenAsync(Func<Task> onNews)
    {
        if (Actor is not null && news.Listen(Actor.TeamId, onNews))
            await List.CatchUpAsync(Actor, CancellationToken.None);
    }

    /// <summary>Takes in the news. What is no longer in the trash is picked no longer.</summary>
    public async Task AbsorbAsync(Func<int, bool> hold)
    {
        var (concerned, _, _) = news.Take();
        if (Actor is null || concerned.Count == 0)
            return;
        var actor = await current.ActorAsync();
        if (concerned.Count <= MaxNews)
            await List.AbsorbAsync(actor, concerned, hold, CancellationToken.None);
        else
            await List.CatchUpAsync(actor, CancellationToken.None);
        Selection.Remove(concerned.Where(id => List.IndexOf(id) < 0));
    }

    public void Dispose() => news.Dispose();
}
