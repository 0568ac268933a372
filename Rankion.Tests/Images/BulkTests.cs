using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Core.Projects;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

/// <summary>One change to many images, named or all of a view, and back again.</summary>
public sealed class BulkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_filter_reaches_what_it_showed_and_nothing_that_came_later(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var stranger = (await stage.CreateTeamAsync()).Owner;
        var (curation, seen) = (stage.Get<Curation>(), stage.Clock.UtcNow.AddMinutes(1));
        var images = await AddAsync(stage, actor, 5, (i, n) => i.Tags = n < 3 ? ["harbour"] : ["sea"]);
        await stage.AddImageAsync(stranger, i => i.Tags = ["harbour"]);
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        var later = await stage.AddImageAsync(actor, i => i.Tags = ["harbour"]);

        var scope = new ImageScope.Matching(new() { Tags = ["harbour"] }, seen, new HashSet<long> { images[1] });
        var result = await curation.TagAsync(actor, scope, ["hero"], ["harbour"], null, Ct);

        // the first of the list is the newest, and it stays in the scope though it leaves the filter
        Assert.Equal([images[2], images[0]], result.Changed.Select(c => c.Id));
        Assert.Equal((2, 2, 2, true), (result.Total, result.Reached, result.Done, result.IsWhole));
        var tags = await ReadAsync(stage, actor, i => string.Join(' ', i.Tags));
        Assert.Equal(["hero", "harbour", "hero", "sea", "sea", "harbour"], [.. images.Select(id => tags[id]), tags[later.Id]]);
        Assert.Equal("harbour", Assert.Single((await ReadAsync(stage, stranger, i => string.Join(' ', i.Tags))).Values));
    }

    [DatabaseTheory]
    public async Task Every_order_and_kind_of_filter_names_the_same_images_as_the_list(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        await AddAsync(stage, actor, 12, (i, n) =>
        {
            (i.Title, i.Tags, i.IsFavorite) = ($"Harbour {n}", n % 2 == 0 ? ["a", "b"] : ["b"], n % 3 == 0);
            i.EditedAt = n % 4 == 0 ? i.CreatedAt.AddHours(n) : null;
            i.DeletedAt = n > 9 ? i.CreatedAt : null;
        });
        ImageFilter[] filters =
        [
            new(), new() { Q = "harbour" }, new() { Q = "harbour 1" }, new() { Tags = ["a"] }, new() { Tags = ["a", "b"], TagsMode = TagsMode.Any },
            new() { Favorite = true }, new() { CreatedById = actor.UserId, Favorite = false }, new() { From = stage.Clock.UtcNow.AddSeconds(4), Q = "harbour" },
        ];
        foreach (var filter in filters.SelectMany(f => new[] { ImageSort.Newest, ImageSort.Oldest, ImageSort.Edited }.Select(sort => f with { Sort = sort })).Append(ImageFilter.InTrash).Append(ImageFilter.InTrash with { Sort = ImageSort.Expiring }))
        {
            var listed = (await stage.Get<Gallery>().ListAsync(actor, filter, new(PerPage: 100), Ct)).Items.Select(i => i.Id);
            var scope = new ImageScope.Matching(filter, stage.Clock.UtcNow.AddDays(1), new HashSet<long>());
            Assert.Equal(listed, await stage.Get<ImageScopes>().IdsAsync(actor, scope, Ct));
        }
    }

    [DatabaseTheory]
    public async Task Two_hundred_images_are_one_transaction_and_one_more_makes_two(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var (curation, ids) = (stage.Get<Curation>(), await AddAsync(stage, actor, 201));

        var exact = new Steps();
        Assert.Equal(200, (await curation.FavoriteAsync(actor, ImageScope.Of([.. ids.Take(200)]), true, exact, Ct)).Done);
        Assert.Equal([new(200, 200)], exact.Seen);

        var more = new Steps();
        var result = await curation.FavoriteAsync(actor, new ImageScope.Matching(new(), stage.Clock.UtcNow.AddHours(1), new HashSet<long>()), true, more, Ct);
        Assert.Equal([new(200, 201), new(201, 201)], more.Seen);
        Assert.Equal([(ids[200], false, true)], result.Changed.Select(c => (c.Id, c.Before, c.After)));
    }

    [DatabaseTheory]
    public async Task Cancelled_on_the_way_it_tells_how_far_it_came_and_that_much_is_undone(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var (trash, ids) = (stage.Get<Trash>(), await AddAsync(stage, actor, 450));
        using var stop = new CancellationTokenSource();

        var result = await trash.PutAsync(actor, ImageScope.Of([.. ids]), new Steps(_ => stop.Cancel()), stop.Token);

        Assert.Equal((450, 200, 200, false), (result.Total, result.Reached, result.Done, result.IsWhole));
        Assert.Equal(200, (await ReadAsync(stage, actor, i => i.DeletedAt)).Values.Count(at => at is not null));
        Assert.Equal(200, (await trash.UndoAsync(actor, result.Changed, null, Ct)).Done);
        Assert.All((await ReadAsync(stage, actor, i => i.DeletedAt)).Values, Assert.Null);
    }

    [DatabaseTheory]
    public async Task What_cannot_be_changed_is_named_with_its_reason_and_holds_up_nobody(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var trashed = (await stage.AddImageAsync(actor, i => i.DeletedAt = stage.Clock.UtcNow)).Id;
        var full = (await stage.AddImageAsync(actor, i => i.Tags = [.. Enumerable.Range(0, Tags.MaxCount).Select(n => $"t{n}")])).Id;
        var foreign = (await stage.AddImageAsync((await stage.CreateTeamAsync()).Owner)).Id;
        var good = (await stage.AddImageAsync(actor)).Id;

        var result = await stage.Get<Curation>().TagAsync(actor, ImageScope.Of(trashed, full, foreign, good, good), ["hero"], null, null, Ct);

        Assert.Equal([(trashed, "image_trashed"), (full, "too_many_tags"), (foreign, "not_found")], result.Failed.Select(f => (f.Id, f.Code)));
        Assert.Equal([good], result.Changed.Select(c => c.Id));
        Assert.Equal([("image.tagged", good, "+hero")], await TrailAsync(stage, actor));
    }

    [DatabaseTheory]
    public async Task Undo_brings_back_exactly_what_was_and_leaves_what_others_did_since(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var curation = stage.Get<Curation>();
        IReadOnlyList<string>[] before = [["sea", "draft", "hero"], ["hero"], ["draft"], []];
        var ids = await AddAsync(stage, actor, 4, (i, n) => i.Tags = before[n]);

        var done = await curation.TagAsync(actor, ImageScope.Of([.. ids]), ["hero"], ["draft"], null, Ct);
        Assert.Equal([ids[0], ids[2], ids[3]], done.Changed.Select(c => c.Id));
        await curation.PatchAsync(actor, ids[3], new() { Tags = ["hero", "theirs"] }, Ct);
        await curation.UndoAsync(actor, done.Changed, null, Ct);
        var tags = await ReadAsync(stage, actor, i => i.Tags);
        Assert.Equal(before.Take(3), ids.Take(3).Select(id => tags[id]));
        Assert.Equal(["theirs"], tags[ids[3]]);

        var stars = await curation.FavoriteAsync(actor, ImageScope.Of([.. ids]), true, null, Ct);
        await curation.FavoriteAsync(actor, ids[0], false, Ct);
        await stage.Get<Trash>().PutAsync(actor, ids[1], Ct);
        var undone = await curation.UndoAsync(actor, stars.Changed, null, Ct);
        Assert.Equal([(ids[0], "changed_since"), (ids[1], "image_trashed")], undone.Failed.Select(f => (f.Id, f.Code)));
        Assert.Equal([false, true, false, false], await OfAsync(stage, actor, ids, i => i.IsFavorite));
    }

    [DatabaseTheory]
    public async Task Images_move_between_projects_and_back(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var (spring, autumn) = (await ProjectAsync(stage, actor, "Spring"), await ProjectAsync(stage, actor, "Autumn"));
        var foreign = await ProjectAsync(stage, (await stage.CreateTeamAsync()).Owner, "Theirs");
        var (curation, ids) = (stage.Get<Curation>(), await AddAsync(stage, actor, 3, (i, n) => i.ProjectId = n == 0 ? spring : n == 1 ? autumn : null));

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => curation.MoveAsync(actor, ImageScope.Of([.. ids]), foreign, null, Ct));
        Assert.Equal(["project_id"], refusal.Errors.Keys);

        var moved = await curation.MoveAsync(actor, ImageScope.Of([.. ids]), autumn, null, Ct);
        Assert.Equal([ids[0], ids[2]], moved.Changed.Select(c => c.Id));
        Assert.Equal([("image.moved", ids[0], "Autumn"), ("image.moved", ids[2], "Autumn")], await TrailAsync(stage, actor));
        Assert.Equal(3, (await stage.Get<ImageScopes>().SummarizeAsync(actor, ImageScope.Of([.. ids]), Ct)).Projects[autumn]);
        await curation.UndoAsync(actor, moved.Changed, null, Ct);
        Assert.Equal([spring, autumn, null], await OfAsync(stage, actor, ids, i => i.ProjectId));
    }

    [DatabaseTheory]
    public async Task Trash_restore_and_back_keep_the_day_and_the_count_of_variants(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var (trash, heard) = (stage.Get<Trash>(), new List<TeamEvent>());
        var parent = await stage.AddImageAsync(actor, i => i.VariantsCount = 2);
        var ids = await AddAsync(stage, actor, 2, (i, _) => (i.ParentId, i.RootId) = (parent.Id, parent.Id));
        stage.Get<ChangeFeed>().Subscribe(actor.TeamId, heard.Add);

        var put = await trash.PutAsync(actor, ImageScope.Of([.. ids]), null, Ct);
        var day = stage.Clock.UtcNow;
        Assert.Equal(ids, Assert.Single(heard.OfType<ImagesRemoved>()).ImageIds);
        Assert.Equal(0, (await ReadAsync(stage, actor, i => i.VariantsCount))[parent.Id]);
        stage.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Empty((await trash.PutAsync(actor, ImageScope.Of([.. ids]), null, Ct)).Changed);

        var restored = await trash.RestoreAsync(actor, new ImageScope.Matching(ImageFilter.InTrash, stage.Clock.UtcNow, new HashSet<long>()), null, Ct);
        Assert.Equal(2, (await ReadAsync(stage, actor, i => i.VariantsCount))[parent.Id]);
        var again = await trash.UndoAsync(actor, restored.Changed, null, Ct);
        Assert.Equal(2, again.Done);
        Assert.Equal([day, day], await OfAsync(stage, actor, ids, i => i.DeletedAt));
        Assert.Equal([("not_in_trash", parent.Id)], (await trash.RestoreAsync(actor, ImageScope.Of(parent.Id), null, Ct)).Failed.Select(f => (f.Code, f.Id)));
        Assert.Equal(2, (await trash.UndoAsync(actor, put.Changed, null, Ct)).Done);
        Assert.All((await ReadAsync(stage, actor, i => i.DeletedAt)).Values, Assert.Null);
    }

    [DatabaseTheory]
    public async Task The_trash_as_it_was_looked_at_does_not_hold_what_came_since(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var editor = (await stage.Services.AddMemberAsync(team.Id, TeamRole.Editor)).Actor;
        var (shredder, seen) = (stage.Get<Shredder>(), stage.Clock.UtcNow);
        var own = (await stage.AddImageAsync(editor, i => i.DeletedAt = seen)).Id;
        var others = (await stage.AddImageAsync(team.Owner, i => i.DeletedAt = seen)).Id;
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = (await stage.AddImageAsync(editor, i => (i.CreatedAt, i.DeletedAt) = (seen.AddDays(-1), stage.Clock.UtcNow))).Id;
        var all = new ImageScope.Matching(ImageFilter.InTrash, seen, new HashSet<long>());

        var summary = await stage.Get<ImageScopes>().SummarizeAsync(editor, all, Ct);
        Assert.Equal((2, 1), (summary.Total, summary.Deletable));
        var gone = await shredder.DeleteAsync(editor, all, null, Ct);
        Assert.Equal((2, 1), (gone.Total, gone.Done));
        Assert.Equal([(others, "forbidden")], gone.Failed.Select(f => (f.Id, f.Code)));
        Assert.Equal([others, later], (await ReadAsync(stage, editor, i => i.Id)).Keys.Order());
        Assert.Equal([(own, "not_found")], (await shredder.DeleteAsync(team.Owner, ImageScope.Of(own), null, Ct)).Failed.Select(f => (f.Id, f.Code)));
    }

    [DatabaseTheory]
    public async Task A_summary_tells_all_from_some_from_none(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var ids = await AddAsync(stage, actor, 8, (i, n) =>
            (i.Tags, i.IsFavorite, i.Status) = (n % 2 == 0 ? ["all", "half"] : ["all"], n < 2, n == 0 ? ProcessingStatus.Processing : ProcessingStatus.Ready));

        var summary = await stage.Get<ImageScopes>().SummarizeAsync(actor, ImageScope.Of([.. ids, 987_654]), Ct);

        Assert.Equal((8, 2, 7, 0), (summary.Total, summary.Favorites, summary.Ready, summary.Trashed));
        Assert.Equal((Portion.All, Portion.Some, Portion.None, Portion.Some), (summary.OfTag("all"), summary.OfTag("half"), summary.OfTag("none"), summary.Of(summary.Favorites)));
        Assert.Equal(4, summary.Tags["half"]);
        Assert.Equal(ids.Skip(1).Take(6), summary.Sample.Select(i => i.Id));
    }

    [Fact]
    public async Task Readers_change_nothing_and_nothing_is_not_a_scope()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var reader = (await stage.Services.AddMemberAsync(team.Id, TeamRole.Viewer)).Actor;
        var (id, curation, trash) = ((await stage.AddImageAsync(team.Owner)).Id, stage.Get<Curation>(), stage.Get<Trash>());
        var one = ImageScope.Of(id);
        Func<Task>[] changes =
        [
            () => curation.FavoriteAsync(reader, one, true, null, Ct), () => curation.TagAsync(reader, one, ["a"], null, null, Ct),
            () => curation.MoveAsync(reader, one, null, null, Ct), () => trash.PutAsync(reader, one, null, Ct), () => trash.RestoreAsync(reader, one, null, Ct),
            () => stage.Get<Shredder>().DeleteAsync(reader, one, null, Ct), () => trash.UndoAsync(reader, [new(id, null, stage.Clock.UtcNow)], null, Ct),
        ];
        foreach (var change in changes)
            Assert.Equal("forbidden", (await Assert.ThrowsAsync<RefusalException>(change)).Code);
        Assert.Equal(422, (await Assert.ThrowsAsync<RefusalException>(() => trash.PutAsync(team.Owner, ImageScope.Of(), null, Ct))).Status);
        Assert.Equal(422, (await Assert.ThrowsAsync<RefusalException>(() =>
            trash.RestoreAsync(team.Owner, new ImageScope.Matching(ImageFilter.InTrash, stage.Clock.UtcNow, new HashSet<long>()), null, Ct))).Status);
        Assert.Empty(await TrailAsync(stage, team.Owner));
    }

    private static async Task<List<long>> AddAsync(Stage stage, Actor actor, int count, Action<Image, int>? change = null) =>
        [.. (await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, Enumerable.Range(0, count).Select(n => (Action<Image>)(i => change?.Invoke(i, n))))).Select(i => i.Id)];

    private static async Task<Dictionary<long, T>> ReadAsync<T>(Stage stage, Actor actor, Func<Image, T> value)
    {
        await using var db = await stage.Database.OpenAsync(Ct);
        return (await db.For(actor).Images.ToListAsync(Ct)).ToDictionary(i => i.Id, value);
    }

    private static async Task<IEnumerable<T>> OfAsync<T>(Stage stage, Actor actor, List<long> ids, Func<Image, T> value)
    {
        var values = await ReadAsync(stage, actor, value);
        return ids.Select(id => values[id]);
    }

    private static async Task<IEnumerable<(string Action, long Id, string? Detail)>> TrailAsync(Stage stage, Actor actor) =>
        (await stage.Get<AuditTrail>().ReadAsync(actor, new(), new(PerPage: 100), Ct)).Items.Select(l => (l.Entry.Action, l.Entry.SubjectId, l.Entry.Detail)).Reverse();

    private static async Task<long> ProjectAsync(Stage stage, Actor actor, string name) => await stage.Database.WriteAsync(async write =>
    {
        var project = new Project { TeamId = actor.TeamId, Name = name, Slug = name.ToLowerInvariant(), Color = "#336699", CreatedAt = stage.Clock.UtcNow };
        write.Db.Add(project);
        await write.Db.SaveChangesAsync(Ct);
        return project.Id;
    }, Ct);

    /// <summary>Hears of progress at once; <see cref="Progress{T}"/> would do so some time.</summary>
    private sealed class Steps(Action<BulkProgress>? onStep = null) : IProgress<BulkProgress>
    {
        public List<BulkProgress> Seen { get; } = [];

        public void Report(BulkProgress value)
        {
            Seen.Add(value);
            onStep?.Invoke(value);
        }
    }
}
