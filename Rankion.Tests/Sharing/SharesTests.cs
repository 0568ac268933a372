using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Sharing;

public sealed class SharesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Whoever_shares_again_gets_the_link_that_is_active(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (owner, image) = await ImageAsync(stage);
        var shares = stage.Get<Shares>();

        var first = await CreateAsync(stage, owner, image, new() { ExpiresIn = "1h" });
        var again = await CreateAsync(stage, owner, image, new() { Password = new("other"), AllowDownload = false });

        Assert.Equal((true, false), (first.IsNew, again.IsNew));
        Assert.Equal((first.Share.Token, null, true, first.Share.ExpiresAt), (
            again.Share.Token, again.Share.PasswordHash, again.Share.AllowDownload, again.Share.ExpiresAt));
        Assert.Matches("^[A-Za-z0-9]{40}$", first.Share.Token);

        stage.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        Assert.False((await CreateAsync(stage, owner, image, new())).IsNew);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = await CreateAsync(stage, owner, image, new());
        Assert.True(next.IsNew && next.Share.Token != first.Share.Token);
        Assert.True(await shares.RevokeAsync(owner, image.Id, Ct));
        Assert.True((await CreateAsync(stage, owner, image, new())).IsNew);
        Assert.Equal(3, (await shares.HistoryAsync(owner, image.Id, new(), Ct))!.Total);
    }

    [DatabaseTheory]
    public async Task Twenty_who_share_at_once_get_one_link(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (owner, image) = await ImageAsync(stage);

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => CreateAsync(stage, owner, image, new()), Ct)));

        Assert.Single(all.Select(a => a.Share.Token).Distinct());
        Assert.Single(all, a => a.IsNew);
    }

    [DatabaseTheory]
    public async Task A_change_touches_what_it_names_and_no_more(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (owner, image) = await ImageAsync(stage);
        var shares = stage.Get<Shares>();
        await CreateAsync(stage, owner, image, new() { ExpiresIn = "7d", Password = new("open sesame") });
        async Task<Share> Change(ShareTerms terms) => (await shares.ChangeAsync(owner, image.Id, terms, Ct))!;

        var share = await Change(new() { AllowDownload = false });
        Assert.Equal((stage.Clock.UtcNow.AddDays(7), true, false), (share.ExpiresAt, share.PasswordHash is not null, share.AllowDownload));
        share = await Change(new() { ExpiresAt = new(null) });
        Assert.Equal((null, true, false), (share.ExpiresAt, share.PasswordHash is not null, share.AllowDownload));
        share = await Change(new() { Password = new(null), ExpiresIn = "1d" });
        Assert.Equal((stage.Clock.UtcNow.AddDays(1), null, false), (share.ExpiresAt, share.PasswordHash, share.AllowDownload));
        share = await Change(new() { ExpiresIn = "never" });
        Assert.Null(share.ExpiresAt);
        await Change(new());

        var record = Assert.Single((await shares.HistoryAsync(owner, image.Id, new(), Ct))!.Items);
        Assert.Equal([null, "allow_download", "expires_at", "expires_at, password", "expires_at"], record.Share.Events.Select(e => e.Detail));
    }

    [DatabaseTheory]
    public async Task A_thousand_viewers_at_once_are_counted_to_the_last(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (owner, image) = await ImageAsync(stage);
        var door = stage.Get<PublicShares>();
        var share = (await CreateAsync(stage, owner, image, new())).Share;

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(() => door.CountViewAsync(share, Visitor(i % 40), Ct), Ct)));
        stage.Clock.Advance(TimeSpan.FromDays(1));
        await door.CountViewAsync(share, Visitor(0), Ct);

        var record = Assert.Single((await stage.Get<Shares>().HistoryAsync(owner, image.Id, new(), Ct))!.Items).Share;
        Assert.Equal((1001, 41, stage.Clock.UtcNow), (record.ViewCount, record.VisitorCount, record.LastViewedAt));
        Assert.Equal((40, 0), (await door.ForgetVisitorsAsync(Ct), await door.ForgetVisitorsAsync(Ct)));
        Assert.Equal(
            [(1000, stage.Clock.UtcNow.Date.AddDays(-1)), (1, stage.Clock.UtcNow.Date)],
            record.Events.Where(e => e.Kind == ShareEventKind.Viewed).Select(e => (e.Count, e.At)));
    }

    [DatabaseTheory]
    public async Task What_happened_outlives_the_revoke_and_the_image(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (owner, image) = await ImageAsync(stage);
        var shares = stage.Get<Shares>();
        var share = (await CreateAsync(stage, owner, image, new())).Share;
        await stage.Get<PublicShares>().CountViewAsync(share, null, Ct);
        await shares.ChangeAsync(owner, image.Id, new() { AllowDownload = false }, Ct);
        Assert.True(await shares.RevokeAsync(owner, image.Id, Ct));
        Assert.True(await shares.RevokeAsync(owner, image.Id, Ct));

        var record = Assert.Single((await shares.HistoryAsync(owner, image.Id, new(), Ct))!.Items);
        Assert.Equal((1, owner.UserId, stage.Clock.UtcNow), (record.Share.ViewCount, record.Share.RevokedById, record.Share.RevokedAt));
        Assert.Equal(
            [ShareEventKind.Viewed, ShareEventKind.Created, ShareEventKind.Changed, ShareEventKind.Revoked],
            record.Share.Events.Select(e => e.Kind));
        Assert.Equal([null, owner.UserId, owner.UserId, owner.UserId], record.Share.Events.Select(e => e.UserId));
        Assert.StartsWith("person-", record.People[owner.UserId], StringComparison.Ordinal);

        await stage.Database.WriteAsync(async write => await write.Db.For(owner).Images.Where(i => i.Id == image.Id).ExecuteDeleteAsync(Ct), Ct);
        Assert.Null(await shares.HistoryAsync(owner, image.Id, new(), Ct));
        var opened = await stage.Get<PublicShares>().OpenAsync(share.Token, Ct);
        Assert.Equal((share.Id, null), (opened!.Share.Id, opened.Image));
        await using var db = await stage.Database.OpenAsync(Ct);
        Assert.Equal(4, await db.For(owner).Shares.SelectMany(s => s.Events).CountAsync(Ct));
        var trail = (await stage.Get<AuditTrail>().ReadAsync(owner, new() { Action = "share" }, new(), Ct)).Items;
        Assert.Equal(["share.revoked", "share.changed", "share.created"], trail.Select(l => l.Entry.Action));
        Assert.All(trail, l => Assert.Equal(("image", image.Id), (l.Entry.SubjectKind, l.Entry.SubjectId)));
    }

    [DatabaseTheory]
    public async Task What_cannot_be_shared_is_refused(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (owner, image) = await ImageAsync(stage);
        var shares = stage.Get<Shares>();
        var stranger = (await stage.CreateTeamAsync()).Owner;
        var viewer = (await stage.Services.AddMemberAsync(owner.TeamId, TeamRole.Viewer)).Actor;
        var trashed = await stage.AddImageAsync(owner, i => i.DeletedAt = i.CreatedAt);
        var failed = await stage.AddImageAsync(owner, i => i.Status = ProcessingStatus.Failed);
        async Task<string> Refused(Actor actor, Image what, ShareTerms terms) =>
            (await Assert.ThrowsAsync<RefusalException>(() => shares.CreateAsync(actor, what.Id, terms, Ct))).Code;

        Assert.Null(await shares.CreateAsync(stranger, image.Id, new(), Ct));
        Assert.False(await shares.RevokeAsync(owner, image.Id, Ct));
        Assert.Equal("forbidden", await Refused(viewer, image, new()));
        Assert.Equal("image_trashed", await Refused(owner, trashed, new()));
        Assert.Equal("image_not_ready", await Refused(owner, failed, new()));
        Assert.Equal("validation_failed", await Refused(owner, image, new() { ExpiresAt = new(stage.Clock.UtcNow) }));
        Assert.Equal("validation_failed", await Refused(owner, image, new() { ExpiresIn = "2h" }));
        Assert.Equal("validation_failed", await Refused(owner, image, new() { ExpiresIn = "1h", ExpiresAt = new(stage.Clock.UtcNow.AddDays(1)) }));
        Assert.Equal("validation_failed", await Refused(owner, image, new() { Password = new("abc") }));
        Assert.Equal("validation_failed", await Refused(owner, image, new() { Password = new(new string('x', 201)) }));
        Assert.Equal(0, (await shares.HistoryAsync(owner, image.Id, new(), Ct))!.Total);

        await CreateAsync(stage, owner, image, new() { Password = new(new string('x', 200)) });
        Assert.Null(await shares.ChangeAsync(stranger, image.Id, new(), Ct));
        Assert.False(await shares.RevokeAsync(stranger, image.Id, Ct));
        Assert.Null(await shares.HistoryAsync(stranger, image.Id, new(), Ct));
        Assert.Empty(await shares.ActiveAsync(stranger, [image.Id], Ct));
        Assert.Single(await shares.ActiveAsync(viewer, [image.Id], Ct));
    }

    private static byte[] Visitor(int number) => [(byte)number, 1, 2, 3];

    private static async Task<(Actor Owner, Image Image)> ImageAsync(Stage stage)
    {
        var owner = (await stage.CreateTeamAsync()).Owner;
        return (owner, await stage.AddImageAsync(owner));
    }

    private static async Task<(Share Share, bool IsNew)> CreateAsync(Stage stage, Actor actor, Image image, ShareTerms terms) =>
        (await stage.Get<Shares>().CreateAsync(actor, image.Id, terms, Ct))!.Value;
}
