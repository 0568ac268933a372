using System.Net;
using System.Xml.Linq;
using Rankion.Core.Accounts;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Teams;
using Rankion.Tests.Support;
using Rankion.Web.Accounts;

namespace Rankion.Tests.Accounts;

/// <summary>How the first person and everybody after comes in.</summary>
public sealed class ArrivalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task The_first_visit_sets_the_server_up(DatabaseProvider provider)
    {
        await using var app = await RankionApp.StartAsync(provider);
        var visitor = new Visitor(app.Client());
        using (var first = await visitor.GetAsync("/sign-in"))
            Assert.Equal("/set-up", first.Headers.Location!.AbsolutePath);

        var wrong = await SetUpAsync("AAAA-BBBB-CCCC");
        Assert.Equal("This is not the code from the log.", wrong.Complaint);
        Assert.Equal("Northwind", wrong.Page.GetElementById("name")!.GetAttribute("value"));
        Assert.Equal("/", (await SetUpAsync(app.Get<FirstRun>().Code)).Location);

        using (var inside = await visitor.GetAsync("/account/passkeys"))
            Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        using (var again = await visitor.GetAsync("/set-up"))
            Assert.Equal("/sign-in", again.Headers.Location!.AbsolutePath);
        var owner = (await app.Get<People>().FindByEmailAsync("mara@example.com", Ct))!;
        var actor = (await app.Get<TeamDirectory>().CurrentAsync(owner.Id, Ct))!;
        Assert.Equal((TeamRole.Owner, 250), (actor.Role, await app.Get<CreditLedger>().BalanceAsync(actor, Ct)));

        Task<Answer> SetUpAsync(string code) => visitor.SubmitAsync(
            "/set-up",
            ("Input.Code", code),
            ("Input.DisplayName", "Mara Kern"),
            ("Input.Email", "mara@example.com"),
            ("Input.Password", "a long pass phrase"),
            ("Input.Name", "Northwind"),
            ("Input.Amount", "250"));
    }

    [Fact]
    public async Task An_invited_person_makes_an_account_and_is_in()
    {
        await using var app = await RankionApp.StartAsync();
        var team = await app.CreateTeamAsync();
        var link = await InviteAsync(app, team, "new@example.com");
        var visitor = new Visitor(app.Client());

        Assert.Contains("too easy", (await visitor.SubmitAsync(link, ("Input.DisplayName", "New"), ("Input.Password", "password"))).Complaint, StringComparison.Ordinal);
        Assert.Equal("/", (await visitor.SubmitAsync(link, ("Input.DisplayName", "New"), ("Input.Password", "a long pass phrase"))).Location);

        using var inside = await visitor.GetAsync("/account/passkeys");
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        Assert.Contains("This invitation is over", (await visitor.OpenAsync(link)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_an_account_signs_in_and_joins()
    {
        await using var app = await RankionApp.StartAsync();
        var home = await app.CreateTeamAsync();
        await app.Get<Enrolment>().EnrolAsync((await app.Get<TeamDirectory>().FindAsync(home.Slug, Ct))!, "old@example.com", "a long pass phrase", TeamRole.Editor, Ct);
        var team = await app.CreateTeamAsync();
        var link = await InviteAsync(app, team, "old@example.com");
        var visitor = new Visitor(app.Client());

        var signIn = (await visitor.OpenAsync(link)).QuerySelector("a.primary")!.GetAttribute("href")!;
        Assert.Equal(link, (await visitor.SubmitAsync(signIn, ("Input.Email", "old@example.com"), ("Input.Password", "a long pass phrase"))).Location);
        Assert.Equal("/", (await visitor.SubmitAsync(link)).Location);

        var user = (await app.Get<People>().FindByEmailAsync("old@example.com", Ct))!;
        Assert.Equal(team.Id, (await app.Get<TeamDirectory>().CurrentAsync(user.Id, Ct))!.TeamId);
    }

    [DatabaseTheory]
    public async Task The_keys_that_seal_sessions_lie_in_the_database(DatabaseProvider provider)
    {
        await using var app = await RankionApp.StartAsync(provider);
        var ring = app.Get<KeyRing>();
        ring.StoreElement(XElement.Parse("<key id=\"1\"><value>x</value></key>"), "key-test");
        Assert.Contains(ring.GetAllElements(), key => key.Element("value")?.Value == "x");
    }

    private static async Task<string> InviteAsync(RankionApp app, TestTeam team, string email)
    {
        var link = await app.Get<InvitationDesk>().InviteAsync(team.Owner, email, TeamRole.Editor, Ct);
        return new Uri(link).AbsolutePath;
    }
}
