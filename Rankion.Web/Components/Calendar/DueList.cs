using Rankion.Core.Calendar;
using Rankion.Core.Live;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Calendar.CalendarWords;

namespace Rankion.Web.Components.Calendar;

/// <summary>What should have been published by now, kept as it is, and said when it comes to it.</summary>
public sealed class DueList(Agenda agenda, CurrentActor current, ChangeFeed feed, Toasts toasts, TimeProvider time) : IDisposable
{
    private IDisposable? subscription;
    private Pulse? pulse;
    private HashSet<long> known = [];

    /// <summary>On a pool thread.</summary>
    public event Action? Changed;

    public IReadOnlyList<EventLine> Events { get; private set; } = [];

    public async Task StartAsync()
    {
        if (subscription is not null || await current.FindAsync() is not { } actor)
            return;
        pulse = new(LoadAsync, time);
        subscription = feed.Subscribe(actor.TeamId, change =>
        {
            if (change is CalendarChanged or EventsDue)
                pulse.Ask();
        });
        Events = await agenda.DueAsync(actor, CancellationToken.None);
        known = [.. Events.Select(e => e.Id)];
        Changed?.Invoke();
    }

    public void Dispose()
    {
        subscription?.Dispose();
        pulse?.Dispose();
    }

    private async Task LoadAsync()
    {
        if (await current.FindAsync() is not { } actor)
            return;
        Events = await agenda.DueAsync(actor, CancellationToken.None);
        var news = Events.Where(e => !known.Contains(e.Id)).ToList();
        known = [.. Events.Select(e => e.Id)];
        if (news.Count > 0)
            toasts.Show(new(news.Count == 1 ? Say["“{0}” is due now", news[0].Title] : Say["{0:N0} events are due now", news.Count], "notifications"));
        Changed?.Invoke();
    }
}
