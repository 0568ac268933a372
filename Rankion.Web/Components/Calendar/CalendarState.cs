using System.Collections.Frozen;
using Rankion.Core;
using Rankion.Core.Calendar;
using Rankion.Core.Live;
using Rankion.Core.Projects;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Calendar;

/// <summary>What a calendar shows: the events of its days, the ideas beside it, the pictures on the cards.</summary>
public sealed class CalendarState(Agenda agenda, ProjectList projects, CardPictures pictures, CurrentActor current, ChangeFeed feed, TimeProvider time) : IDisposable
{
    private static readonly IReadOnlyList<EventLine> Nothing = [];

    private FrozenDictionary<DateOnly, IReadOnlyList<EventLine>> days = FrozenDictionary<DateOnly, IReadOnlyList<EventLine>>.Empty;
    private IDisposable? following;
    private int asked;

    public CalendarView? View { get; private set; }

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public DayOfWeek WeekStart { get; private set; }

    public Actor? Actor { get; private set; }

    public IReadOnlyList<Project> Projects { get; private set; } = [];

    /// <summary>Of the days that are shown, soonest first.</summary>
    public IReadOnlyList<EventLine> Events { get; private set; } = [];

    /// <summary>What has no date.</summary>
    public IReadOnlyList<EventLine> Ideas { get; private set; } = [];

    public DateOnly Today => WallClock.Day(time.GetUtcNow().UtcDateTime, Zone);

    public DateTime Now => time.UtcNow();

    /// <summary>Projects that something new can be planned for.</summary>
    public IEnumerable<Project> OpenProjects => Projects.Where(p => !p.IsArchived);

    public IReadOnlyList<EventLine> On(DateOnly day) => days.GetValueOrDefault(day, Nothing);

    public EventLine? Find(long id) => Events.FirstOrDefault(e => e.Id == id) ?? Ideas.FirstOrDefault(e => e.Id == id);

    public CardPicture? PictureOf(EventLine e) => e.ImageId is { } id ? pictures.Find(id) : null;

    public Project? ProjectOf(long id) => Projects.FirstOrDefault(p => p.Id == id);

    /// <summary>Reads what the view shows; a view that was left meanwhile is not waited for.</summary>
    public async Task ShowAsync(CalendarView view, TimeZoneInfo zone, DayOfWeek weekStart)
    {
        var turn = ++asked;
        if (await current.FindAsync() is not { } actor)
            return;
        var span = view.Days(weekStart);
        var team = Actor is null ? await projects.ListAsync(actor, CancellationToken.None) : Projects;
        var (from, before) = (WallClock.Start(span[0], zone), WallClock.Start(span[^1].AddDays(1), zone));
        var events = await agenda.BetweenAsync(actor, view.Filter, from, before, CancellationToken.None);
        var ideas = await agenda.IdeasAsync(actor, view.Filter, CancellationToken.None);
        await pictures.LoadAsync(actor, events.Take(CardPictures.Max).Concat(ideas).Select(e => e.ImageId).OfType<long>());
        if (turn != asked)
            return;
        (View, Zone, WeekStart, Actor, Projects, Events, Ideas) = (view, zone, weekStart, actor, team, events, ideas);
        days = events.GroupBy(e => WallClock.Day(e.ScheduledAt!.Value, zone)).ToFrozenDictionary(g => g.Key, g => (IReadOnlyList<EventLine>)[.. g]);
    }

    /// <summary>The day an event is planned for; null without one.</summary>
    public async Task<DateOnly?> DayOfAsync(long id, TimeZoneInfo zone) =>
        await current.FindAsync() is { } actor && (await agenda.FindAsync(actor, id, CancellationToken.None))?.ScheduledAt is { } at ? WallClock.Day(at, zone) : null;

    /// <summary>Sees to it that the picture of an image is known.</summary>
    public async Task PictureAsync(long imageId) => await pictures.LoadAsync(await current.ActorAsync(), [imageId]);

    public Task ReloadAsync() => View is null ? Task.CompletedTask : ShowAsync(View, Zone, WeekStart);

    /// <summary>From now on calls back, on a pool thread, when somebody has changed the calendar, or a picture is ready.</summary>
    public void Listen(Func<Task> onNews)
    {
        if (Actor is not null)
            following ??= feed.Follow(
                Actor.TeamId, change => change is CalendarChanged or EventsDue || (change is ImageChanged image && pictures.Forget(image.ImageId)), onNews, time);
    }

    public void StopListening()
    {
        following?.Dispose();
        following = null;
    }

    public void Dispose() => StopListening();
}
