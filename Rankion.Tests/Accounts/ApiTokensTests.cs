using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Data;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Accounts;

public sealed partial class ApiTokensTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_token_opens_its_team_and_the_database_knows_only_its_hash(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var tokens = stage.Get<ApiTokens>();

        var issued = await tokens.CreateAsync(team.Owner, " CMS import ", Scopes.Read | Scopes.Write, null, Ct);

        Assert.Matches(TokenShape(), issued.Secret);
        var check = await tokens.AuthenticateAsync(issued.Secret, Ct);
        Assert.Equal(new Actor(team.Owner.UserId, team.Id, TeamRole.Owner, Scopes.Read | Scopes.Write, issued.Token.Id), check.Actor);
        await using var db = await stage.Database.OpenAsync(Ct);
        var row = await db.For(team.Owner).ApiTokens.SingleAsync(t => t.Id == issued.Token.Id, Ct);
        Assert.Equal(("CMS import", issued.Secret[..7]), (row.Name, row.Prefix));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(issued.Secret)), row.Hash);
    }

    [Fact]
    public async Task Revoking_ends_a_token_at_once()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var tokens = stage.Get<ApiTokens>();
        var issued = await tokens.CreateAsync(team.Owner, "x", Scopes.Read, null, Ct);
        Assert.NotNull((await tokens.AuthenticateAsync(issued.Secret, Ct)).Actor);

        Assert.True(await tokens.RevokeAsync(team.Owner, issued.Token.Id, Ct));

        Assert.Equal(new TokenCheck(null, TokenFailure.Revoked), await tokens.AuthenticateAsync(issued.Secret, Ct));
        Assert.False(await tokens.RevokeAsync(team.Owner, issued.Token.Id, Ct));
        Assert.DoesNotContain(await tokens.ListAsync(team.Owner, Ct), t => t.Token.Id == issued.Token.Id);
    }

    [Fact]
    public async Task A_token_expires_to_the_second_also_while_it_is_in_use()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var tokens = stage.Get<ApiTokens>();
        var issued = await tokens.CreateAsync(team.Owner, "x", Scopes.Read, stage.Clock.UtcNow.AddSeconds(2), Ct);

        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull((await tokens.AuthenticateAsync(issued.Secret, Ct)).Actor);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TokenFailure.Expired, (await tokens.AuthenticateAsync(issued.Secret, Ct)).Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rk_")]
    [InlineData("Bearer")]
    [InlineData("rk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_was_never_issued_opens_nothing(string secret)
    {
        await using var stage = await Stage.OpenAsync();
        Assert.Equal(new TokenCheck(null, TokenFailure.Unknown), await stage.Get<ApiTokens>().AuthenticateAsync(secret, Ct));
    }

    [DatabaseTheory]
    public async Task Who_leaves_the_team_takes_no_token_along(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var member = await stage.Services.AddMemberAsync(team.Id, TeamRole.Editor);
        var tokens = stage.Get<ApiTokens>();
        Assert.NotNull((await tokens.AuthenticateAsync(member.Token, Ct)).Actor);

        await stage.Get<TeamRoster>().RemoveAsync(team.Owner, member.Actor.UserId, Ct);

        Assert.Null((await tokens.AuthenticateAsync(member.Token, Ct)).Actor);
    }

    [Fact]
    public async Task A_membership_that_another_process_ended_counts_within_seconds()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var member = await stage.Services.AddMemberAsync(team.Id, TeamRole.Editor);
        var tokens = stage.Get<ApiTokens>();
        Assert.NotNull((await tokens.AuthenticateAsync(member.Token, Ct)).Actor);
        await stage.Database.WriteAsync(write => write.Db.For(team.Owner).Memberships.Where(m => m.UserId == member.Actor.UserId).ExecuteDeleteAsync(Ct), Ct);

        stage.Clock.Advance(AccessCache.Lifetime);

        Assert.Equal(TokenFailure.NotAMember, (await tokens.AuthenticateAsync(member.Token, Ct)).Failure);
    }

    [Fact]
    public async Task A_role_bounds_what_an_older_token_may_do()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var member = await stage.Services.AddMemberAsync(team.Id, TeamRole.Admin);
        var tokens = stage.Get<ApiTokens>();
        Assert.Equal(Scopes.All, (await tokens.AuthenticateAsync(member.Token, Ct)).Actor!.Scopes);

        await stage.Get<TeamRoster>().ChangeRoleAsync(team.Owner, member.Actor.UserId, TeamRole.Viewer, Ct);

        var actor = (await tokens.AuthenticateAsync(member.Token, Ct)).Actor!;
        Assert.Equal((TeamRole.Viewer, Scopes.Read), (actor.Role, actor.Scopes));
    }

    [Theory]
    [InlineData(TeamRole.Viewer, Scopes.Read | Scopes.Write)]
    [InlineData(TeamRole.Editor, Scopes.Admin)]
    [InlineData(TeamRole.Owner, Scopes.None)]
    public async Task Nobody_makes_a_token_that_can_do_more_than_they_can(TeamRole role, Scopes scopes)
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var member = await stage.Services.AddMemberAsync(team.Id, role);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => stage.Get<ApiTokens>().CreateAsync(member.Actor, "x", scopes, null, Ct));
        Assert.Equal(422, refusal.Status);
        Assert.Contains("scopes", refusal.Errors.Keys);
    }

    [Fact]
    public async Task A_read_token_makes_no_stronger_one()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var reader = team.Owner with { Scopes = Scopes.Read, TokenId = 1 };
        await Assert.ThrowsAsync<RefusalException>(() => stage.Get<ApiTokens>().CreateAsync(reader, "x", Scopes.Write, null, Ct));
    }

    [Fact]
    public async Task Another_teams_token_is_neither_listed_nor_revoked()
    {
        await using var stage = await Stage.OpenAsync();
        var mine = await stage.CreateTeamAsync();
        var theirs = await stage.CreateTeamAsync();
        var tokens = stage.Get<ApiTokens>();
        var issued = await tokens.CreateAsync(theirs.Owner, "x", Scopes.Read, null, Ct);

        Assert.DoesNotContain(await tokens.ListAsync(mine.Owner, Ct), t => t.Token.Id == issued.Token.Id);
        Assert.False(await tokens.RevokeAsync(mine.Owner, issued.Token.Id, Ct));
        Assert.NotNull((await tokens.AuthenticateAsync(issued.Secret, Ct)).Actor);
    }

    [Fact]
    public async Task Members_see_their_own_tokens_and_admins_everybodys()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var editor = await stage.Services.AddMemberAsync(team.Id, TeamRole.Editor);
        var tokens = stage.Get<ApiTokens>();
        Assert.All(await tokens.ListAsync(editor.Actor, Ct), t => Assert.Equal(editor.Actor.UserId, t.Token.UserId));
        Assert.Equal(2, (await tokens.ListAsync(team.Owner, Ct)).Count);
    }

    [Fact]
    public async Task Last_use_is_kept_to_the_minute()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var tokens = stage.Get<ApiTokens>();
        var first = stage.Clock.UtcNow;
        await UseAsync(TimeSpan.Zero);
        Assert.Equal(first, await LastUsedAsync());
        await UseAsync(TimeSpan.FromSeconds(59));
        Assert.Equal(first, await LastUsedAsync());
        await UseAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(first.AddMinutes(1), await LastUsedAsync());

        async Task UseAsync(TimeSpan later)
        {
            stage.Clock.Advance(later);
            Assert.NotNull((await tokens.AuthenticateAsync(team.Token, Ct)).Actor);
        }

        async Task<DateTime?> LastUsedAsync() => (await tokens.ListAsync(team.Owner, Ct))[0].Token.LastUsedAt;
    }

    [GeneratedRegex("^rk_[A-Za-z0-9]{40}$")]
    private static partial Regex TokenShape();
}
