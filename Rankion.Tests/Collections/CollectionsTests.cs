using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Collections;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Collections;

public sealed class CollectionsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Images_go_in_and_out_and_one_that_cannot_does_not_stop_the_others(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, ids) = await FillAsync(stage, 5);
        var stranger = await FillAsync(stage, 1);
        var contents = stage.Get<CollectionContents>();
        var collection = await CreateAsync(stage, actor);
        var heard = new List<TeamEvent>();
        using var listening = stage.Get<ChangeFeed>().Subscribe(actor.TeamId, heard.Add);
        await stage.Get<Trash>().PutAsync(actor, ids[4], Ct);

        var outcome = (await contents.AddAsync(actor, collection.Id, [ids[2], stranger.Ids[0], ids[0], ids[4], ids[0], 987_654], Ct))!;
        Assert.Equal([ids[2], ids[0]], outcome.Succeeded);
        Assert.Equal([new(stranger.Ids[0], "not_found"), new(ids[4], "image_trashed"), new(987_654, "not_found")], outcome.Failed);
        Assert.Equal([ids[2], ids[0]], heard.OfType<CollectionChanged>().Single().ImageIds);
        Assert.Equal([ids[2], ids[0]], await HoldsAsync(stage, actor, collection));

        var again = (await contents.AddAsync(actor, collection.Id, [ids[0], ids[1]], Ct))!;
        Assert.Equal((2, ids[1]), (again.Succeeded.Count, Assert.Single(again.Changed).Id));
        Assert.Equal([ids[2], ids[0], ids[1]], await HoldsAsync(stage, actor, collection));

        Assert.Equal(ids[0], Assert.Single((await contents.RemoveAsync(actor, collection.Id, [ids[0], ids[3]], Ct))!.Changed).Id);
        Assert.Equal([ids[2], ids[1]], await HoldsAsync(stage, actor, collection));
        Assert.Equal("Shots", Assert.Single(await stage.Get<CollectionList>().OfImageAsync(actor, ids[1], Ct)).Name);
        Assert.Empty(await stage.Get<CollectionList>().OfImageAsync(actor, ids[0], Ct));
    }

    [DatabaseTheory]
    public async Task What_is_trashed_is_not_seen_comes_back_to_its_place_and_is_gone_when_it_is_deleted(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, ids) = await FillAsync(stage, 3);
        var (trash, desk) = (stage.Get<Trash>(), stage.Get<CollectionDesk>());
        var collection = await CreateAsync(stage, actor, ids);
        await desk.CoverAsync(actor, collection.Id, ids[1], null, Ct);
        Assert.Equal(ids[1], await CoverAsync());

        await trash.PutAsync(actor, ids[1], Ct);
        Assert.Equal([ids[0], ids[2]], await HoldsAsync(stage, actor, collection));
        Assert.Equal(ids[2], await CoverAsync());
        await trash.RestoreAsync(actor, ids[1], Ct);
        Assert.Equal(ids, await HoldsAsync(stage, actor, collection));
        Assert.Equal(ids[1], await CoverAsync());

        await trash.PutAsync(actor, ids[1], Ct);
        await stage.Get<Shredder>().DeleteAsync(actor, ids[1], Ct);
        Assert.Equal([ids[0], ids[2]], await HoldsAsync(stage, actor, collection));
        await using var db = await stage.Database.OpenAsync(Ct);
        Assert.Equal(2, await db.For(actor).CollectionItems.CountAsync(Ct));
        Assert.Null((await stage.Get<CollectionList>().FindAsync(actor, collection.Id, Ct))!.CoverId);

        async Task<long?> CoverAsync()
        {
            var list = stage.Get<CollectionList>();
            return (await list.CardsAsync(actor, await list.ListAsync(actor, Ct), Ct)).Single().Cover?.Id;
        }
    }

    [DatabaseTheory]
    public async Task A_name_is_a_teams_own_once_in_any_case(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, stranger) = ((await stage.CreateTeamAsync()).Owner, (await stage.CreateTeamAsync()).Owner);
        var desk = stage.Get<CollectionDesk>();
        var first = await desk.CreateAsync(actor, new() { Name = " Übersicht " }, Ct);
        Assert.Equal("Übersicht", first.Name);
        await desk.CreateAsync(stranger, new() { Name = "Übersicht" }, Ct);
        await RefusedAsync(409, "name_taken", () => desk.CreateAsync(actor, new() { Name = "ÜBERSICHT" }, Ct));
        foreach (var bad in new[] { null, "", "  ", new string('x', 101), "a\nb", "a\0" })
            await RefusedAsync(422, "validation_failed", () => desk.CreateAsync(actor, new() { Name = bad }, Ct));
        await RefusedAsync(422, "validation_failed", () => desk.CreateAsync(actor, new() { Name = "x", Description = new('x', 1001) }, Ct));
        Assert.Equal("ÜBERSICHT", (await desk.ChangeAsync(actor, first.Id, new() { Name = "ÜBERSICHT" }, Ct))!.Name);
        var second = await desk.CreateAsync(actor, new() { Name = "Other" }, Ct);
        await RefusedAsync(409, "name_taken", () => desk.ChangeAsync(actor, second.Id, new() { Name = "übersicht" }, Ct));
        await RefusedAsync(412, "precondition_failed", () => desk.ChangeAsync(actor, first.Id, new() { Name = "Mine", ExpectedVersion = 1 }, Ct));
        Assert.Equal(["Other", "ÜBERSICHT"], (await stage.Get<CollectionList>().ListAsync(actor, Ct)).Select(c => c.Name));
        Assert.Equal(first.Id, (await stage.Get<CollectionList>().FindAsync(actor, "Übersicht", Ct))!.Id);

        Assert.True(await desk.DeleteAsync(actor, first.Id, Ct));
        Assert.False(await desk.DeleteAsync(actor, first.Id, Ct));
        await desk.CreateAsync(actor, new() { Name = "übersicht" }, Ct);
    }

    [DatabaseTheory]
    public async Task Of_many_who_take_a_name_or_fill_a_collection_at_once_one_gets_the_name_and_nothing_is_lost(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, ids) = await FillAsync(stage, 12);
        var tries = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                return await stage.Get<CollectionDesk>().CreateAsync(actor, new() { Name = "Shots" }, Ct);
            }
            catch (RefusalException refusal) when (refusal.Code == "name_taken")
            {
                return null;
            }
        }));
        var collection = Assert.Single(tries.OfType<Collection>());

        await Task.WhenAll(ids.Select(id => stage.Get<CollectionContents>().AddAsync(actor, collection.Id, [id, ids[0]], Ct)).Append<Task>(stage.Get<Trash>().PutAsync(actor, ids[3], Ct)));
        var holds = await HoldsAsync(stage, actor, collection);
        Assert.Equal(ids.Where(id => id != ids[3]), holds.Order());
    }

    [DatabaseTheory]
    public async Task Deleting_a_collection_leaves_its_images(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, ids) = await FillAsync(stage, 3);
        var collection = await CreateAsync(stage, actor, ids);
        Assert.True(await stage.Get<CollectionDesk>().DeleteAsync(actor, collection.Id, Ct));
        Assert.Empty(await HoldsAsync(stage, actor, collection));
        Assert.Equal(3, await stage.Get<Gallery>().CountAsync(actor, new(), Ct));
        Assert.Null(await stage.Get<CollectionContents>().AddAsync(actor, collection.Id, ids, Ct));
        Assert.False(await stage.Get<CollectionContents>().OrderAsync(actor, collection.Id, ids, null, Ct));
    }

    [DatabaseTheory]
    public async Task Images_are_put_into_an_order_as_often_as_one_likes(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, ids) = await FillAsync(stage, 6);
        var contents = stage.Get<CollectionContents>();
        var collection = await CreateAsync(stage, actor, ids);
        // so close together that there is no room soon
        await stage.Database.WriteAsync(write => write.Db.For(actor).CollectionItems.ExecuteUpdateAsync(set => set.SetProperty(i => i.Position, i => i.Position / (1 << 28)), Ct), Ct);

        var (expected, random) = (ids.ToList(), new Random(3));
        for (var round = 0; round < 40; round++)
        {
            var moved = random.GetItems(ids.ToArray(), random.Next(1, 4)).Distinct().ToList();
            var rest = expected.Except(moved).ToList();
            var before = random.Next(4) == 0 ? null as long? : rest[random.Next(rest.Count)];
            Assert.True(await contents.OrderAsync(actor, collection.Id, moved, before, Ct));
            rest.InsertRange(before is null ? rest.Count : rest.IndexOf(before.Value), moved);
            expected = rest;
            Assert.Equal(expected, await HoldsAsync(stage, actor, collection));
        }

        var outside = await stage.AddImageAsync(actor);
        await RefusedAsync(422, "not_in_collection", () => contents.OrderAsync(actor, collection.Id, [ids[0], outside.Id], null, Ct));
        await RefusedAsync(422, "not_in_collection", () => contents.OrderAsync(actor, collection.Id, [ids[0]], outside.Id, Ct));
        await RefusedAsync(422, "validation_failed", () => contents.OrderAsync(actor, collection.Id, [ids[0]], ids[0], Ct));
        Assert.Equal(expected, await HoldsAsync(stage, actor, collection));
    }

    [DatabaseTheory]
    public async Task All_that_a_view_shows_goes_in_at_once_and_undoing_puts_back_what_was(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, ids) = await FillAsync(stage, 7);
        var contents = stage.Get<CollectionContents>();
        var collection = await CreateAsync(stage, actor, [ids[5], ids[1], ids[3]]);
        var all = new ImageScope.Matching(new() { Sort = ImageSort.Oldest }, stage.Clock.UtcNow.AddHours(1), new HashSet<long> { ids[6] });

        var added = (await contents.AddAsync(actor, collection.Id, all, null, Ct))!;
        Assert.Equal((6, 3), (added.Total, added.Done));
        Assert.Equal([ids[5], ids[1], ids[3], ids[0], ids[2], ids[4]], await HoldsAsync(stage, actor, collection));
        await contents.UndoAsync(actor, collection.Id, added.Changed, null, Ct);
        Assert.Equal([ids[5], ids[1], ids[3]], await HoldsAsync(stage, actor, collection));

        var removed = (await contents.RemoveAsync(actor, collection.Id, ImageScope.Of(ids[1], ids[0]), null, Ct))!;
        Assert.Equal((2, 1), (removed.Total, removed.Done));
        await contents.UndoAsync(actor, collection.Id, removed.Changed, null, Ct);
        Assert.Equal([ids[5], ids[1], ids[3]], await HoldsAsync(stage, actor, collection));
    }

    [Fact]
    public async Task A_smart_collection_takes_no_image_by_hand_and_only_a_filter_that_is_one()
    {
        await using var stage = await Stage.OpenAsync();
        var (actor, ids) = await FillAsync(stage, 2);
        var (desk, contents) = (stage.Get<CollectionDesk>(), stage.Get<CollectionContents>());
        var byHand = await CreateAsync(stage, actor);
        var smart = await desk.CreateAsync(actor, new() { Name = "Smart", Filter = new() { Tags = ["hero"], Sort = ImageSort.Oldest } }, Ct);
        Assert.Equal("tags%5B%5D=hero&sort=oldest", smart.Filter);
        await RefusedAsync(409, "collection_is_smart", () => contents.AddAsync(actor, smart.Id, ids, Ct));
        await RefusedAsync(409, "collection_is_smart", () => contents.RemoveAsync(actor, smart.Id, ids, Ct));
        await RefusedAsync(409, "collection_is_smart", () => contents.OrderAsync(actor, smart.Id, ids, null, Ct));
        await RefusedAsync(409, "collection_not_smart", () => desk.ChangeAsync(actor, byHand.Id, new() { Filter = new() { Tags = ["hero"] } }, Ct));
        await RefusedAsync(422, "validation_failed", () => desk.CreateAsync(actor, new() { Name = "All", Filter = new() }, Ct));
        await RefusedAsync(422, "validation_failed", () => desk.CreateAsync(actor, new() { Name = "Nothing", Filter = new() { CollectionId = smart.Id, Tags = ["a", "b"], TagsMode = TagsMode.Any } }, Ct));
        // made within another smart one it stands on its own
        var both = await desk.CreateAsync(actor, new() { Name = "Both", Filter = new() { CollectionId = smart.Id, Favorite = true } }, Ct);
        Assert.Equal("favorite=true&tags%5B%5D=hero", both.Filter);
    }

    [Fact]
    public async Task A_reader_changes_nothing_and_another_team_sees_nothing()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var image = await stage.AddImageAsync(team.Owner);
        var collection = await CreateAsync(stage, team.Owner, [image.Id]);
        var reader = (await stage.Services.AddMemberAsync(team.Id, TeamRole.Viewer)).Actor;
        var (desk, contents) = (stage.Get<CollectionDesk>(), stage.Get<CollectionContents>());
        await RefusedAsync(403, "forbidden", () => desk.CreateAsync(reader, new() { Name = "Mine" }, Ct));
        await RefusedAsync(403, "forbidden", () => desk.ChangeAsync(reader, collection.Id, new() { Name = "Mine" }, Ct));
        await RefusedAsync(403, "forbidden", () => desk.DeleteAsync(reader, collection.Id, Ct));
        await RefusedAsync(403, "forbidden", () => contents.AddAsync(reader, collection.Id, [image.Id], Ct));
        await RefusedAsync(403, "forbidden", () => contents.OrderAsync(reader, collection.Id, [image.Id], null, Ct));

        var stranger = (await stage.CreateTeamAsync()).Owner;
        Assert.Null(await desk.ChangeAsync(stranger, collection.Id, new() { Name = "Mine" }, Ct));
        Assert.Null(await desk.CoverAsync(stranger, collection.Id, image.Id, null, Ct));
        Assert.False(await desk.DeleteAsync(stranger, collection.Id, Ct));
        Assert.Null(await contents.AddAsync(stranger, collection.Id, [image.Id], Ct));
        Assert.Null(await contents.RemoveAsync(stranger, collection.Id, [image.Id], Ct));
        Assert.Empty(await stage.Get<CollectionList>().OfImageAsync(stranger, image.Id, Ct));
        Assert.Equal([image.Id], await HoldsAsync(stage, team.Owner, collection));
    }

    private static async Task RefusedAsync(int status, string code, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(act);
        Assert.Equal((status, code), (refusal.Status, refusal.Code));
    }

    /// <summary>In its own order; counted in each of the three ways that there are.</summary>
    private static async Task<List<long>> HoldsAsync(Stage stage, Actor actor, Collection collection)
    {
        var page = await stage.Get<Gallery>().ListAsync(actor, new() { CollectionId = collection.Id, Sort = ImageSort.Manual }, new(1, 100), Ct);
        var counts = await stage.Get<CollectionList>().CountsAsync(actor, [collection], Ct);
        Assert.Equal((page.Items.Count, page.Items.Count), (page.Total, counts[collection.Id]));
        return [.. page.Items.Select(i => i.Id)];
    }

    private static async Task<Collection> CreateAsync(Stage stage, Actor actor, IReadOnlyList<long>? ids = null)
    {
        var collection = await stage.Get<CollectionDesk>().CreateAsync(actor, new() { Name = "Shots" }, Ct);
        if (ids is not null)
            await stage.Get<CollectionContents>().AddAsync(actor, collection.Id, ids, Ct);
        return collection;
    }

    private static async Task<(Actor Actor, IReadOnlyList<long> Ids)> FillAsync(Stage stage, int count)
    {
        var actor = (await stage.CreateTeamAsync()).Owner;
        var images = await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, Enumerable.Repeat<Action<Image>>(_ => { }, count));
        return (actor, [.. images.Select(i => i.Id)]);
    }
}
