using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rankion.Core;
using Rankion.Core.Articles;
using Rankion.Core.Calendar;
using Rankion.Web.Components.Language;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Calendar.CalendarWords;

namespace Rankion.Web.Components.Calendar;

/// <summary>One event beside the calendar.</summary>
public sealed partial class EventPanel
{
    private static readonly int[] Durations = [15, 30, 45, 60, 120, 180, 240, 480];

    private CalendarEvent? shown;
    private IReadOnlyList<ArticleLine> articles = [];
    private string? fault;
    private string? saved;
    private string? titleTyped;
    private bool gone;
    private int version;

    [Parameter, EditorRequired]
    public required long Id { get; set; }

    [Parameter, EditorRequired]
    public required CalendarState State { get; set; }

    /// <summary>Counts the news of the calendar: another number, and it reads anew.</summary>
    [Parameter]
    public int News { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter]
    public EventCallback<EventLine> OnMove { get; set; }

    [Parameter]
    public EventCallback<EventLine> OnDuplicate { get; set; }

    [Parameter]
    public EventCallback<EventLine> OnDelete { get; set; }

    [Parameter]
    public EventCallback<EventLine> OnMake { get; set; }

    private bool CanWrite => State.Actor?.CanWrite == true;

    private EventLine Line => new(
        shown!.Id, shown.ProjectId, shown.Title, shown.Kind, shown.Status, shown.ScheduledAt, shown.TimeZone, shown.DurationMinutes, shown.ArticleId, shown.ImageId, shown.DueAt, shown.Version);

    private CardPicture? Picture => State.PictureOf(Line);

    private string? Day => shown!.ScheduledAt is { } at ? WallClock.Local(at, State.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private string? Clock => shown!.ScheduledAt is { } at ? WallClock.Local(at, State.Zone).ToString("HH:mm", CultureInfo.InvariantCulture) : null;

    private string Zones => shown!.ScheduledAt is not { } at ? Say["Without a date it waits among the ideas."]
        : shown.TimeZone == State.Zone.Id ? Say["Times in {0}", EventLook.Zone(State.Zone, at)]
        : Say["Times in {0}. It keeps its time of day in {1}.", EventLook.Zone(State.Zone, at), EventLook.Zone(WallClock.Zone(shown.TimeZone), at)];

    protected override async Task OnParametersSetAsync()
    {
        if (shown?.Id == Id && version == News)
            return;
        var isOther = shown?.Id != Id;
        version = News;
        if (isOther)
            (fault, saved, titleTyped) = (null, null, null);
        await LoadAsync(isOther);
    }

    private static T? Parse<T>(ChangeEventArgs change)
        where T : struct, Enum => Enum.TryParse<T>(change.Value?.ToString(), out var value) ? value : null;

    private static int? Number(ChangeEventArgs change) => int.TryParse(change.Value?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private async Task LoadAsync(bool withArticles)
    {
        var actor = await Current.ActorAsync();
        var found = await Agenda.FindAsync(actor, Id, default);
        gone = found is null;
        if (found is null)
            return;
        var moved = shown?.ProjectId != found.ProjectId;
        shown = found;
        if (found.ImageId is not null)
            await State.PictureAsync(found.ImageId.Value);
        if (!withArticles && !moved)
            return;
        var lines = await Articles.LinesAsync(actor, new(found.ProjectId), new(PerPage: PageRequest.MaxPerPage), default);
        articles = found.ArticleId is { } linked && lines.Items.All(a => a.Id != linked)
            ? [.. await Articles.LinesAsync(actor, [linked], default), .. lines.Items] : lines.Items;
    }

    private async Task TitleAsync(string? title)
    {
        titleTyped = title;
        if (await SaveAsync(new() { Title = title ?? "" }))
            titleTyped = null;
    }

    private async Task WhenAsync(string? day, string? clock)
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            await SaveAsync(new() { ScheduledAt = new(null), Status = shown!.Status == EventStatus.Scheduled ? EventStatus.Draft : null });
            return;
        }
        var time = TimeOnly.TryParseExact(clock, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var of) ? of : EventDraft.Morning;
        await SaveAsync(new() { ScheduledAt = new(WallClock.Instant(date.ToDateTime(time), State.Zone)), TimeZone = shown!.ScheduledAt is null ? State.Zone.Id : null });
    }

    /// <summary>Only what was changed is sent, so that two who work on different fields of one event do not meet.</summary>
    private async Task<bool> SaveAsync(EventPatch patch)
    {
        CalendarEvent? changed = null;
        var refusal = await Refusals.OfAsync(async () => changed = await Planner.ChangeAsync(await Current.ActorAsync(), Id, patch, default));
        fault = refusal is null ? null : Reasons.Of(refusal);
        saved = refusal is null ? Say["Saved"] : null;
        if (changed is not null)
        {
            await OnChanged.InvokeAsync();
            await LoadAsync(false);
        }
        return refusal is null;
    }
}
