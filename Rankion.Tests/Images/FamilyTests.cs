using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

/// <summary>Who stands in front of a family, who leaves it, and its branches in the trash.</summary>
public sealed class FamilyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task The_chosen_image_stands_for_its_stack_in_the_gallery_and_nobody_else_does(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, root, first, second, _) = await PlantAsync(stage);
        var (family, heard) = (stage.Get<Family>(), new List<TeamEvent>());
        stage.Get<ChangeFeed>().Subscribe(actor.TeamId, heard.Add);
        Assert.Equal([root], await FacesAsync(stage, actor));

        Assert.Null((await family.FrontAsync(actor, first, Ct))!.Previous);
        Assert.Equal([first], await FacesAsync(stage, actor));
        var done = await family.FrontAsync(actor, second, Ct);
        Assert.Equal([second], await FacesAsync(stage, actor));
        Assert.Equal(first, done!.Previous);
        Assert.Equal([first, first, second], heard.OfType<ImageChanged>().Select(c => c.ImageId));

        await family.UndoAsync(actor, done, Ct);
        Assert.Equal([first], await FacesAsync(stage, actor));
        await RefusedAsync("changed_since", () => family.UndoAsync(actor, done, Ct));
        Assert.Equal([first], (await RowsAsync(stage, actor)).Values.Where(i => i.IsPrimary).Select(i => i.Id));
    }

    [DatabaseTheory]
    public async Task What_is_trashed_or_not_ready_cannot_be_chosen_and_what_is_trashed_later_gives_way(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, root, first, second, _) = await PlantAsync(stage);
        var failed = (await stage.AddImageAsync(actor, i => (i.ParentId, i.RootId, i.Status) = (root, root, ProcessingStatus.Failed))).Id;
        var (family, trash) = (stage.Get<Family>(), stage.Get<Trash>());
        await trash.PutAsync(actor, first, Ct);

        await RefusedAsync("image_trashed", () => family.FrontAsync(actor, first, Ct));
        await RefusedAsync("image_not_ready", () => family.FrontAsync(actor, failed, Ct));
        Assert.Null(await family.FrontAsync((await stage.CreateTeamAsync("other")).Owner, second, Ct));
        Assert.All((await RowsAsync(stage, actor)).Values, i => Assert.False(i.IsPrimary));

        await family.FrontAsync(actor, second, Ct);
        await trash.PutAsync(actor, second, Ct);
        Assert.DoesNotContain(second, await FacesAsync(stage, actor));
        // who was chosen while the other lay in the trash stays chosen when that one comes back
        await family.FrontAsync(actor, root, Ct);
        await trash.RestoreAsync(actor, second, Ct);
        Assert.Contains(root, await FacesAsync(stage, actor));
        Assert.Single((await RowsAsync(stage, actor)).Values, i => i.IsPrimary);
    }

    [DatabaseTheory]
    public async Task A_detached_variant_is_an_original_with_what_was_made_from_it_until_that_is_undone(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, root, first, second, third) = await PlantAsync(stage);
        var family = stage.Get<Family>();
        await family.FrontAsync(actor, first, Ct);

        var done = await family.DetachAsync(actor, first, Ct);

        var rows = await RowsAsync(stage, actor);
        Assert.Equal((null, null, false), (rows[first].ParentId, rows[first].RootId, rows[first].IsPrimary));
        Assert.Equal((first, first), (rows[third].ParentId, rows[third].RootId));
        Assert.Equal((root, 1), (rows[second].RootId, rows[root].VariantsCount));
        Assert.Equal([root, first], await FacesAsync(stage, actor));
        Assert.All([first, third, root], id => Assert.True(rows[id].Version > 0));

        await family.UndoAsync(actor, done!, Ct);
        rows = await RowsAsync(stage, actor);
        Assert.Equal((root, root, true), (rows[first].ParentId, rows[first].RootId, rows[first].IsPrimary));
        Assert.Equal((root, 2), (rows[third].RootId, rows[root].VariantsCount));
        await RefusedAsync("changed_since", () => family.UndoAsync(actor, done!, Ct));
        await using var db = await stage.Database.OpenAsync(Ct);
        Assert.Equal(["image.made_primary", "image.detached", "image.attached"],
            await db.For(actor).Audit.Where(e => e.SubjectId == first).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync(Ct));
    }

    [DatabaseTheory]
    public async Task A_family_that_is_joined_again_has_one_in_front(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, _, first, second, third) = await PlantAsync(stage);
        var family = stage.Get<Family>();
        var done = await family.DetachAsync(actor, first, Ct);
        await family.FrontAsync(actor, third, Ct);
        await family.FrontAsync(actor, second, Ct);

        await family.UndoAsync(actor, done!, Ct);

        Assert.Equal([second], (await RowsAsync(stage, actor)).Values.Where(i => i.IsPrimary).Select(i => i.Id));
    }

    [DatabaseTheory]
    public async Task Originals_and_what_is_in_the_trash_are_not_detached_nor_does_a_reader_change_anything(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, root, first, _, _) = await PlantAsync(stage);
        var (family, reader) = (stage.Get<Family>(), actor with { Role = TeamRole.Viewer });
        await RefusedAsync("not_a_variant", () => family.DetachAsync(actor, root, Ct));
        await RefusedAsync("forbidden", () => family.DetachAsync(reader, first, Ct));
        await RefusedAsync("forbidden", () => family.FrontAsync(reader, first, Ct));
        await RefusedAsync("forbidden", () => family.TrashBranchAsync(reader, first, Ct));
        await stage.Get<Trash>().PutAsync(actor, first, Ct);
        await RefusedAsync("image_trashed", () => family.DetachAsync(actor, first, Ct));
        Assert.Equal(root, (await RowsAsync(stage, actor))[first].ParentId);
    }

    [DatabaseTheory]
    public async Task A_branch_goes_to_the_trash_down_to_the_last_variant_and_the_rest_stays(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, root, first, second, third) = await PlantAsync(stage);
        var (family, trash) = (stage.Get<Family>(), stage.Get<Trash>());

        Assert.Equal([first, third], (await family.TrashBranchAsync(actor, first, Ct))!.Changed.Select(c => c.Id));
        var rows = await RowsAsync(stage, actor);
        Assert.Equal([root, second], rows.Values.Where(i => i.DeletedAt is null).Select(i => i.Id).Order());
        Assert.Equal(0, (await family.TrashBranchAsync(actor, first, Ct))!.Total);

        // a parent in the trash does not take its children along, but its branch still has them
        await trash.RestoreAsync(actor, third, Ct);
        Assert.Equal([third], await family.BranchAsync(actor, first, Ct));
        Assert.Equal([root, second, third], await family.BranchAsync(actor, root, Ct));
        Assert.Null(await family.BranchAsync((await stage.CreateTeamAsync("other")).Owner, root, Ct));
    }

    /// <summary>An original with two variants, and one of the first of these.</summary>
    private static async Task<(Actor Actor, long Root, long First, long Second, long Third)> PlantAsync(Stage stage)
    {
        var actor = (await stage.CreateTeamAsync()).Owner;
        var root = (await stage.AddImageAsync(actor, i => i.VariantsCount = 2)).Id;
        var first = (await stage.AddImageAsync(actor, i => (i.ParentId, i.RootId, i.VariantsCount) = (root, root, 1))).Id;
        var second = (await stage.AddImageAsync(actor, i => (i.ParentId, i.RootId) = (root, root))).Id;
        var third = (await stage.AddImageAsync(actor, i => (i.ParentId, i.RootId) = (first, root))).Id;
        return (actor, root, first, second, third);
    }

    /// <summary>Whom the gallery shows with stacks, by age.</summary>
    private static async Task<IEnumerable<long>> FacesAsync(Stage stage, Actor actor) =>
        (await stage.Get<ContactSheet>().ReadAsync(actor, new(), stacks: true, Ct)).Marks.Select(m => m.Id).Order();

    private static async Task<Dictionary<long, Image>> RowsAsync(Stage stage, Actor actor)
    {
        await using var db = await stage.Database.OpenAsync(Ct);
        return await db.For(actor).Images.ToDictionaryAsync(i => i.Id, Ct);
    }

    private static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<RefusalException>(act)).Code);
}
