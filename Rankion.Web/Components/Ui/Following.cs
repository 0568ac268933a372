using Rankion.Core.Live;

namespace Rankion.Web.Components.Ui;

public static class Following
{
    /// <summary>
    /// Keeps what is shown in step with what happens to the team: refreshes it whenever something concerns it, and once at the
    /// start for what happened since it was read.
    /// </summary>
    /// <param name="refresh">Runs on a pool thread, at most once per <see cref="Pulse.Interval"/>.</param>
    /// <returns>Until it is disposed.</returns>
    public static IDisposable Follow(this ChangeFeed feed, long teamId, Func<TeamEvent, bool> concerns, Func<Task> refresh, TimeProvider time)
    {
        var pulse = new Pulse(refresh, time);
        var subscription = feed.Subscribe(teamId, change =>
        {
            if (concerns(change))
                pulse.Ask();
        });
        pulse.Ask();
        return new Follower(subscription, pulse);
    }

    private sealed class Follower(IDisposable subscription, Pulse pulse) : IDisposable
    {
        public void Dispose()
        {
            subscription.Dispose();
            pulse.Dispose();
        }
    }
}
