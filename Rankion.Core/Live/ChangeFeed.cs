using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Serialization;
using Rankion.Core.Images;
using Rankion.Core.Jobs;

namespace Rankion.Core.Live;

/// <summary>What happened in a team. Events carry ids and states, never content: whoever listens reads through the door.</summary>
[JsonDerivedType(typeof(ImagesAdded), "images")]
[JsonDerivedType(typeof(ImagesRemoved), "removed")]
[JsonDerivedType(typeof(ImagesRestored), "restored")]
[JsonDerivedType(typeof(ImageChanged), "image")]
[JsonDerivedType(typeof(JobChanged), "job")]
[JsonDerivedType(typeof(CreditsChanged), "credits")]
[JsonDerivedType(typeof(CalendarChanged), "calendar")]
[JsonDerivedType(typeof(EventsDue), "due")]
[JsonDerivedType(typeof(ArticleChanged), "article")]
[JsonDerivedType(typeof(CollectionChanged), "collection")]
[JsonDerivedType(typeof(ChatChanged), "chat")]
public abstract record TeamEvent(long TeamId);

/// <summary>New images are on the gallery's list.</summary>
public sealed record ImagesAdded(long TeamId, IReadOnlyList<long> ImageIds) : TeamEvent(TeamId);

/// <summary>Images went from a list: to the trash, or from there for good.</summary>
public sealed record ImagesRemoved(long TeamId, IReadOnlyList<long> ImageIds) : TeamEvent(TeamId);

/// <summary>Images came back from the trash.</summary>
public sealed record ImagesRestored(long TeamId, IReadOnlyList<long> ImageIds) : TeamEvent(TeamId);

/// <summary>An image changed: its state, its title, its tags.</summary>
public sealed record ImageChanged(long TeamId, long ImageId, ProcessingStatus Status) : TeamEvent(TeamId);

/// <summary>A job moved: its state, its stage, its progress.</summary>
public sealed record JobChanged(long TeamId, long JobId, JobStatus Status, string? Stage) : TeamEvent(TeamId);

/// <summary>The team's balance is another.</summary>
public sealed record CreditsChanged(long TeamId, int Balance) : TeamEvent(TeamId);

/// <summary>Events of the calendar were made, changed or deleted.</summary>
public sealed record CalendarChanged(long TeamId, IReadOnlyList<long> EventIds) : TeamEvent(TeamId);

/// <summary>The time of scheduled events has come; nothing is published by itself.</summary>
public sealed record EventsDue(long TeamId, IReadOnlyList<long> EventIds) : TeamEvent(TeamId);

/// <summary>An article was made, changed or deleted.</summary>
public sealed record ArticleChanged(long TeamId, long ArticleId) : TeamEvent(TeamId);

/// <summary>A collection was made, changed or deleted; or images went into it, out of it, or to another place in it.</summary>
public sealed record CollectionChanged(long TeamId, long CollectionId, IReadOnlyList<long> ImageIds) : TeamEvent(TeamId);

/// <summary>Something was said in a conversation of a person, a message of it grew or moved on, or the conversation itself changed or went.</summary>
/// <param name="UserId">Whose conversation it is; nobody else can read it.</param>
/// <param name="MessageId">The answer that grew or moved on; null where it is about the conversation.</param>
public sealed record ChatChanged(long TeamId, long UserId, long SessionId, long? MessageId) : TeamEvent(TeamId);

/// <summary>
/// In-process publish and subscribe of team events. Published after the commit. A handler must return at once (a component
/// queues its work and throttles its redraws); one that throws is not asked to pay for the others.
/// </summary>
public sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<long, Subscription> subscriptions = new();
    private long last;

    /// <summary>Calls <paramref name="handler"/> for every event of the team until the result is disposed, in the language of who subscribes.</summary>
    public IDisposable Subscribe(long teamId, Action<TeamEvent> handler)
    {
        var id = Interlocked.Increment(ref last);
        var subscription = new Subscription(teamId, handler, () => subscriptions.TryRemove(id, out _));
        subscriptions[id] = subscription;
        return subscription;
    }

    /// <summary>Events raised here, before they are handed to subscribers; what links several servers listens to this.</summary>
    public event Action<TeamEvent>? Published;

    public void Publish(TeamEvent change)
    {
        Published?.Invoke(change);
        Deliver(change);
    }

    /// <summary>Hands an event to the subscribers of this process only.</summary>
    public void Deliver(TeamEvent change)
    {
        foreach (var subscription in subscriptions.Values)
        {
            if (subscription.TeamId == change.TeamId)
                subscription.Handle(change);
        }
    }

    private sealed class Subscription(long teamId, Action<TeamEvent> handler, Action remove) : IDisposable
    {
        private readonly (CultureInfo Formats, CultureInfo Language) own = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

        public long TeamId { get; } = teamId;

        // On the publisher's thread, which may be another person's: what is drawn from here on is in the words of who looks at it.
        public void Handle(TeamEvent change)
        {
            var publishers = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = own;
            try
            {
                handler(change);
            }
            catch (ObjectDisposedException)
            {
                // a component on its way out
            }
            finally
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = publishers;
            }
        }

        public void Dispose() => remove();
    }
}
