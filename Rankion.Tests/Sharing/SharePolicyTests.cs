using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Sharing;

public sealed class SharePolicyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_link_for_which_nobody_says_when_it_ends_ends_as_the_team_says(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var owner = (await stage.CreateTeamAsync()).Owner;
        var now = stage.Clock.UtcNow;
        Assert.Null((await CreateAsync(stage, owner, new())).ExpiresAt);
        await SetAsync(stage, owner, defaultDays: 14);
        Assert.Equal(now.AddDays(14), (await CreateAsync(stage, owner, new())).ExpiresAt);
        Assert.Null((await CreateAsync(stage, owner, new() { ExpiresIn = "never" })).ExpiresAt);
        await SetAsync(stage, owner, maxDays: 5);
        Assert.Equal(now.AddDays(5), (await CreateAsync(stage, owner, new())).ExpiresAt);
        Assert.Null((await CreateAsync(stage, (await stage.CreateTeamAsync()).Owner, new())).ExpiresAt);
    }

    [DatabaseTheory]
    public async Task What_goes_beyond_the_policy_is_refused_for_new_and_for_old_links(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var owner = (await stage.CreateTeamAsync()).Owner;
        var old = await stage.AddImageAsync(owner);
        var shares = stage.Get<Shares>();
        await shares.CreateAsync(owner, old.Id, new() { ExpiresIn = "never" }, Ct);
        await SetAsync(stage, owner, maxDays: 7, password: true, label: true);
        var image = await stage.AddImageAsync(owner);
        async Task<string> Refused(ShareTerms terms) =>
            (await Assert.ThrowsAsync<RefusalException>(() => shares.CreateAsync(owner, image.Id, terms, Ct))).Errors.Keys.Single();
        async Task<string> RefusedChange(ShareTerms terms) =>
            (await Assert.ThrowsAsync<RefusalException>(() => shares.ChangeAsync(owner, old.Id, terms, Ct))).Errors.Keys.Single();
        var good = new ShareTerms { Password = new("open sesame"), ExpiresIn = "7d" };

        Assert.Equal("password", await Refused(new() { ExpiresIn = "1d" }));
        Assert.Equal("expires_at", await Refused(good with { ExpiresIn = "30d" }));
        Assert.Equal("expires_at", await Refused(good with { ExpiresIn = "never" }));
        Assert.Equal("expires_at", await Refused(good with { ExpiresIn = null, ExpiresAt = new(null) }));
        Assert.Equal("expires_at", await Refused(good with { ExpiresIn = null, ExpiresAt = new(stage.Clock.UtcNow.AddDays(7).AddMinutes(2)) }));
        Assert.Equal("show_label", await Refused(good with { ShowLabel = false }));
        Assert.NotNull(await shares.CreateAsync(owner, image.Id, good, Ct));

        Assert.Equal("expires_at", await RefusedChange(new() { ExpiresIn = "never" }));
        Assert.Equal("password", await RefusedChange(new() { Password = new(null) }));
        Assert.Equal("show_label", await RefusedChange(new() { ShowLabel = false }));
        Assert.Equal((null, false), await shares.ChangeAsync(owner, old.Id, new() { AllowDownload = false }, Ct) is { } s ? (s.ExpiresAt, s.AllowDownload) : default);
    }

    [DatabaseTheory]
    public async Task Only_an_admin_sets_it_and_it_is_remembered_who(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var owner = (await stage.CreateTeamAsync()).Owner;
        var editor = (await stage.Services.AddMemberAsync(owner.TeamId, TeamRole.Editor)).Actor;
        await Assert.ThrowsAsync<RefusalException>(() => SetAsync(stage, editor, maxDays: 7));
        foreach (var (usual, longest) in new (int?, int?)[] { (0, null), (null, 0), (null, 4000), (8, 7) })
            await Assert.ThrowsAsync<RefusalException>(() => SetAsync(stage, owner, usual, longest));
        var policies = stage.Get<SharePolicies>();
        Assert.Equal((null, null), await policies.FindAsync(owner, Ct) is var none ? (none.DefaultDays, none.MaxLifeDays) : default);

        await SetAsync(stage, owner, 7, 30, password: true);
        await SetAsync(stage, owner, 7, 60, label: true);
        var policy = await policies.FindAsync(editor, Ct);
        Assert.Equal((7, 60, false, true), (policy.DefaultDays, policy.MaxLifeDays, policy.PasswordRequired, policy.LabelForced));
        var entries = (await stage.Get<AuditTrail>().ReadAsync(owner, new() { Action = "share_policy" }, new(), Ct)).Items;
        Assert.Equal(["default 7 d, at most 60 d, label forced", "default 7 d, at most 30 d, password required"], entries.Select(e => e.Entry.Detail));
    }

    private static Task SetAsync(Stage stage, Actor actor, int? defaultDays = null, int? maxDays = null, bool password = false, bool label = false) =>
        stage.Get<SharePolicies>().SetAsync(actor, defaultDays, maxDays, password, label, Ct);

    /// <summary>A link to a new image.</summary>
    private static async Task<Share> CreateAsync(Stage stage, Actor actor, ShareTerms terms) =>
        (await stage.Get<Shares>().CreateAsync(actor, (await stage.AddImageAsync(actor)).Id, terms, Ct))!.Value.Share;
}
