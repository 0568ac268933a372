using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Layout;

/// <summary>How many images the places of the rail have, kept in step with what happens in the team.</summary>
public sealed class PlaceCounts(Core.Images.Gallery gallery, CurrentActor current, ChangeFeed feed, TimeProvider time) : IDisposable
{
    private readonly Dictionary<Place, int> counts = [];
    private Actor? actor;
    private IDisposable? following;

    public event Action? Changed;

    /// <summary>Null where it has none, or it is not known yet.</summary>
    public int? Of(Place place) => counts.TryGetValue(place, out var count) && count > 0 ? count : null;

    public async Task OpenAsync()
    {
        actor ??= await current.FindAsync();
        if (counts.Count == 0)
            await ReadAsync();
    }

    /// <summary>From now on follows what happens.</summary>
    public void Listen()
    {
        if (actor is not null)
            following ??= feed.Follow(actor.TeamId, _ => true, ReadAsync, time);
    }

    public void Dispose() => following?.Dispose();

    private async Task ReadAsync()
    {
        if (actor is null)
            return;
        foreach (var place in Places.Main.Concat(Places.Library))
        {
            if (place.Shows is { } filter)
                counts[place] = await gallery.CountAsync(actor, filter, CancellationToken.None);
        }
        Changed?.Invoke();
    }
}
