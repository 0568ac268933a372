using Microsoft.Playwright;
using Rankion.Core;
using Rankion.Core.Calendar;
using Rankion.Core.Data;
using Rankion.Core.Projects;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

public sealed class CalendarTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_keeps_its_time_of_day_when_it_is_dragged_and_moved_by_keys_across_the_change_of_clocks()
    {
        // Berlin's summer time begins on 28 March 2027 and ends on 31 October
        var team = await CreateTeamAsync();
        var plan = await PlanAsync(team.Owner, "Launch", new(2027, 3, 25, 8, 0, 0, DateTimeKind.Utc));
        var calendar = await OpenAsync(team, "/calendar?view=month&date=2027-03-25");
        await Expect(calendar.Card("Launch")).ToContainTextAsync("09:00");

        await calendar.DragAsync(calendar.Card("Launch"), calendar.Day("2027-03-30"));
        await Expect(calendar.CardOn("2027-03-30", "Launch")).ToContainTextAsync("09:00");
        Assert.Equal(new DateTime(2027, 3, 30, 7, 0, 0, DateTimeKind.Utc), await WhenAsync(team.Owner, plan.Id));

        await calendar.CardOn("2027-03-30", "Launch").FocusAsync();
        await calendar.Page.Keyboard.PressAsync("Control+Shift+ArrowUp");
        await Expect(calendar.CardOn("2027-03-23", "Launch")).ToBeFocusedAsync();
        await Expect(calendar.CardOn("2027-03-23", "Launch")).ToContainTextAsync("09:00");
        await calendar.Page.Keyboard.PressAsync("Control+Shift+ArrowRight");
        await Expect(calendar.CardOn("2027-03-24", "Launch")).ToBeFocusedAsync();
        Assert.Equal(new DateTime(2027, 3, 24, 8, 0, 0, DateTimeKind.Utc), await WhenAsync(team.Owner, plan.Id));
        await calendar.Page.UndoAsync("Wed 24 Mar");
        await Expect(calendar.CardOn("2027-03-23", "Launch")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_card_is_dropped_on_a_quarter_of_an_hour_but_never_onto_the_past()
    {
        var team = await CreateTeamAsync();
        var tomorrow = DateOnly.FromDateTime(App.Get<TimeProvider>().GetUtcNow().UtcDateTime).AddDays(1);
        var plan = await PlanAsync(team.Owner, "Launch", tomorrow.ToDateTime(new(9, 0), DateTimeKind.Utc));
        var calendar = await OpenAsync(team, $"/calendar?view=week&date={tomorrow:yyyy-MM-dd}");
        var before = await WhenAsync(team.Owner, plan.Id);
        // an hour is 48 pixels high
        await calendar.DragByAsync(calendar.Card("Launch"), 0, 60);
        await Expect(calendar.Page.GetByText("moved to")).ToBeVisibleAsync();
        Assert.Equal(before!.Value.AddMinutes(75), await WhenAsync(team.Owner, plan.Id));

        await calendar.GoAsync($"/calendar?view=month&date={tomorrow:yyyy-MM-dd}");
        await calendar.DragAsync(calendar.Card("Launch"), calendar.Page.Locator("[data-cell][data-past]").First);
        await calendar.Card("Launch").FocusAsync();
        await calendar.Page.Keyboard.PressAsync("Control+Shift+ArrowUp");
        await Expect(calendar.Page.GetByText("would land in the past")).ToBeVisibleAsync();
        Assert.Equal(before.Value.AddMinutes(75), await WhenAsync(team.Owner, plan.Id));
    }

    [Fact]
    public async Task An_idea_is_planned_from_the_tray_put_back_and_given_a_date_without_dragging()
    {
        var team = await CreateTeamAsync();
        await PlanAsync(team.Owner, "Window sills", null);
        var calendar = await OpenAsync(team, "/calendar?view=month&date=2035-05-01", o => o.ViewportSize = new() { Width = 1440, Height = 900 });
        await calendar.DragAsync(calendar.Tray.GetByRole(AriaRole.Link, new() { Name = "Window sills" }), calendar.Day("2035-05-15"));
        await Expect(calendar.CardOn("2035-05-15", "Window sills")).ToBeVisibleAsync();
        await calendar.DragAsync(calendar.Card("Window sills"), calendar.Tray);
        await Expect(calendar.Tray.GetByRole(AriaRole.Link, new() { Name = "Window sills" })).ToBeVisibleAsync();

        await calendar.Tray.GetByRole(AriaRole.Link, new() { Name = "Window sills" }).FocusAsync();
        await calendar.Page.Keyboard.PressAsync("m");
        await calendar.Page.GetByLabel("Date", new() { Exact = true }).FillAsync("2035-05-16");
        await calendar.Page.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await Expect(calendar.CardOn("2035-05-16", "Window sills")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_published_asks_first_and_is_planned_again_as_a_copy()
    {
        var team = await CreateTeamAsync();
        await PlanAsync(team.Owner, "Letter 24", new(2035, 5, 8, 7, 0, 0, DateTimeKind.Utc), EventStatus.Published);
        var calendar = await OpenAsync(team, "/calendar?view=month&date=2035-05-01");
        await calendar.DragAsync(calendar.Card("Letter 24"), calendar.Day("2035-05-15"));
        await calendar.Page.GetByRole(AriaRole.Button, new() { Name = "Reschedule as copy" }).ClickAsync();
        await Expect(calendar.CardOn("2035-05-15", "Letter 24")).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("Draft"));
        await Expect(calendar.CardOn("2035-05-08", "Letter 24")).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("Published"));
    }

    [Fact]
    public async Task Two_who_work_on_one_card_see_each_other_and_nobody_overwrites_unseen()
    {
        var team = await CreateTeamAsync();
        var plan = await PlanAsync(team.Owner, "Launch", new(2035, 5, 8, 7, 0, 0, DateTimeKind.Utc));
        var mine = await OpenAsync(team, "/calendar?view=month&date=2035-05-01");
        var theirs = await OpenAsync(team, "/calendar?view=month&date=2035-05-01");
        await mine.DragAsync(mine.Card("Launch"), mine.Day("2035-05-15"));
        await Expect(theirs.CardOn("2035-05-15", "Launch")).ToBeVisibleAsync();
        await theirs.DragAsync(theirs.Card("Launch"), theirs.Day("2035-05-16"));
        await Expect(mine.CardOn("2035-05-16", "Launch")).ToBeVisibleAsync();
        Assert.Equal(new DateTime(2035, 5, 16, 7, 0, 0, DateTimeKind.Utc), await WhenAsync(team.Owner, plan.Id));
    }

    [Fact]
    public async Task Five_thousand_events_in_a_month_stay_fluid()
    {
        var team = await CreateTeamAsync();
        var first = await PlanAsync(team.Owner, "Post 0", new(2035, 5, 1, 6, 0, 0, DateTimeKind.Utc));
        await App.Get<Database>().WriteAsync(write =>
        {
            for (var i = 1; i < 5000; i++)
            {
                var at = new DateTime(2035, 5, 1, 6, 0, 0, DateTimeKind.Utc).AddMinutes(i * 8);
                var more = new CalendarEvent { TeamId = team.Id, ProjectId = first.ProjectId, Title = $"Post {i}", Status = EventStatus.Scheduled, CreatedAt = at, UpdatedAt = at, StatusAt = at, Version = 1 };
                more.Plan(at, "Europe/Berlin");
                write.Db.Add(more);
            }
            return Task.CompletedTask;
        }, Ct);
        var calendar = await OpenAsync(team, "/calendar?view=month&date=2035-05-01");
        await Expect(calendar.Day("2035-05-15").GetByRole(AriaRole.Button, new() { Name = "more" })).ToHaveTextAsync("+178 more");
        Assert.InRange(await calendar.Page.Locator("[data-event]").CountAsync(), 30, 200);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        await calendar.Page.GetByRole(AriaRole.Link, new() { Name = "Later" }).ClickAsync();
        await Expect(calendar.Page.GetByRole(AriaRole.Heading, new() { Name = "June 2035" })).ToBeVisibleAsync();
        await calendar.Page.GetByRole(AriaRole.Link, new() { Name = "Earlier" }).ClickAsync();
        await Expect(calendar.Day("2035-05-15").GetByRole(AriaRole.Button, new() { Name = "more" })).ToBeVisibleAsync();
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        await calendar.DragAsync(calendar.CardOn("2035-05-02", "Post"), calendar.Day("2035-05-20"));
        await Expect(calendar.Page.GetByText("moved to")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440, 900)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    public async Task Every_view_and_panel_of_the_calendar_is_accessible(ColorScheme theme, int width, int height)
    {
        var team = await CreateTeamAsync();
        foreach (var (status, day) in Enum.GetValues<EventStatus>().Select((s, i) => (s, 8 + i)))
            await PlanAsync(team.Owner, status.ToString(), new(2035, 5, day, 7, 0, 0, DateTimeKind.Utc), status);
        await PlanAsync(team.Owner, "Window sills", null);
        var calendar = await OpenAsync(team, "/calendar?view=month&date=2035-05-01", o => (o.ColorScheme, o.ViewportSize) = (theme, new() { Width = width, Height = height }));
        await calendar.Page.ShouldBeAccessibleAsync();
        foreach (var view in new[] { "week", "day", "list" })
        {
            await calendar.GoAsync($"/calendar?view={view}&date=2035-05-10");
            await calendar.Page.ShouldBeAccessibleAsync();
        }
        await calendar.Card("Scheduled").ClickAsync();
        await Expect(calendar.Page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Scheduled");
        await calendar.Page.ShouldBeAccessibleAsync();
        await calendar.Page.GetByRole(AriaRole.Button, new() { Name = "Move to…" }).ClickAsync();
        await Expect(calendar.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await calendar.Page.ShouldBeAccessibleAsync();
    }

    private async Task<CalendarEvent> PlanAsync(Actor actor, string title, DateTime? at, EventStatus? status = null)
    {
        var projects = await App.Get<ProjectList>().ListAsync(actor, Ct);
        var project = projects.Count > 0 ? projects[0] : await App.Get<ProjectDesk>().CreateAsync(actor, new() { Name = "Spring" }, Ct);
        return (await App.Get<Planner>().CreateAsync(actor, project.Id, new() { Title = title, ScheduledAt = new(at), TimeZone = "Europe/Berlin", Status = status }, Ct))!;
    }

    private async Task<DateTime?> WhenAsync(Actor actor, long id) => (await App.Get<Agenda>().FindAsync(actor, id, Ct))!.ScheduledAt;

    private async Task<CalendarPage> OpenAsync(TestTeam team, string address, Action<BrowserNewContextOptions>? configure = null)
    {
        var page = await SignInAsync(team.OwnerMember, options =>
        {
            options.TimezoneId = "Europe/Berlin";
            configure?.Invoke(options);
        });
        var calendar = new CalendarPage(page);
        await calendar.GoAsync(address);
        return calendar;
    }
}
