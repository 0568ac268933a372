using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Articles;
using Rankion.Core.Audit;
using Rankion.Core.Collections;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Core.Similar;
using Rankion.Core.Teams;
using Rankion.Tests.Calendar;
using Rankion.Tests.Support;

namespace Rankion.Tests.Similar;

public sealed class MergerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task The_kept_image_gets_all_that_the_others_had_and_gives_it_back(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var (stage, actor) = (world.Stage, world.Owner);
        var kept = await AddAsync(world, i => i.Tags = ["sea"]);
        var other = await AddAsync(world, i => (i.Tags, i.IsFavorite) = (["hero", "sea"], true));
        var third = await AddAsync(world, i => i.Tags = ["fog"]);
        var article = (await stage.Get<ArticleDesk>().CreateAsync(actor, world.Project.Id, new()
        {
            Title = "Fog",
            HeroImageId = new(other.Id),
            Body = $"![a](image:{other.Id}) ![b](image:{third.Id} \"t\") ![c](image:{kept.Id}) image:{other.Id}",
        }, Ct))!;
        var planned = await world.PlanAsync("Launch");
        await world.Planner.ChangeAsync(actor, planned.Id, new() { ImageId = new(third.Id) }, Ct);
        var link = (await stage.Get<Shares>().CreateAsync(actor, other.Id, new(), Ct))!.Value.Share;
        var collection = await stage.Get<CollectionDesk>().CreateAsync(actor, new() { Name = "Boats" }, Ct);
        await stage.Get<CollectionContents>().AddAsync(actor, collection.Id, [third.Id, other.Id], Ct);

        var merge = (await stage.Get<Merger>().MergeAsync(actor, kept.Id, [other.Id, third.Id, kept.Id], Ct))!;

        await using (var db = await stage.Database.OpenAsync(Ct))
        {
            var image = await db.For(actor).Images.SingleAsync(i => i.Id == kept.Id, Ct);
            Assert.Equal(["sea", "hero", "fog"], image.Tags);
            Assert.Equal((true, true), (image.IsFavorite, image.SharedUntil > stage.Clock.UtcNow));
            Assert.Equal([other.Id, third.Id], await db.For(actor).Images.Where(i => i.DeletedAt != null).Select(i => i.Id).Order().ToListAsync(Ct));
            var now = await db.For(actor).Articles.SingleAsync(a => a.Id == article.Id, Ct);
            Assert.Equal((kept.Id, $"![a](image:{kept.Id}) ![b](image:{kept.Id} \"t\") ![c](image:{kept.Id}) image:{other.Id}"), (now.HeroImageId, now.Body));
            Assert.Equal([kept.Id], await db.For(actor).ArticleImages.Select(a => a.ImageId).ToListAsync(Ct));
            Assert.Equal(kept.Id, (await db.For(actor).CalendarEvents.SingleAsync(Ct)).ImageId);
        }
        Assert.Equal([kept.Id], await ShownAsync(stage, actor, collection.Id));
        Assert.Equal(kept.Id, (await stage.Get<PublicShares>().OpenAsync(link.Token, Ct))!.Image!.Id);
        Assert.Equal(link.Id, (await stage.Get<Shares>().ActiveAsync(actor, [kept.Id], Ct))[kept.Id].Id);

        Assert.True(await stage.Get<Merger>().UndoAsync(actor, merge, Ct));
        await using (var db = await stage.Database.OpenAsync(Ct))
        {
            var images = await db.For(actor).Images.ToDictionaryAsync(i => i.Id, Ct);
            Assert.Equal(["sea"], images[kept.Id].Tags);
            Assert.Equal((false, (DateTime?)null), (images[kept.Id].IsFavorite, images[kept.Id].SharedUntil));
            Assert.Equal(["hero", "sea"], images[other.Id].Tags);
            Assert.Equal((true, true), (images[other.Id].IsFavorite, images[other.Id].SharedUntil is not null));
            Assert.All(images.Values, i => Assert.Null(i.DeletedAt));
            var now = await db.For(actor).Articles.SingleAsync(Ct);
            Assert.Equal((other.Id, article.Body), (now.HeroImageId, now.Body));
            Assert.Equal([kept.Id, other.Id, third.Id], await db.For(actor).ArticleImages.Select(a => a.ImageId).Order().ToListAsync(Ct));
            Assert.Equal(third.Id, (await db.For(actor).CalendarEvents.SingleAsync(Ct)).ImageId);
        }
        Assert.Equal(other.Id, (await stage.Get<PublicShares>().OpenAsync(link.Token, Ct))!.Image!.Id);
        Assert.Equal([third.Id, other.Id], (await ShownAsync(stage, actor, collection.Id)).OrderDescending());
        var trail = (await stage.Get<AuditTrail>().ReadAsync(actor, new() { Action = "image" }, new(), Ct)).Items.Select(l => l.Entry.Action);
        Assert.Subset(trail.ToHashSet(), new HashSet<string> { "image.merged", "image.unmerged", "image.trashed", "image.restored" });
    }

    [DatabaseTheory]
    public async Task Two_public_links_both_go_on_and_end_together(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var (stage, actor, shares, links) = (world.Stage, world.Owner, world.Stage.Get<Shares>(), world.Stage.Get<PublicShares>());
        var (kept, other) = (await AddAsync(world), await AddAsync(world));
        var own = (await shares.CreateAsync(actor, kept.Id, new(), Ct))!.Value.Share;
        var theirs = (await shares.CreateAsync(actor, other.Id, new() { Note = new("A note") }, Ct))!.Value.Share;

        var merge = (await stage.Get<Merger>().MergeAsync(actor, kept.Id, [other.Id], Ct))!;
        foreach (var token in new[] { own.Token, theirs.Token })
            Assert.Equal(kept.Id, (await links.OpenAsync(token, Ct))!.Image!.Id);
        Assert.Equal("A note", (await links.OpenAsync(theirs.Token, Ct))!.Share.Note);
        Assert.Equal(own.Id, (await shares.ActiveAsync(actor, [kept.Id], Ct))[kept.Id].Id);

        await stage.Get<Merger>().UndoAsync(actor, merge, Ct);
        Assert.Equal((own.Id, theirs.Id), (await shares.ActiveAsync(actor, [kept.Id, other.Id], Ct) is var active ? (active[kept.Id].Id, active[other.Id].Id) : default));
        await stage.Get<Merger>().MergeAsync(actor, kept.Id, [other.Id], Ct);
        await shares.RevokeAsync(actor, kept.Id, Ct);
        foreach (var token in new[] { own.Token, theirs.Token })
            Assert.Null((await links.OpenAsync(token, Ct))!.Image);
    }

    [DatabaseTheory]
    public async Task A_dead_link_of_the_kept_image_gives_way_to_a_living_one_of_another(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var (actor, shares) = (world.Owner, world.Stage.Get<Shares>());
        var (kept, other) = (await AddAsync(world), await AddAsync(world));
        await shares.CreateAsync(actor, kept.Id, new(), Ct);
        await shares.RevokeAsync(actor, kept.Id, Ct);
        var living = (await shares.CreateAsync(actor, other.Id, new(), Ct))!.Value.Share;

        var merge = (await world.Stage.Get<Merger>().MergeAsync(actor, kept.Id, [other.Id], Ct))!;
        Assert.Equal(living.Id, (await shares.ActiveAsync(actor, [kept.Id], Ct))[kept.Id].Id);
        await world.Stage.Get<Merger>().UndoAsync(actor, merge, Ct);

        Assert.Equal([other.Id], (await shares.ActiveAsync(actor, [kept.Id, other.Id], Ct)).Keys);
        var (made, isNew) = (await shares.CreateAsync(actor, kept.Id, new(), Ct))!.Value;
        Assert.True(isNew && made.Id != living.Id);
    }

    [DatabaseTheory]
    public async Task What_somebody_has_changed_since_stays_so(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var (stage, actor, desk) = (world.Stage, world.Owner, world.Stage.Get<ArticleDesk>());
        var (kept, other) = (await AddAsync(world), await AddAsync(world));
        var article = (await desk.CreateAsync(actor, world.Project.Id, new() { Title = "Fog", Body = $"![a](image:{other.Id})" }, Ct))!;
        var merge = (await stage.Get<Merger>().MergeAsync(actor, kept.Id, [other.Id], Ct))!;
        await desk.ChangeAsync(actor, article.Id, new() { Body = $"More. ![a](image:{kept.Id})" }, Ct);

        await stage.Get<Merger>().UndoAsync(actor, merge, Ct);

        Assert.Equal($"More. ![a](image:{kept.Id})", (await stage.Get<ArticleList>().FindAsync(actor, article.Id, Ct))!.Body);
        Assert.Equal("changed_since", (await Assert.ThrowsAsync<RefusalException>(() => stage.Get<Merger>().UndoAsync(actor, merge, Ct))).Code);
    }

    [Fact]
    public async Task What_cannot_be_merged_is_refused_and_nothing_changes()
    {
        await using var world = await PlanningWorld.OpenAsync();
        var (stage, actor, merger) = (world.Stage, world.Owner, world.Stage.Get<Merger>());
        var kept = await AddAsync(world, i => i.Tags = [.. Enumerable.Range(0, 40).Select(n => $"a{n}")]);
        var tagged = await AddAsync(world, i => i.Tags = [.. Enumerable.Range(0, 40).Select(n => $"b{n}")]);
        var trashed = await AddAsync(world, i => i.DeletedAt = i.CreatedAt);
        var failed = await AddAsync(world, i => i.Status = ProcessingStatus.Failed);
        var foreign = await stage.AddImageAsync((await stage.CreateTeamAsync()).Owner);
        var viewer = (await stage.Services.AddMemberAsync(world.Team.Id, TeamRole.Viewer)).Actor;

        foreach (var (ids, status) in new (long[], int)[] { ([], 422), ([kept.Id], 422), ([.. Enumerable.Range(1, 60).Select(n => 1000L + n)], 422), ([tagged.Id], 422), ([trashed.Id], 409), ([failed.Id], 409) })
            Assert.Equal(status, (await Assert.ThrowsAsync<RefusalException>(() => merger.MergeAsync(actor, kept.Id, ids, Ct))).Status);
        Assert.Equal(403, (await Assert.ThrowsAsync<RefusalException>(() => merger.MergeAsync(viewer, kept.Id, [tagged.Id], Ct))).Status);
        Assert.Null(await merger.MergeAsync(actor, kept.Id, [foreign.Id], Ct));
        Assert.Null(await merger.MergeAsync(actor, foreign.Id, [kept.Id], Ct));

        await using var db = await stage.Database.OpenAsync(Ct);
        Assert.Equal(kept.Version, (await db.For(actor).Images.SingleAsync(i => i.Id == kept.Id, Ct)).Version);
        Assert.Equal(1, await db.For(actor).Images.CountAsync(i => i.DeletedAt != null, Ct));
    }

    [DatabaseTheory]
    public async Task Duplicates_are_found_in_the_gallery_alone(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var stranger = (await world.Stage.CreateTeamAsync()).Owner;
        var (first, second) = (await AddAsync(world, i => i.PerceptualHash = 9), await AddAsync(world, i => i.PerceptualHash = 8));
        await AddAsync(world, i => (i.PerceptualHash, i.DeletedAt) = (9, i.CreatedAt));
        await AddAsync(world, i => (i.PerceptualHash, i.RootId, i.ParentId) = (9, first.Id, first.Id));
        await world.Stage.AddImageAsync(stranger, i => i.PerceptualHash = 9);

        var survey = await world.Stage.Get<Duplicates>().FindAsync(world.Owner, Ct);

        Assert.Equal([first.Id, second.Id], Assert.Single(survey.Groups));
        Assert.True(survey.IsAll);
    }

    private static async Task<IEnumerable<long>> ShownAsync(Stage stage, Actor actor, long collection) =>
        (await stage.Get<Gallery>().ListAsync(actor, new() { CollectionId = collection }, new(), Ct)).Items.Select(i => i.Id);

    private static Task<Image> AddAsync(PlanningWorld world, Action<Image>? change = null) => world.Stage.AddImageAsync(world.Owner, image =>
    {
        image.Sha256 = Guid.NewGuid().ToString("N");
        change?.Invoke(image);
    });
}
