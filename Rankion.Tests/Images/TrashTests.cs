using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Live;
using Rankion.Core.Teams;
using Rankion.Tests.Generation;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

/// <summary>Into the trash and out of it again.</summary>
public sealed class TrashTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Restoring_an_image_brings_back_its_tags_and_its_star(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var id = (await stage.AddImageAsync(actor, i => (i.Title, i.Tags, i.IsFavorite) = ("Harbour", ["hero"], true))).Id;
        var (trash, heard) = (stage.Get<Trash>(), new List<TeamEvent>());
        stage.Get<ChangeFeed>().Subscribe(actor.TeamId, heard.Add);

        Assert.True(await trash.PutAsync(actor, id, Ct));
        var gone = await FindAsync(stage, actor, id);
        Assert.Equal((stage.Clock.UtcNow, stage.Clock.UtcNow.AddDays(30), 1), (gone.DeletedAt, trash.PurgeAt(gone), gone.Version));
        Assert.Equal(0, (await ListAsync(stage, actor)).Total);

        stage.Clock.Advance(TimeSpan.FromDays(3));
        var back = await trash.RestoreAsync(actor, id, Ct);
        Assert.Equal((null, null, true, 2), (back!.DeletedAt, trash.PurgeAt(back), back.IsFavorite, back.Version));
        Assert.Equal(["hero"], Assert.Single((await ListAsync(stage, actor)).Items).Tags);
        Assert.IsType<ImagesRemoved>(heard[0]);
        Assert.Equal([id], Assert.IsType<ImagesRestored>(heard[1]).ImageIds);
        Assert.Equal([("image.trashed", "Harbour"), ("image.restored", "Harbour")], await TrailAsync(stage, actor, id));
    }

    [DatabaseTheory]
    public async Task A_tile_of_the_trash_tells_who_threw_the_image_away_and_when(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var editor = await stage.Services.AddMemberAsync(team.Id, TeamRole.Editor);
        var trash = stage.Get<Trash>();
        var (twice, once, live) = (await stage.AddImageAsync(editor.Actor), await stage.AddImageAsync(team.Owner), await stage.AddImageAsync(team.Owner));
        await trash.PutAsync(team.Owner, twice.Id, Ct);
        await trash.RestoreAsync(team.Owner, twice.Id, Ct);
        stage.Clock.Advance(TimeSpan.FromDays(1));
        await trash.PutAsync(editor.Actor, [twice.Id, once.Id], Ct);
        var unknown = await stage.AddImageAsync(team.Owner, i => i.DeletedAt = stage.Clock.UtcNow);
        var (now, name) = (stage.Clock.UtcNow, editor.Email[..editor.Email.IndexOf('@', StringComparison.Ordinal)]);

        var cards = await stage.Get<ContactSheet>().CardsAsync(team.Owner, [twice.Id, once.Id, live.Id, unknown.Id], Ct);

        Assert.Equal<(long, DateTime?, string?)>(
            [(twice.Id, now, name), (once.Id, now, name), (live.Id, null, null), (unknown.Id, now, null)],
            cards.OrderBy(c => c.Id).Select(c => (c.Id, c.DeletedAt, c.DeletedBy)));
    }

    [DatabaseTheory]
    public async Task What_is_in_the_trash_already_keeps_its_day(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var parent = await stage.AddImageAsync(actor, i => i.VariantsCount = 1);
        var id = (await stage.AddImageAsync(actor, i => (i.ParentId, i.RootId) = (parent.Id, parent.Id))).Id;
        await stage.Get<Trash>().PutAsync(actor, id, Ct);
        var first = await FindAsync(stage, actor, id);

        stage.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await stage.Get<Trash>().PutAsync(actor, id, Ct));

        var second = await FindAsync(stage, actor, id);
        Assert.Equal((first.DeletedAt, first.Version), (second.DeletedAt, second.Version));
        Assert.Equal(0, (await FindAsync(stage, actor, parent.Id)).VariantsCount);
        Assert.Single(await TrailAsync(stage, actor, id));
    }

    [Fact]
    public async Task What_is_not_in_the_trash_cannot_be_restored()
    {
        await using var stage = await Stage.OpenAsync();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var id = (await stage.AddImageAsync(actor)).Id;
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => stage.Get<Trash>().RestoreAsync(actor, id, Ct));
        Assert.Equal(("not_in_trash", 409), (refusal.Code, refusal.Status));
    }

    [DatabaseTheory]
    public async Task Variants_stay_where_they_are_and_are_counted_by_their_parent(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var root = await stage.AddImageAsync(actor, i => i.VariantsCount = 3);
        var children = new List<Image>();
        for (var n = 0; n < 3; n++)
            children.Add(await stage.AddImageAsync(actor, i => (i.ParentId, i.RootId) = (root.Id, root.Id)));
        var trash = stage.Get<Trash>();

        await Task.WhenAll(children.Select(child => Task.Run(() => trash.PutAsync(actor, child.Id, Ct))));
        Assert.Equal(0, (await FindAsync(stage, actor, root.Id)).VariantsCount);
        await trash.PutAsync(actor, root.Id, Ct);
        await trash.RestoreAsync(actor, [.. children.Select(c => c.Id)], Ct);

        var detail = (await stage.Get<Gallery>().FindAsync(actor, root.Id, Ct))!;
        Assert.NotNull(detail.Image.DeletedAt);
        Assert.Equal((3, 3), (detail.Image.VariantsCount, detail.Variants.Count));
        Assert.Equal(children.Select(c => c.Id), (await ListAsync(stage, actor)).Items.Select(i => i.Id).Order());
        Assert.Equal(root.Id, (await FindAsync(stage, actor, children[0].Id)).ParentId);
    }

    [DatabaseTheory]
    public async Task One_bad_id_never_stops_the_others(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var foreign = (await stage.AddImageAsync((await stage.CreateTeamAsync()).Owner)).Id;
        var parent = (await stage.AddImageAsync(actor, i => i.VariantsCount = 1)).Id;
        var child = (await stage.AddImageAsync(actor, i => (i.ParentId, i.RootId) = (parent, parent))).Id;
        var live = (await stage.AddImageAsync(actor)).Id;
        var trash = stage.Get<Trash>();

        var put = await trash.PutAsync(actor, [child, foreign, parent, 0, child], Ct);
        Assert.Equal([child, parent], put.Succeeded);
        Assert.Equal([new(foreign, "not_found"), new(0, "not_found")], put.Failed);
        Assert.Equal(0, (await FindAsync(stage, actor, parent)).VariantsCount);

        var restored = await trash.RestoreAsync(actor, [live, parent, foreign, child], Ct);
        Assert.Equal([parent, child], restored.Succeeded);
        Assert.Equal([new(live, "not_in_trash"), new(foreign, "not_found")], restored.Failed);
        Assert.Equal(1, (await FindAsync(stage, actor, parent)).VariantsCount);
    }

    [DatabaseTheory]
    public async Task Two_hundred_go_in_one_step_and_one_more_does_not(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var images = await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, Enumerable.Repeat(new Action<Image>(_ => { }), 200));
        var ids = images.Select(i => i.Id).ToList();
        var trash = stage.Get<Trash>();

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => trash.PutAsync(actor, [.. ids, 999_999], Ct));
        Assert.Equal((422, "ids"), (refusal.Status, refusal.Errors.Keys.Single()));
        await Assert.ThrowsAsync<RefusalException>(() => trash.RestoreAsync(actor, [.. ids, 999_999], Ct));
        await Assert.ThrowsAsync<RefusalException>(() => trash.PutAsync(actor, [], Ct));
        Assert.Equal(200, (await ListAsync(stage, actor)).Total);
        Assert.Equal(ids, (await trash.PutAsync(actor, ids, Ct)).Succeeded);
        Assert.Equal(0, (await ListAsync(stage, actor)).Total);
        Assert.Equal(ids, (await trash.RestoreAsync(actor, ids, Ct)).Succeeded);
    }

    [DatabaseTheory]
    public async Task An_image_that_is_being_drawn_is_cancelled_and_paid_back(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var called = world.OpenAi.NeverAnswer();
        var receipt = await world.GenerateAsync(new() { Prompt = "x", N = 2 });
        await called;
        var trash = world.Stage.Get<Trash>();

        await trash.PutAsync(world.Actor, receipt.ImageIds[0], Ct);
        Assert.Equal(995, await world.BalanceAsync());
        await trash.PutAsync(world.Actor, receipt.ImageIds[1], Ct);

        Assert.Equal(1000, await world.BalanceAsync());
        Assert.Equal(JobStatus.Cancelled, (await world.Stage.Get<JobQueue>().FindAsync(world.Actor, receipt.JobId, Ct))!.Status);
        var back = await trash.RestoreAsync(world.Actor, receipt.ImageIds[0], Ct);
        Assert.Equal((ProcessingStatus.Cancelled, 0), (back!.Status, back.Credits));
        Assert.NotNull(await world.Stage.Get<Generator>().RetryAsync(world.Actor, back.Id, Ct));
    }

    [DatabaseTheory]
    public async Task A_whole_job_goes_to_the_trash_in_one_step(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var receipt = await world.GenerateAsync(new() { Prompt = "x", N = 8 });

        var outcome = await world.Stage.Get<Trash>().PutAsync(world.Actor, receipt.ImageIds, Ct);

        Assert.Equal(receipt.ImageIds, outcome.Succeeded);
        Assert.Equal(1000, await world.BalanceAsync());
        Assert.Equal(JobStatus.Cancelled, (await world.Stage.Get<JobQueue>().FindAsync(world.Actor, receipt.JobId, Ct))!.Status);
    }

    [Fact]
    public async Task Readers_and_strangers_cannot_use_it()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var id = (await stage.AddImageAsync(team.Owner)).Id;
        var reader = team.Owner with { Role = TeamRole.Viewer };
        var stranger = (await stage.CreateTeamAsync()).Owner;
        var trash = stage.Get<Trash>();

        Assert.Equal(403, (await Assert.ThrowsAsync<RefusalException>(() => trash.PutAsync(reader, id, Ct))).Status);
        Assert.Equal(403, (await Assert.ThrowsAsync<RefusalException>(() => trash.RestoreAsync(reader, id, Ct))).Status);
        Assert.False(await trash.PutAsync(stranger, id, Ct));
        Assert.Null(await trash.RestoreAsync(stranger, id, Ct));
        Assert.Null((await FindAsync(stage, team.Owner, id)).DeletedAt);
    }

    [Fact]
    public async Task How_long_it_keeps_images_is_configured()
    {
        await using var stage = await Stage.OpenAsync(configure: setup => setup.Settings["Rankion:Trash:RetentionDays"] = "7");
        var actor = (await stage.CreateTeamAsync()).Owner;
        var image = await stage.AddImageAsync(actor, i => i.DeletedAt = stage.Clock.UtcNow);
        Assert.Equal(stage.Clock.UtcNow.AddDays(7), stage.Get<Trash>().PurgeAt(image));
    }

    private static Task<Page<Image>> ListAsync(Stage stage, Actor actor) => stage.Get<Gallery>().ListAsync(actor, new(), new(), Ct);

    private static async Task<Image> FindAsync(Stage stage, Actor actor, long id) => (await stage.Get<Gallery>().FindAsync(actor, id, Ct))!.Image;

    private static async Task<IReadOnlyList<(string, string?)>> TrailAsync(Stage stage, Actor actor, long id)
    {
        var page = await stage.Get<AuditTrail>().ReadAsync(actor, new() { SubjectKind = "image", SubjectId = id }, new(), Ct);
        return [.. page.Items.Select(l => (l.Entry.Action, l.Entry.Detail)).Reverse()];
    }
}
