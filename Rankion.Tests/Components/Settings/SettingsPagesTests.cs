using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Teams;
using Rankion.Tests.Support;
using Rankion.Web.Components.Settings;

namespace Rankion.Tests.Components.Settings;

/// <summary>The settings as a person uses them, over the real product.</summary>
public sealed class SettingsPagesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_token_is_shown_once_and_works()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.ShowAsync<TokensPage>();
        await page.Find("button:contains('New token')").ClickAsync();
        await page.Find("form").SubmitAsync();
        Assert.Equal("Name the token after what uses it.", page.Find(".validation-message").TextContent);

        await page.Find("#token-name").ChangeAsync("CMS import");
        await page.Find("form").SubmitAsync();

        var secret = page.Find("output").TextContent;
        var check = await desk.App.Get<ApiTokens>().AuthenticateAsync(secret, Ct);
        Assert.Equal(Scopes.Read | Scopes.Write, check.Actor!.Scopes);
        Assert.Contains("CMS import", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        await page.Find("button[aria-label=Dismiss]").ClickAsync();
        Assert.DoesNotContain(secret, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoking_asks_once_more()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.ShowAsync<TokensPage>();
        await page.Find("button[aria-label='Revoke test']").ClickAsync();
        await page.Find("button:contains('Keep')").ClickAsync();
        Assert.NotNull((await desk.App.Get<ApiTokens>().AuthenticateAsync(desk.Token, Ct)).Actor);

        await page.Find("button[aria-label='Revoke test']").ClickAsync();
        await page.Find("button.danger").ClickAsync();

        Assert.Empty(page.FindAll("tbody tr"));
        Assert.Equal(TokenFailure.Revoked, (await desk.App.Get<ApiTokens>().AuthenticateAsync(desk.Token, Ct)).Failure);
    }

    [Fact]
    public async Task A_viewer_is_offered_reading_only()
    {
        await using var desk = await Desk.OpenAsync(TeamRole.Viewer);
        var page = await desk.ShowAsync<TokensPage>();
        await page.Find("button:contains('New token')").ClickAsync();
        Assert.Equal(["read"], page.FindAll("fieldset .name").Select(n => n.TextContent));
    }

    [Fact]
    public async Task An_invitation_goes_by_mail_and_its_link_is_shown_once()
    {
        await using var desk = await Desk.OpenAsync(TeamRole.Admin);
        var page = await desk.ShowAsync<MembersPage>();
        Assert.DoesNotContain("Owner", page.FindAll("#invite-role option").Select(o => o.TextContent));
        await page.Find("#invite-email").ChangeAsync("anna@example.com");
        await page.Find("form").SubmitAsync();

        var link = page.Find("output").TextContent;
        var mail = await desk.Mail.NextAsync();
        Assert.Equal("anna@example.com", mail.To);
        Assert.Contains(link, mail.Text, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("tbody tr"), row => row.TextContent.Contains("anna@example.com", StringComparison.Ordinal));

        await page.Find("button[aria-label='Withdraw anna@example.com']").ClickAsync();
        await page.Find("button.danger").ClickAsync();
        Assert.DoesNotContain("anna@example.com", page.FindAll("tbody tr").Select(r => r.TextContent));
    }

    [Fact]
    public async Task The_last_owner_is_told_why_they_cannot_leave()
    {
        await using var desk = await Desk.OpenAsync(TeamRole.Owner);
        await desk.App.Get<TeamRoster>().RemoveAsync(desk.Team.Owner, desk.Team.Owner.UserId, Ct);
        var page = await desk.ShowAsync<MembersPage>();
        await page.Find("button[aria-label='Leave the team']").ClickAsync();
        await page.Find("button.danger").ClickAsync();
        Assert.Contains("A team needs an owner", page.Find(".note.bad").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_admins_manage_members()
    {
        await using var desk = await Desk.OpenAsync(TeamRole.Editor);
        var page = await desk.ShowAsync<MembersPage>();
        Assert.Empty(page.FindAll("form, select"));
        Assert.Equal(["Leave the team"], page.FindAll("tbody button").Select(b => b.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task A_new_role_counts_at_once()
    {
        await using var desk = await Desk.OpenAsync(TeamRole.Owner);
        var page = await desk.ShowAsync<MembersPage>();
        var other = desk.Team.Owner.UserId;
        var name = (await desk.App.Get<People>().FindAsync(other, Ct))!.DisplayName;
        await page.Find($"select[aria-label='Role of {name}']").ChangeAsync(nameof(TeamRole.Viewer));
        Assert.Equal(TeamRole.Viewer, (await desk.App.Get<TeamDirectory>().ActorAsync(other, desk.Team.Id, Ct))!.Role);
    }

    [Fact]
    public async Task A_name_is_changed_or_refused()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.ShowAsync<ProfilePage>();
        await page.Find("#display-name").ChangeAsync("");
        await page.Find("form").SubmitAsync();
        Assert.Equal("Enter your name.", page.Find(".validation-message").TextContent);
        await page.Find("#display-name").ChangeAsync("Mara Kern");
        await page.Find("form").SubmitAsync();
        Assert.Equal("Saved", page.Find("[role=status]").TextContent);
        Assert.Equal("Mara Kern", (await desk.App.Get<People>().FindAsync(desk.UserId, Ct))!.DisplayName);
    }

    [Fact]
    public async Task A_language_is_chosen_and_the_page_begins_anew()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.ShowAsync<ProfilePage>();
        await page.Find("#language").ChangeAsync("de");
        await page.Find("#zone").ChangeAsync("Europe/Berlin");
        await page.Find("input[type=checkbox]").ChangeAsync(false);
        Assert.Equal(new PersonPreferences("de", "Europe/Berlin", Shortcuts: false), await desk.App.Get<People>().PreferencesAsync(desk.UserId, Ct));
    }

    [Fact]
    public async Task The_sign_in_page_says_what_is_on()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.ShowAsync<SecurityPage>();
        Assert.Equal(["Off", "None"], page.FindAll(".badge").Select(b => b.TextContent));
    }

    /// <summary>An app, a team, and one signed-in person in it besides its owner.</summary>
    private sealed class Desk(RankionApp app, TestTeam team, TestMember member, CapturedMail mail) : IAsyncDisposable
    {
        private readonly BunitContext browser = new();
        private readonly AsyncServiceScope scope = app.Services.CreateAsyncScope();

        public RankionApp App => app;

        public TestTeam Team => team;

        public CapturedMail Mail => mail;

        public long UserId => member.Actor.UserId;

        public string Token => member.Token;

        public static async Task<Desk> OpenAsync(TeamRole role = TeamRole.Editor)
        {
            var mail = new CapturedMail();
            var app = await RankionApp.StartAsync(configure: setup => setup.Override(services => services.AddSingleton<IEmailSender>(mail)));
            var team = await app.CreateTeamAsync();
            return new Desk(app, team, await app.AddMemberAsync(team, role), mail);
        }

        public async Task<IRenderedComponent<T>> ShowAsync<T>()
            where T : IComponent
        {
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, UserId.ToString(CultureInfo.InvariantCulture))], "test");
            var authentication = (ServerAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
            authentication.SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(identity))));
            browser.JSInterop.Mode = JSRuntimeMode.Loose;
            browser.Services.AddFallbackServiceProvider(scope.ServiceProvider);
            var page = browser.Render<T>();
            await page.WaitForStateAsync(() => page.FindAll("table, form, .muted").Count > 0, TimeSpan.FromSeconds(30));
            return page;
        }

        public async ValueTask DisposeAsync()
        {
            await browser.DisposeAsync();
            await scope.DisposeAsync();
            await app.DisposeAsync();
        }
    }
}
