using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Tests.Editing;
using Rankion.Tests.Generation;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

/// <summary>Whatever is put into the trash, restored and deleted for good, the trees of variants stay whole.</summary>
public sealed class LineageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Variants_of_a_deleted_image_move_up_to_its_parent(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var forest = new Forest();
        // 0 - 1 - 2 - 3, and 1 - 4
        await PlantAsync(stage, actor, forest, null, 0, 1, 2, 1);
        var (root, one, two, three, four) = (forest.Ids[0], forest.Ids[1], forest.Ids[2], forest.Ids[3], forest.Ids[4]);

        await DeleteAsync(stage, actor, forest, one);
        var rows = await RowsAsync(stage, actor);
        Assert.Equal((root, root, 1), (rows[two].ParentId, rows[two].RootId, rows[two].VariantsCount));
        Assert.Equal((root, two), (rows[four].ParentId, rows[three].ParentId));
        Assert.Equal(2, rows[root].VariantsCount);

        await DeleteAsync(stage, actor, forest, root);
        rows = await RowsAsync(stage, actor);
        Assert.Equal((null, null), (rows[two].ParentId, rows[two].RootId));
        Assert.Equal((null, null), (rows[four].ParentId, rows[four].RootId));
        Assert.Equal((two, two), (rows[three].ParentId, rows[three].RootId));
        Assert.All(rows.Values, image => Assert.True(image.Version > 0));
    }

    [DatabaseTheory]
    public async Task Edits_accepted_while_the_original_is_deleted_land_in_the_new_tree(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        for (var round = 0; round < 4; round++)
        {
            var root = await world.AddImageAsync(TinyPng.Of(1024, 1024), i => (i.VariantsCount, i.DeletedAt) = (1, i.CreatedAt));
            var child = await world.AddImageAsync(TinyPng.Of(1024, 1024, 0x20), i => (i.ParentId, i.RootId) = (root.Id, root.Id));

            var edits = Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.EditAsync(child, new() { Prompt = "x" })));
            await Task.WhenAll([.. edits, Task.Run(() => world.Stage.Get<Shredder>().DeleteAsync(world.Actor, root.Id, Ct))]);

            var detail = await world.DetailAsync(child.Id);
            Assert.Equal((null, null, 3), (detail.Image.ParentId, detail.Image.RootId, detail.Image.VariantsCount));
            Assert.Equal(3, detail.Variants.Count);
            Assert.All(detail.Variants, v => Assert.Equal((child.Id, child.Id), (v.ParentId, v.RootId)));
        }
    }

    [DatabaseTheory]
    public async Task Trees_stay_whole_whatever_happens_to_their_images(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var seed = Environment.TickCount;
        var random = new Random(seed);
        TestContext.Current.AddAttachment("seed", $"{seed}");
        for (var round = 0; round < (provider == DatabaseProvider.Sqlite ? 12 : 4); round++)
        {
            var forest = new Forest();
            var parents = Enumerable.Range(0, 14).Select(n => n == 0 || random.Next(6) == 0 ? (int?)null : random.Next(n));
            await PlantAsync(stage, actor, forest, [.. parents]);
            for (var step = 0; step < 25 && forest.Ids.Count > 0; step++)
                await StepAsync(stage, actor, forest, random, seed);
            await stage.Get<Trash>().PutAsync(actor, [.. forest.Ids.DefaultIfEmpty(1)], Ct);
            Assert.Equal(forest.Ids.Count, (await stage.Get<Shredder>().EmptyAsync(actor, null, Ct)).Done);
            Assert.Empty(await RowsAsync(stage, actor));
        }
    }

    private static async Task StepAsync(Stage stage, Actor actor, Forest forest, Random random, int seed)
    {
        var id = forest.Ids[random.Next(forest.Ids.Count)];
        if (random.Next(12) == 0)
        {
            var trashed = forest.Trashed.ToList();
            Assert.Equal(trashed.Count, (await stage.Get<Shredder>().EmptyAsync(actor, null, Ct)).Done);
            trashed.ForEach(forest.Remove);
        }
        else if (forest.Trashed.Contains(id) && random.Next(2) == 0)
        {
            await stage.Get<Trash>().RestoreAsync(actor, id, Ct);
            forest.Trashed.Remove(id);
        }
        else if (forest.Trashed.Contains(id) && random.Next(2) == 0)
        {
            await DeleteAsync(stage, actor, forest, id);
        }
        else
        {
            await stage.Get<Trash>().PutAsync(actor, id, Ct);
            forest.Trashed.Add(id);
        }
        forest.Check(await RowsAsync(stage, actor), seed);
    }

    private static async Task DeleteAsync(Stage stage, Actor actor, Forest forest, long id)
    {
        await stage.Get<Trash>().PutAsync(actor, id, Ct);
        Assert.True(await stage.Get<Shredder>().DeleteAsync(actor, id, Ct));
        forest.Remove(id);
    }

    /// <summary>Adds images; each names the place of its parent in the list, null for an original.</summary>
    private static async Task PlantAsync(Stage stage, Actor actor, Forest forest, params int?[] parents)
    {
        for (var n = 0; n < parents.Length; n++)
        {
            long? parent = parents[n] is { } at ? forest.Ids[at] : null;
            var children = parents.Count(p => p == n);
            var image = await stage.AddImageAsync(actor, i => (i.ParentId, i.RootId, i.VariantsCount) = (parent, parent is null ? null : forest.RootOf(parent.Value), children));
            forest.Add(image.Id, parent);
        }
    }

    private static async Task<Dictionary<long, Image>> RowsAsync(Stage stage, Actor actor)
    {
        await using var db = await stage.Database.OpenAsync(Ct);
        return await db.For(actor).Images.ToDictionaryAsync(i => i.Id, Ct);
    }

    /// <summary>What the trees should be, kept in the plainest way.</summary>
    private sealed class Forest
    {
        private readonly Dictionary<long, long?> parents = [];

        public List<long> Ids { get; } = [];

        public HashSet<long> Trashed { get; } = [];

        public void Add(long id, long? parent)
        {
            Ids.Add(id);
            parents[id] = parent;
        }

        public void Remove(long id)
        {
            foreach (var child in Ids.Where(i => parents[i] == id).ToList())
                parents[child] = parents[id];
            Ids.Remove(id);
            Trashed.Remove(id);
        }

        public long RootOf(long id) => parents[id] is { } parent ? RootOf(parent) : id;

        public void Check(Dictionary<long, Image> rows, int seed)
        {
            Assert.Equal(Ids.Order(), rows.Keys.Order());
            foreach (var (id, row) in rows)
            {
                var expected = (parents[id], parents[id] is null ? (long?)null : RootOf(id), Ids.Count(i => parents[i] == id && !Trashed.Contains(i)), Trashed.Contains(id));
                Assert.True(expected == (row.ParentId, row.RootId, row.VariantsCount, row.DeletedAt is not null), $"image {id}, seed {seed}: expected {expected}");
            }
        }
    }
}
