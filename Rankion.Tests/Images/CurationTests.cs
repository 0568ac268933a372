using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Editing;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

/// <summary>Titles, tags and stars.</summary>
public sealed class CurationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_title_and_tags_replace_what_was_there(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var before = await stage.AddImageAsync(actor, i => (i.Title, i.Tags) = ("Old", ["draft", "hero"]));
        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        var heard = Listen(stage, actor);

        var image = await stage.Get<Curation>().PatchAsync(actor, before.Id, new() { Title = "  Harbour ", Tags = [" Hero ", "Sea", "hero", "", null] }, Ct);

        Assert.Equal(("Harbour", stage.Clock.UtcNow, stage.Clock.UtcNow), (image!.Title, image.EditedAt, image.UpdatedAt));
        Assert.Equal(["hero", "sea"], image.Tags);
        var stored = await FindAsync(stage, actor, before.Id);
        Assert.Equal(("Harbour", before.Version + 1), (stored.Title, stored.Version));
        Assert.Equal(["hero", "sea"], stored.Tags);
        Assert.Equal([new ImageChanged(actor.TeamId, image.Id, ProcessingStatus.Ready)], heard);
        Assert.Equal([("image.renamed", "Old → Harbour"), ("image.tagged", "+sea −draft")], await TrailAsync(stage, actor, image.Id));
    }

    [DatabaseTheory]
    public async Task What_is_left_out_stays_and_what_is_the_same_is_no_change(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var id = (await stage.AddImageAsync(actor, i => (i.Title, i.Tags) = ("Old", ["hero"]))).Id;
        var curation = stage.Get<Curation>();

        await curation.PatchAsync(actor, id, new() { Title = "New" }, Ct);
        Assert.Equal(["hero"], (await FindAsync(stage, actor, id)).Tags);
        await curation.PatchAsync(actor, id, new() { Tags = [] }, Ct);
        var cleared = await FindAsync(stage, actor, id);
        Assert.Equal(("New", 2), (cleared.Title, cleared.Version));
        Assert.Empty(cleared.Tags);

        var heard = Listen(stage, actor);
        await curation.PatchAsync(actor, id, new(), Ct);
        await curation.PatchAsync(actor, id, new() { Title = "New", Tags = [] }, Ct);
        await curation.FavoriteAsync(actor, id, false, Ct);
        Assert.Equal(2, (await FindAsync(stage, actor, id)).Version);
        Assert.Empty(heard);
    }

    [DatabaseTheory]
    public async Task Of_two_editors_who_read_the_same_one_is_told_that_it_has_changed(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var read = await stage.AddImageAsync(actor);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => RefusalAsync(() =>
            stage.Get<Curation>().PatchAsync(actor, read.Id, new() { Title = $"Title {n}", ExpectedVersion = read.Version }, Ct)))));

        Assert.Single(outcomes, o => o is null);
        Assert.All(outcomes.OfType<RefusalException>(), r => Assert.Equal(("precondition_failed", 412), (r.Code, r.Status)));
        Assert.Equal(read.Version + 1, (await FindAsync(stage, actor, read.Id)).Version);
    }

    [DatabaseTheory]
    public async Task A_star_is_set_taken_and_toggled_also_by_many_at_once(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var id = (await stage.AddImageAsync(actor)).Id;
        var curation = stage.Get<Curation>();

        Assert.True((await curation.FavoriteAsync(actor, id, null, Ct))!.IsFavorite);
        Assert.True((await curation.FavoriteAsync(actor, id, true, Ct))!.IsFavorite);
        Assert.False((await curation.FavoriteAsync(actor, id, null, Ct))!.IsFavorite);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => curation.FavoriteAsync(actor, id, null, Ct))));

        var image = await FindAsync(stage, actor, id);
        Assert.Equal((true, 7), (image.IsFavorite, image.Version));
        Assert.Null(image.EditedAt);
        Assert.Equal(7, (await TrailAsync(stage, actor, id)).Count);
    }

    [Fact]
    public async Task Nothing_but_the_trash_changes_an_image_in_the_trash()
    {
        await using var stage = await Stage.OpenAsync();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var id = (await stage.AddImageAsync(actor, i => (i.Status, i.DeletedAt) = (ProcessingStatus.Failed, stage.Clock.UtcNow))).Id;
        var curation = stage.Get<Curation>();

        foreach (var change in new Func<Task>[]
        {
            () => curation.PatchAsync(actor, id, new() { Title = "New" }, Ct),
            () => curation.PatchAsync(actor, id, new() { Tags = ["x"] }, Ct),
            () => curation.FavoriteAsync(actor, id, true, Ct),
            () => stage.Get<Generator>().RetryAsync(actor, id, Ct),
            () => stage.Get<Editor>().EditAsync(actor, id, new() { Prompt = "x" }, Ct),
            () => stage.Get<Gallery>().DismissAsync(actor, id, Ct),
        })
        {
            var refusal = await Assert.ThrowsAsync<RefusalException>(change);
            Assert.Equal(("image_trashed", 409), (refusal.Code, refusal.Status));
        }
        Assert.Equal(0, (await FindAsync(stage, actor, id)).Version);
    }

    [Fact]
    public async Task Readers_change_nothing_and_strangers_find_nothing()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var stranger = (await stage.CreateTeamAsync()).Owner;
        var id = (await stage.AddImageAsync(team.Owner)).Id;
        var curation = stage.Get<Curation>();

        foreach (var reader in new[] { team.Owner with { Role = TeamRole.Viewer }, team.Owner with { Scopes = Scopes.Read } })
        {
            Assert.Equal(403, (await RefusalAsync(() => curation.PatchAsync(reader, id, new() { Title = "x" }, Ct)))!.Status);
            Assert.Equal(403, (await RefusalAsync(() => curation.FavoriteAsync(reader, id, true, Ct)))!.Status);
            Assert.Equal(403, (await RefusalAsync(() => curation.TagAsync(reader, [id], ["x"], null, Ct)))!.Status);
        }
        Assert.Null(await curation.PatchAsync(stranger, id, new() { Title = "x" }, Ct));
        Assert.Null(await curation.FavoriteAsync(stranger, id, true, Ct));
        Assert.Equal([new BulkFailure(id, "not_found")], (await curation.TagAsync(stranger, [id], ["x"], null, Ct)).Failed);
        Assert.Equal(0, (await FindAsync(stage, team.Owner, id)).Version);
    }

    [Fact]
    public async Task Titles_and_tags_are_taken_up_to_their_limits_and_not_beyond()
    {
        await using var stage = await Stage.OpenAsync();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var id = (await stage.AddImageAsync(actor)).Id;
        var tags = Enumerable.Range(0, 50).Select(n => $"{n}".PadLeft(64, 'x')).ToList();

        var image = await stage.Get<Curation>().PatchAsync(actor, id, new() { Title = new string('t', 200), Tags = tags }, Ct);
        Assert.Equal((200, 50), (image!.Title.Length, image.Tags.Count));

        await RefusedAsync(new() { Title = new string('t', 201) }, "title");
        await RefusedAsync(new() { Title = "   " }, "title");
        await RefusedAsync(new() { Title = "a\0b" }, "title");
        await RefusedAsync(new() { Title = "a\ud800" }, "title");
        await RefusedAsync(new() { Tags = [.. tags, "one more"] }, "tags");
        await RefusedAsync(new() { Tags = [new string('x', 65)] }, "tags");
        await RefusedAsync(new() { Tags = ["a\nb"] }, "tags");
        await RefusedAsync(new() { Tags = ["a\udfff"] }, "tags");

        async Task RefusedAsync(ImagePatch patch, string field)
        {
            var refusal = await RefusalAsync(() => stage.Get<Curation>().PatchAsync(actor, id, patch, Ct));
            Assert.Equal((422, field), (refusal!.Status, refusal.Errors.Keys.Single()));
        }
    }

    [DatabaseTheory]
    public async Task Many_images_are_tagged_at_once_whatever_is_wrong_with_some(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var one = await stage.AddImageAsync(actor, i => i.Tags = ["draft", "sea"]);
        var foreign = await stage.AddImageAsync((await stage.CreateTeamAsync()).Owner);
        var trashed = await stage.AddImageAsync(actor, i => i.DeletedAt = stage.Clock.UtcNow);
        var full = await stage.AddImageAsync(actor, i => i.Tags = [.. Enumerable.Range(0, 50).Select(n => $"t{n}")]);
        var two = await stage.AddImageAsync(actor);

        var outcome = await stage.Get<Curation>().TagAsync(actor, [two.Id, foreign.Id, trashed.Id, full.Id, one.Id, 999_999, two.Id, -1], [" Hero"], ["draft", "HERO"], Ct);

        Assert.Equal([two.Id, one.Id], outcome.Succeeded);
        Assert.Equal(
            [new(foreign.Id, "not_found"), new(trashed.Id, "image_trashed"), new(full.Id, "too_many_tags"), new(999_999, "not_found"), new(-1, "not_found")],
            outcome.Failed);
        Assert.Equal(["sea", "hero"], (await FindAsync(stage, actor, one.Id)).Tags);
        Assert.Equal(["hero"], (await FindAsync(stage, actor, two.Id)).Tags);
        Assert.Equal(50, (await FindAsync(stage, actor, full.Id)).Tags.Count);
        Assert.Equal([("image.tagged", "+hero −draft")], await TrailAsync(stage, actor, one.Id));
    }

    [Fact]
    public async Task Two_hundred_images_are_the_most_that_are_tagged_at_once()
    {
        await using var stage = await Stage.OpenAsync();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var images = await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, Enumerable.Repeat(new Action<Image>(_ => { }), 200));
        var ids = images.Select(i => i.Id).ToList();
        var curation = stage.Get<Curation>();

        Assert.Equal(ids, (await curation.TagAsync(actor, [.. ids, ids[0]], ["all"], null, Ct)).Succeeded);
        Assert.Equal("ids", await FieldAsync(() => curation.TagAsync(actor, [.. ids, 999_999], ["more"], null, Ct)));
        Assert.Equal("ids", await FieldAsync(() => curation.TagAsync(actor, [], ["more"], null, Ct)));
        Assert.Equal("add", await FieldAsync(() => curation.TagAsync(actor, ids, null, [" "], Ct)));
        Assert.Equal("add", await FieldAsync(() => curation.TagAsync(actor, ids, [new string('x', 65)], null, Ct)));
        Assert.Equal("remove", await FieldAsync(() => curation.TagAsync(actor, ids, ["x"], [new string('x', 65)], Ct)));
        Assert.Equal(["all"], (await FindAsync(stage, actor, ids[^1])).Tags);
    }

    private static async Task<string> FieldAsync(Func<Task> change) => (await RefusalAsync(change))!.Errors.Keys.Single();

    private static async Task<RefusalException?> RefusalAsync(Func<Task> change)
    {
        try
        {
            await change();
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal;
        }
    }

    private static List<TeamEvent> Listen(Stage stage, Actor actor)
    {
        var heard = new List<TeamEvent>();
        stage.Get<ChangeFeed>().Subscribe(actor.TeamId, heard.Add);
        return heard;
    }

    private static async Task<Image> FindAsync(Stage stage, Actor actor, long id) => (await stage.Get<Gallery>().FindAsync(actor, id, Ct))!.Image;

    private static async Task<IReadOnlyList<(string, string?)>> TrailAsync(Stage stage, Actor actor, long id)
    {
        var page = await stage.Get<AuditTrail>().ReadAsync(actor, new() { SubjectKind = "image", SubjectId = id }, new(), Ct);
        return [.. page.Items.Select(l => (l.Entry.Action, l.Entry.Detail)).Reverse()];
    }
}
