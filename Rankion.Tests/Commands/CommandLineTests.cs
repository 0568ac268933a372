using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Teams;
using Rankion.Tests.Support;
using Rankion.Web.Commands;

namespace Rankion.Tests.Commands;

public sealed class CommandLineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_script_founds_a_team_with_people_credits_and_a_token(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);

        Assert.Equal("second", await DoneAsync(stage, "team create --team second --name Second"));
        Assert.Equal("mara@example.com", await DoneAsync(stage, "user create --email mara@example.com --password Str0ng-Pa55 --team second --role owner"));
        Assert.Equal("500", await DoneAsync(stage, "team grant-credits --team second --amount 500"));
        var token = await DoneAsync(stage, "token create --team second --scopes read,write --expires 30d");

        var actor = (await stage.Get<ApiTokens>().AuthenticateAsync(token, Ct)).Actor!;
        Assert.Equal((TeamRole.Owner, Scopes.Read | Scopes.Write), (actor.Role, actor.Scopes));
        Assert.Equal(500, await stage.Get<CreditLedger>().BalanceAsync(actor, Ct));
        var entry = Assert.Single(await stage.Get<ApiTokens>().ListAsync(actor, Ct));
        Assert.Equal(stage.Clock.UtcNow.AddDays(30), entry.Token.ExpiresAt);
    }

    [Theory]
    [InlineData("team create --team demo --name Demo")]
    [InlineData("user create --email mara@example.com --password Str0ng-Pa55 --team demo --role editor")]
    public async Task The_same_command_twice_makes_one_thing(string command)
    {
        await using var stage = await Stage.OpenAsync();
        await DoneAsync(stage, "team create --team demo --name Demo");
        Assert.Equal(await DoneAsync(stage, command), await DoneAsync(stage, command));
    }

    [Fact]
    public async Task A_team_without_owner_gets_the_first_owner_of_the_server()
    {
        await using var stage = await Stage.OpenAsync();
        var first = await stage.CreateTeamAsync();
        await DoneAsync(stage, "team create --team second --name Second");
        var token = await DoneAsync(stage, "token create --team second --scopes read");
        Assert.Equal(first.Owner.UserId, (await stage.Get<ApiTokens>().AuthenticateAsync(token, Ct)).Actor!.UserId);
        Assert.Equal(first.Id, (await stage.Get<TeamDirectory>().CurrentAsync(first.Owner.UserId, Ct))!.TeamId);
    }

    [Theory]
    [InlineData("frobnicate", "Unknown command 'frobnicate'")]
    [InlineData("token", "Unknown command 'token'")]
    [InlineData("token create --team demo", "--scopes is missing")]
    [InlineData("token create --team demo --scopes", "--scopes has no value")]
    [InlineData("token create --team demo --scopes read --scopes write", "--scopes is given twice")]
    [InlineData("token create --team demo --scopes read --colour red", "Unknown option --colour")]
    [InlineData("token create demo --scopes read", "'demo' is not an option")]
    [InlineData("token create --team nowhere --scopes read", "There is no team 'nowhere'")]
    [InlineData("token create --team demo --scopes read,fly", "Unknown scope 'fly'")]
    [InlineData("token create --team demo --scopes read --expires soon", "--expires takes")]
    [InlineData("token create --team demo --scopes read --expires 0d", "--expires takes")]
    [InlineData("token create --team demo --scopes read --expires 99999w", "--expires takes")]
    [InlineData("token create --team demo --scopes read --user nobody@example.com", "Nobody has the e-mail address")]
    [InlineData("token create --team demo --scopes write --user viewer@example.com", "as viewer you have read")]
    [InlineData("token create --team demo --scopes read --user other@example.com", "is not in the team demo")]
    [InlineData("team create --team Demo! --name x", "slug has 1 to 60")]
    [InlineData("team create --team demo --name Other", "There is a team demo already, named")]
    [InlineData("team grant-credits --team demo --amount lots", "--amount takes a whole number")]
    [InlineData("team grant-credits --team demo --amount -5", "--amount takes a whole number")]
    [InlineData("team grant-credits --team demo --amount 0", "between 1 and 100,000,000")]
    [InlineData("user create --email nonsense --password Str0ng-Pa55 --team demo --role owner", "not an e-mail address")]
    [InlineData("user create --email a@example.com --password password --team demo --role owner", "too easy to guess")]
    [InlineData("user create --email a@example.com --password Str0ng-Pa55 --team demo --role king", "Unknown role 'king'")]
    [InlineData("user create --email viewer@example.com --password Str0ng-Pa55 --team demo --role owner", "already, as viewer")]
    [InlineData("user create --email viewer@example.com --password Other-Pa55 --team demo --role viewer", "another password")]
    public async Task What_cannot_be_done_is_one_line_and_changes_nothing(string command, string why)
    {
        await using var stage = await Stage.OpenAsync();
        await DoneAsync(stage, "team create --team demo --name Demo");
        await DoneAsync(stage, "team create --team other --name Other");
        await DoneAsync(stage, "user create --email viewer@example.com --password Str0ng-Pa55 --team demo --role viewer");
        await DoneAsync(stage, "user create --email owner@example.com --password Str0ng-Pa55 --team demo --role owner");
        await DoneAsync(stage, "user create --email other@example.com --password Str0ng-Pa55 --team other --role owner");
        var before = await CountAsync(stage);

        var (code, output, error) = await RunAsync(stage, command);

        Assert.Equal(1, code);
        Assert.Empty(output);
        var line = Assert.Single(error);
        Assert.StartsWith("Error: ", line, StringComparison.Ordinal);
        Assert.Contains(why, line, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync(stage));
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("token create --help")]
    public async Task Help_lists_every_command(string command)
    {
        await using var stage = await Stage.OpenAsync();
        var (code, output, _) = await RunAsync(stage, command);
        Assert.Equal(0, code);
        Assert.All(["token create", "team create", "team grant-credits", "user create", "help"], name => Assert.Contains(output, line => line.TrimStart().StartsWith(name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(false, "--urls=http://localhost:5081")]
    [InlineData(false, "--environment=Development", "--contentRoot=/srv")]
    [InlineData(true, "help")]
    [InlineData(true, "--help")]
    [InlineData(true, "token", "create")]
    public void Arguments_of_the_server_are_no_command(bool command, params string[] args) => Assert.Equal(command, CommandLine.IsCommand(args));

    private static async Task<string> DoneAsync(Stage stage, string command)
    {
        var (code, output, error) = await RunAsync(stage, command);
        Assert.Empty(error);
        Assert.Equal(0, code);
        return output[^1];
    }

    private static async Task<(int Code, string[] Output, string[] Error)> RunAsync(Stage stage, string command)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(command.Split(' '), stage.Services, output, error);
        return (code, Lines(output), Lines(error));
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static async Task<(int Users, int Teams, int Members, int Tokens, int Credits)> CountAsync(Stage stage)
    {
        await using var db = await stage.Database.OpenAsync(Ct);
        var all = db.AcrossTeams();
        return (db.Users.Count(), all.Teams.Count(), all.Memberships.Count(), all.ApiTokens.Count(), all.Teams.Sum(t => t.CreditBalance));
    }
}
