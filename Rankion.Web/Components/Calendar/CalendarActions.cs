using Rankion.Core;
using Rankion.Core.Calendar;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Language;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Calendar.CalendarWords;

namespace Rankion.Web.Components.Calendar;

/// <summary>What a person does with events: done, said, and taken back if they want. A refusal is shown and changes nothing.</summary>
public sealed class CalendarActions(Planner planner, CurrentActor current, Undo undo, Toasts toasts, CalendarState state)
{
    private static CancellationToken None => CancellationToken.None;

    /// <param name="corrects">It tells when something published has been published, and so may lie in the past.</param>
    public Task MoveAsync(EventMove move, bool corrects = false) => move switch
    {
        { ToTray: true, Event.Status: EventStatus.Published } => Refuse(Say["“{0}” is published already and keeps its date.", move.Event.Title]),
        { ToTray: true } => UnplanAsync(move.Event),
        { At: { } at } => PlanAsync(move.Event, at),
        _ => ShiftAsync([move.Event], move.Days, corrects),
    };

    /// <summary>Moves dated events by days, each at its time of day; never into the past.</summary>
    public async Task ShiftAsync(IReadOnlyList<EventLine> events, int days, bool corrects = false)
    {
        var dated = events.Where(e => e.ScheduledAt is not null).ToList();
        if (dated.Count == 0 || days == 0)
            return;
        if (!corrects && dated.FirstOrDefault(e => WallClock.Day(e.ScheduledAt!.Value, state.Zone).AddDays(days) < state.Today) is { } past)
        {
            await Refuse(Say["“{0}” would land in the past. It stays where it is.", past.Title]);
            return;
        }
        var ids = dated.ConvertAll(e => e.Id);
        IReadOnlyList<CalendarEvent> moved = [];
        if (!await TryAsync(async actor => moved = await planner.ShiftAsync(actor, ids, days, dated.ToDictionary(e => e.Id, e => e.Version), None)) || moved.Count == 0)
            return;
        var said = moved.Count == 1 ? Say["“{0}” moved to {1}", moved[0].Title, EventLook.Moment(moved[0].ScheduledAt!.Value, state.Zone)] : Say["{0:N0} events moved", moved.Count];
        await undo.OfferAsync(said, () => DoAsync(actor => planner.ShiftAsync(actor, ids, -days, null, None)));
    }

    /// <summary>Plans an event for an instant.</summary>
    private async Task PlanAsync(EventLine e, DateTime at)
    {
        var patch = new EventPatch { ScheduledAt = new(at), TimeZone = e.ScheduledAt is null ? state.Zone.Id : null, ExpectedVersion = e.Version };
        if (await TryAsync(actor => planner.ChangeAsync(actor, e.Id, patch, None)))
            await undo.OfferAsync(Say["“{0}” moved to {1}", e.Title, EventLook.Moment(at, state.Zone)], () => BackAsync(e));
    }

    /// <summary>Takes its date away; what was scheduled is a draft then.</summary>
    private async Task UnplanAsync(EventLine e)
    {
        var patch = new EventPatch { ScheduledAt = new(null), Status = e.Status == EventStatus.Scheduled ? EventStatus.Draft : null, ExpectedVersion = e.Version };
        if (await TryAsync(actor => planner.ChangeAsync(actor, e.Id, patch, None)))
            await undo.OfferAsync(Say["“{0}” has no date any more", e.Title], () => BackAsync(e));
    }

    public async Task DeleteAsync(IReadOnlyList<EventLine> events)
    {
        var ids = events.Select(e => e.Id).ToList();
        if (ids.Count == 0 || !await TryAsync(actor => planner.DeleteAsync(actor, ids, None)))
            return;
        await undo.OfferAsync(
            events.Count == 1 ? Say["“{0}” deleted", events[0].Title] : Say["{0:N0} events deleted", events.Count],
            () => DoAsync(actor => planner.RestoreAsync(actor, ids, None)));
    }

    public async Task SetStatusAsync(IReadOnlyList<EventLine> events, EventStatus status)
    {
        IReadOnlyList<CalendarEvent> changed = [];
        if (!await TryAsync(async actor => changed = await planner.SetStatusAsync(actor, [.. events.Select(e => e.Id)], status, None)) || changed.Count == 0)
            return;
        var before = events.Where(e => changed.Any(c => c.Id == e.Id)).GroupBy(e => e.Status).ToDictionary(g => g.Key, g => g.Select(e => e.Id).ToList());
        var said = changed.Count == 1 ? Say["“{0}” is now: {1}", changed[0].Title, EventLook.Word(status)] : Say["{0:N0} events are now: {1}", changed.Count, EventLook.Word(status)];
        await undo.OfferAsync(said, async () =>
        {
            foreach (var (was, ids) in before)
                await DoAsync(actor => planner.SetStatusAsync(actor, ids, was, None));
        });
    }

    /// <summary>Makes another one like it.</summary>
    /// <param name="at">Null: at the same time.</param>
    /// <returns>Its id; null where it was refused.</returns>
    public async Task<long?> DuplicateAsync(EventLine e, DateTime? at)
    {
        CalendarEvent? copy = null;
        if (!await TryAsync(async actor => copy = await planner.DuplicateAsync(actor, e.Id, at, None)) || copy is null)
            return null;
        await undo.OfferAsync(Say["“{0}” duplicated", e.Title], () => DoAsync(actor => planner.DeleteAsync(actor, [copy.Id], None)));
        return copy.Id;
    }

    /// <summary>Links an image to an event.</summary>
    public async Task GiveImageAsync(EventLine e, long imageId)
    {
        if (await TryAsync(actor => planner.ChangeAsync(actor, e.Id, new() { ImageId = new(imageId) }, None)))
            await undo.OfferAsync(Say["“{0}” has an image", e.Title], () => DoAsync(actor => planner.ChangeAsync(actor, e.Id, new() { ImageId = new(e.ImageId) }, None)));
    }

    private Task Refuse(string why)
    {
        toasts.Show(new(why, "error"));
        return Task.CompletedTask;
    }

    /// <summary>Its date and status as they were.</summary>
    private Task BackAsync(EventLine was) => DoAsync(actor => planner.ChangeAsync(actor, was.Id, new()
    {
        ScheduledAt = new(was.ScheduledAt),
        Status = was.Status,
        TimeZone = was.ScheduledAt is null ? null : was.TimeZone,
    }, None));

    private async Task DoAsync(Func<Actor, Task> act)
    {
        await act(await current.ActorAsync());
        await state.ReloadAsync();
    }

    private async Task<bool> TryAsync(Func<Actor, Task> act)
    {
        var refusal = await Refusals.OfAsync(async () => await act(await current.ActorAsync()));
        await state.ReloadAsync();
        if (refusal is not null)
            toasts.Show(new(refusal.Status == StatusCodes.Status412PreconditionFailed ? Say["Somebody else was quicker. It stands as they left it."] : Reasons.Of(refusal), "error"));
        return refusal is null;
    }
}
