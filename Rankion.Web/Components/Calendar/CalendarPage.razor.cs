using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rankion.Core.Calendar;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Calendar.CalendarWords;

namespace Rankion.Web.Components.Calendar;

/// <summary>The editorial calendar. Its state is its address: view, day, filters, open event.</summary>
public sealed partial class CalendarPage(CalendarState state, CalendarActions actions, NavigationManager navigation, IJSRuntime js) : ComponentBase, IAsyncDisposable
{
    private readonly HashSet<long> chosen = [];
    private ElementReference root;
    private readonly Script<CalendarPage> script = new();
    private CalendarView view = new(CalendarMode.Month, DateOnly.MinValue, new());
    private IReadOnlyList<DateOnly> days = [];
    private DayOfWeek weekStart;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private EventDraft? draft;
    private EventLine? moving;
    private EventLine? making;
    private EventMove? asking;
    private DateOnly? more;
    private int cellHeight = CellStack.UsualHeight;
    private int news;
    private bool tray = true;
    private bool drawer;
    private bool drafting;
    private bool feeds;

    [SupplyParameterFromQuery]
    private string? View { get; set; }

    [SupplyParameterFromQuery]
    private string? Date { get; set; }

    [SupplyParameterFromQuery]
    private string? Project { get; set; }

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "without_image")]
    private string? WithoutImage { get; set; }

    /// <summary>The event in the panel.</summary>
    [SupplyParameterFromQuery]
    private long? Event { get; set; }

    [CascadingParameter]
    private Preferences? Preferences { get; set; }

    private bool CanWrite => state.Actor?.CanWrite == true;

    private List<EventLine> Chosen => [.. chosen.Select(state.Find).OfType<EventLine>()];

    /// <summary>A card was let go over a day, a slot of it, or the tray.</summary>
    /// <param name="day">Null: the tray.</param>
    /// <param name="minute">Of the day; null: it keeps its own time.</param>
    [JSInvokable]
    public async Task DropAsync(long id, string? day, int? minute)
    {
        if (!CanWrite || state.Find(id) is not { } e)
            return;
        if (day is null)
            await AskOrDoAsync(new(e) { ToTray = true });
        else if (CalendarView.DayOf(day) is { } to)
            await AskOrDoAsync(EventMove.Onto(e, to, minute is { } m ? TimeOnly.MinValue.AddMinutes(m) : null, zone));
        StateHasChanged();
    }

    /// <summary>A key was pressed on a card.</summary>
    [JSInvokable]
    public async Task KeyAsync(long id, string what)
    {
        if (state.Find(id) is not { } e)
            return;
        if (what == "choose")
            Toggle(id);
        else if (!CanWrite)
            return;
        else if (what == "move")
            moving = e;
        else if (what == "delete")
            await DeleteAsync([e]);
        else if (int.TryParse(what, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var by) && e.ScheduledAt is { } at)
        {
            await AskOrDoAsync(new(e) { Days = by });
            var day = WallClock.Day(at, zone).AddDays(by);
            if (asking is null && !days.Contains(day) && state.Find(id) is null)
                Go(view with { Date = day });
        }
        StateHasChanged();
    }

    /// <summary>An empty place was clicked, or N pressed on a day.</summary>
    [JSInvokable]
    public async Task NewAsync(string day, int? minute)
    {
        if (CalendarView.DayOf(day) is { } on)
            await BeginAsync(on, minute is { } m ? TimeOnly.MinValue.AddMinutes(m) : null);
        StateHasChanged();
    }

    /// <summary>How high a cell of the month is.</summary>
    [JSInvokable]
    public void Measure(int height)
    {
        if (Math.Abs(height - cellHeight) < 2)
            return;
        cellHeight = height;
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        state.StopListening();
        await script.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        zone = Preferences.Zone(Preferences?.TimeZone);
        weekStart = CultureInfo.CurrentCulture.DateTimeFormat.FirstDayOfWeek;
        tray = Preferences?.Tray != false;
    }

    protected override async Task OnParametersSetAsync()
    {
        var filter = CalendarFilter.Parse($"project={Project}&kind={Kind}&status={Status}&without_image={WithoutImage}");
        var today = WallClock.Day(state.Now, zone);
        // an event's own address names no day
        if (Date is null && Event is { } id && await state.DayOfAsync(id, zone) is { } its)
            today = its;
        view = CalendarView.Read(View, Date, filter, CalendarView.ModeOf(Preferences?.Calendar) ?? CalendarMode.Month, today);
        days = view.Days(weekStart);
        if (Event is not null)
            drafting = false;
        if (state.View != view)
            await state.ShowAsync(view, zone, weekStart);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        state.Listen(() => InvokeAsync(ReloadAsync));
        await ReloadAsync();
        await script.AttachAsync(js, this, "./Components/Calendar/CalendarPage.razor.js", root);
    }

    private static string KeyOf(CalendarMode mode) => mode switch { CalendarMode.Month => "M", CalendarMode.Week => "W", CalendarMode.Day => "D", _ => "L" };

    private static string NameOf(CalendarMode mode) => mode switch
    {
        CalendarMode.Month => Say["Month"],
        CalendarMode.Week => Say["Week"],
        CalendarMode.Day => Say["Day"],
        _ => Say["List"],
    };

    private void Go(CalendarView to) => navigation.NavigateTo(Urls.Calendar(to));

    private void Close() => Go(view);

    private void Toggle(long id)
    {
        if (!chosen.Remove(id))
            chosen.Add(id);
    }

    private async Task ReloadAsync()
    {
        await state.ReloadAsync();
        chosen.RemoveWhere(id => state.Find(id) is null);
        news++;
        StateHasChanged();
    }

    /// <summary>Beside the calendar where there is room, else over it.</summary>
    private async Task ShowTrayAsync(bool shown)
    {
        tray = drawer = shown;
        await js.InvokeVoidAsync("rankion.keep", "rk_tray", tray ? "on" : "off");
    }

    private Task BeginAsync(DateOnly? day, TimeOnly? clock, bool idea = false)
    {
        if (!CanWrite)
            return Task.CompletedTask;
        draft = draft is { IsEmpty: false } ? draft : new();
        draft.Day = idea ? null : day ?? (days.Contains(state.Today) ? state.Today : view.Date);
        draft.Clock = clock ?? draft.Clock;
        drafting = true;
        return Task.CompletedTask;
    }

    private async Task CreatedAsync(CalendarEvent made)
    {
        (draft, drafting) = (null, false);
        await state.ReloadAsync();
        navigation.NavigateTo(Urls.Calendar(view, made.Id));
    }

    private void Make(EventLine e) => making = e;

    private async Task MadeAsync(long imageId)
    {
        if (making is not null)
            await actions.GiveImageAsync(making, imageId);
        making = null;
        await ReloadAsync();
    }

    private async Task DuplicateAsync(EventLine e)
    {
        if (await actions.DuplicateAsync(e, null) is { } copy)
            navigation.NavigateTo(Urls.Calendar(view, copy));
    }

    private async Task DeleteAsync(IReadOnlyList<EventLine> events)
    {
        await actions.DeleteAsync(events);
        chosen.ExceptWith(events.Select(e => e.Id));
        if (Event is { } open && events.Any(e => e.Id == open))
            Close();
    }

    private async Task ShiftAsync(int by)
    {
        await actions.ShiftAsync(Chosen, by);
        news++;
    }

    private async Task StatusAsync(EventStatus status)
    {
        await actions.SetStatusAsync(Chosen, status);
        news++;
    }

    /// <param name="at">Null: without a date.</param>
    private async Task MoveToAsync(DateTime? at)
    {
        if (moving is not { } e)
            return;
        moving = null;
        await AskOrDoAsync(at is { } instant ? new(e) { At = instant } : new(e) { ToTray = true });
    }

    /// <summary>What is published is moved only after a question.</summary>
    private async Task AskOrDoAsync(EventMove move)
    {
        if (move.IsNothing)
            return;
        if (move.Event.Status == EventStatus.Published && !move.ToTray)
        {
            asking = move;
            return;
        }
        await actions.MoveAsync(move);
        news++;
    }

    private async Task SettleAsync(bool copies)
    {
        if (asking is not { } move)
            return;
        asking = null;
        if (copies)
            await actions.DuplicateAsync(move.Event, move.Target);
        else
            await actions.MoveAsync(move, corrects: true);
        news++;
    }
}
