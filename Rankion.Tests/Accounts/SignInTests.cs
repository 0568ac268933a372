using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Accounts;
using Rankion.Core.Data;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Accounts;

/// <summary>The way in, as a browser without JavaScript walks it.</summary>
public sealed class SignInTests
{
    private const string Email = "mara@example.com";
    private const string Password = "a long pass phrase";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_page_asks_who_is_there_and_leads_back(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        using var asked = await house.Visitor.GetAsync("/account/passkeys?x=1");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var signIn = asked.Headers.Location!.PathAndQuery;
        Assert.Equal("/sign-in?return=%2Faccount%2Fpasskeys%3Fx%3D1", signIn);

        var answer = await house.Visitor.SubmitAsync(signIn, ("Input.Email", $" {Email.ToUpperInvariant()} "), ("Input.Password", Password));

        Assert.Equal((HttpStatusCode.Redirect, "/account/passkeys?x=1"), (answer.Status, answer.Location));
        using var inside = await house.Visitor.GetAsync(answer.Location!);
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Nobody_is_led_to_another_site(string path)
    {
        await using var house = await House.OpenAsync();
        var answer = await house.Visitor.SubmitAsync($"/sign-in?return={Uri.EscapeDataString(path)}", ("Input.Email", Email), ("Input.Password", Password));
        Assert.Equal("/", answer.Location);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_told_alike_and_the_address_stays()
    {
        await using var house = await House.OpenAsync();
        foreach (var email in new[] { Email, "nobody@example.com" })
        {
            var answer = await house.SignInAsync(email, "not the password");
            Assert.Equal("E-mail or password is wrong.", answer.Complaint);
            Assert.Equal(email, answer.Page.GetElementById("email")!.GetAttribute("value"));
            Assert.Equal("", answer.Page.GetElementById("password")!.GetAttribute("value"));
        }
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account()
    {
        await using var house = await House.OpenAsync();
        for (var i = 0; i < 4; i++)
            Assert.Contains("wrong", (await house.SignInAsync(Email, "not the password")).Complaint, StringComparison.Ordinal);
        Assert.Contains("15 minutes", (await house.SignInAsync(Email, "not the password")).Complaint, StringComparison.Ordinal);
        Assert.Contains("15 minutes", (await house.SignInAsync(Email, Password)).Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_tries_by_the_hundred_is_slowed_down()
    {
        await using var house = await House.OpenAsync(setup: setup => setup.Settings["Rankion:RateLimits:PublicPerMinute"] = "3");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            using var body = new FormUrlEncodedContent([]);
            using var answer = await house.Client.PostAsync("/sign-in", body, Ct);
            statuses.Add(answer.StatusCode);
        }
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        using var page = await house.Visitor.GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/account/sign-out")]
    [InlineData("/account/team")]
    [InlineData("/account/passkeys/request-options")]
    public async Task A_post_from_elsewhere_is_refused(string path)
    {
        await using var house = await House.OpenAsync();
        await house.SignInAsync(Email, Password);
        using var body = new FormUrlEncodedContent([new("_handler", "sign-in"), new("team", "1")]);
        using var answer = await house.Client.PostAsync(path, body, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var house = await House.OpenAsync();
        await house.SignInAsync(Email, Password);
        using (var inside = await house.Visitor.GetAsync("/account/passkeys"))
            Assert.Equal(HttpStatusCode.OK, inside.StatusCode);

        var answer = await house.Visitor.SubmitAsync("/account/denied");

        Assert.Equal("/sign-in", answer.Location);
        using var outside = await house.Visitor.GetAsync("/account/passkeys");
        Assert.Equal(HttpStatusCode.Redirect, outside.StatusCode);
    }

    [Fact]
    public async Task Who_is_in_no_team_gets_no_further()
    {
        await using var house = await House.OpenAsync();
        await house.SignInAsync(Email, Password);
        await house.App.Get<TeamRoster>().RemoveAsync(house.Team.Owner, house.UserId, Ct);
        using var answer = await house.Visitor.GetAsync("/account/passkeys");
        Assert.Equal("/account/denied", answer.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task A_person_switches_only_between_their_own_teams()
    {
        await using var house = await House.OpenAsync();
        var mine = await house.App.Get<TeamDirectory>().FoundAsync("Second", null, house.UserId, Ct);
        var theirs = await house.App.CreateTeamAsync();
        await house.SignInAsync(Email, Password);

        Assert.Equal(HttpStatusCode.NotFound, await house.SwitchAsync(theirs.Id));
        Assert.Equal(house.Team.Id, (await house.App.Get<TeamDirectory>().CurrentAsync(house.UserId, Ct))!.TeamId);
        Assert.Equal(HttpStatusCode.Redirect, await house.SwitchAsync(mine.Id));
        Assert.Equal(mine.Id, (await house.App.Get<TeamDirectory>().CurrentAsync(house.UserId, Ct))!.TeamId);
    }

    [Fact]
    public async Task With_a_second_factor_the_password_is_half_the_way()
    {
        await using var house = await House.OpenAsync();
        await house.SignInAsync(Email, Password);
        var key = (await house.Visitor.OpenAsync("/account/two-factor")).GetElementById("key")!.TextContent.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        Assert.Contains("wrong", (await house.Visitor.SubmitAsync("/account/two-factor", ("Enable.Code", "000000"))).Complaint, StringComparison.Ordinal);
        var codes = (await house.Visitor.SubmitAsync("/account/two-factor", ("Enable.Code", Totp.Code(key)))).Page.QuerySelectorAll(".codes li").Select(c => c.TextContent).ToList();
        Assert.Equal(10, codes.Distinct().Count());

        var second = house.NewVisitor();
        var half = await second.SubmitAsync("/sign-in?return=/account/passkeys", ("Input.Email", Email), ("Input.Password", Password));
        Assert.StartsWith("/account/second-factor", half.Location, StringComparison.Ordinal);
        using (var not = await second.GetAsync("/account/passkeys"))
            Assert.Equal(HttpStatusCode.Redirect, not.StatusCode);
        Assert.Contains("wrong", (await second.SubmitAsync(half.Location!, ("Input.Code", "000000"))).Complaint, StringComparison.Ordinal);
        Assert.Equal("/account/passkeys", (await second.SubmitAsync(half.Location!, ("Input.Code", Totp.Code(key)))).Location);

        Assert.Equal("/", await RecoverAsync(codes[0]));
        Assert.Null(await RecoverAsync(codes[0]));

        async Task<string?> RecoverAsync(string code)
        {
            var visitor = house.NewVisitor();
            var path = (await visitor.SubmitAsync("/sign-in", ("Input.Email", Email), ("Input.Password", Password))).Location;
            return (await visitor.SubmitAsync($"{path}&with=recovery-code", ("Input.Code", code))).Location;
        }
    }

    [Fact]
    public async Task A_changed_password_needs_the_old_one()
    {
        await using var house = await House.OpenAsync();
        await house.SignInAsync(Email, Password);
        Assert.Contains("not your current password", (await ChangeAsync("nonsense", "another pass phrase")).Complaint, StringComparison.Ordinal);
        Assert.Contains("too easy to guess", (await ChangeAsync(Password, "password")).Complaint, StringComparison.Ordinal);
        Assert.Equal("/settings/security", (await ChangeAsync(Password, "another pass phrase")).Location);
        Assert.NotNull((await house.SignInAsync(Email, "another pass phrase", house.NewVisitor())).Location);

        Task<Answer> ChangeAsync(string current, string next) => house.Visitor.SubmitAsync("/account/password", ("Input.Current", current), ("Input.Password", next));
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_link_that_works_once()
    {
        await using var house = await House.OpenAsync();
        var known = await house.Visitor.SubmitAsync("/account/forgot-password", ("Input.Email", Email));
        var mail = await house.Mail.NextAsync();
        Assert.Equal(Email, mail.To);
        var link = new Uri(mail.Text.Split('\n').First(l => l.StartsWith("http", StringComparison.Ordinal)).Trim()).PathAndQuery;

        Assert.Contains("8 characters", (await house.Visitor.SubmitAsync(link, ("Input.Password", "short"))).Complaint, StringComparison.Ordinal);
        Assert.Equal("/sign-in?done=password", (await house.Visitor.SubmitAsync(link, ("Input.Password", "another pass phrase"))).Location);
        Assert.Contains("too old", (await house.Visitor.SubmitAsync(link, ("Input.Password", "a third pass phrase"))).Complaint, StringComparison.Ordinal);
        Assert.NotNull((await house.SignInAsync(Email, "another pass phrase")).Location);

        var unknown = await house.Visitor.SubmitAsync("/account/forgot-password", ("Input.Email", "nobody@example.com"));
        Assert.Equal(known.Page.QuerySelector("[role=status]")!.TextContent, unknown.Page.QuerySelector("[role=status]")!.TextContent.Replace("nobody@example.com", Email, StringComparison.Ordinal));
        Assert.True(house.Mail.IsEmpty);
    }

    /// <summary>An app with one editor who has a password.</summary>
    private sealed record House(RankionApp App, TestTeam Team, long UserId, CapturedMail Mail, HttpClient Client) : IAsyncDisposable
    {
        public Visitor Visitor { get; } = new(Client);

        public static async Task<House> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, Action<TestSetup>? setup = null)
        {
            var mail = new CapturedMail();
            var app = await RankionApp.StartAsync(provider, s =>
            {
                s.Override(services => services.AddSingleton<IEmailSender>(mail));
                setup?.Invoke(s);
            });
            var team = await app.CreateTeamAsync();
            await app.Get<Enrolment>().EnrolAsync((await app.Get<TeamDirectory>().FindAsync(team.Slug, Ct))!, Email, Password, TeamRole.Editor, Ct);
            var user = await app.Get<People>().FindByEmailAsync(Email, Ct);
            return new House(app, team, user!.Id, mail, app.Client());
        }

        public Visitor NewVisitor() => new(App.Client());

        public Task<Answer> SignInAsync(string email, string password, Visitor? visitor = null) =>
            (visitor ?? Visitor).SubmitAsync("/sign-in", ("Input.Email", email), ("Input.Password", password));

        public async Task<HttpStatusCode> SwitchAsync(long teamId)
        {
            var page = await Visitor.OpenAsync("/account/denied");
            var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            using var body = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("team", $"{teamId}")]);
            using var answer = await Client.PostAsync("/account/team", body, Ct);
            return answer.StatusCode;
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
