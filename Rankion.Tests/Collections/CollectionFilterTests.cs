using Rankion.Core;
using Rankion.Core.Collections;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Tests.Support;

namespace Rankion.Tests.Collections;

/// <summary>A collection as a filter, alone and with others, against what either lists alone.</summary>
public sealed class CollectionFilterTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly string[] Tags = ["hero", "sea", "sky"];

    [DatabaseTheory]
    public async Task A_collection_leaves_out_what_is_not_in_it_whatever_else_is_asked_for(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var random = new Random(7);
        var actor = await FillAsync(stage, random);
        await FillAsync(stage, random);
        var all = await IdsAsync(stage, actor, new());
        var collection = await stage.Get<CollectionDesk>().CreateAsync(actor, new() { Name = "Some" }, Ct);
        var members = random.GetItems(all.ToArray(), 25).Distinct().ToList();
        await stage.Get<CollectionContents>().AddAsync(actor, collection.Id, members, Ct);
        // one in the trash is in the collection there
        await stage.Get<Trash>().PutAsync(actor, [.. members.Take(3)], Ct);

        Assert.Equal(members.Skip(3), await IdsAsync(stage, actor, new() { CollectionId = collection.Id, Sort = ImageSort.Manual }));
        for (var round = 0; round < 40; round++)
        {
            var filter = Any(random);
            var expected = (await IdsAsync(stage, actor, filter)).Where(members.Contains).ToList();
            var inIt = filter with { CollectionId = collection.Id };
            await ListsAsync(stage, actor, inIt, expected);
            if (!filter.Trash)
                await ListsAsync(stage, actor, inIt with { Sort = ImageSort.Manual }, [.. members.Where(expected.Contains)]);
        }
    }

    [DatabaseTheory]
    public async Task A_smart_collection_holds_what_passes_and_a_list_of_it_what_passes_both(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var random = new Random(8);
        var actor = await FillAsync(stage, random);
        var desk = stage.Get<CollectionDesk>();
        var byHand = await desk.CreateAsync(actor, new() { Name = "By hand" }, Ct);
        await stage.Get<CollectionContents>().AddAsync(actor, byHand.Id, [.. (await IdsAsync(stage, actor, new())).Where(id => id % 2 == 0)], Ct);
        var smart = await desk.CreateAsync(actor, new() { Name = "Smart", Filter = new() { Favorite = true } }, Ct);
        for (var round = 0; round < 40; round++)
        {
            var (saved, filter) = (Any(random) with { Trash = false, Favorite = random.Next(2) == 0, CollectionId = random.Next(4) == 0 ? byHand.Id : null }, Any(random) with { Trash = false });
            smart = (await desk.ChangeAsync(actor, smart.Id, new() { Filter = saved }, Ct))!;
            Assert.Equal(saved, ImageFilter.OfQuery(smart.Filter!));
            var holds = await IdsAsync(stage, actor, saved);
            Assert.Equal(holds, await IdsAsync(stage, actor, smart.Images));
            await ListsAsync(stage, actor, filter with { CollectionId = smart.Id }, [.. (await IdsAsync(stage, actor, filter)).Where(holds.Contains)]);
        }
    }

    [Fact]
    public async Task The_collection_of_another_team_and_one_that_never_was_hold_nothing()
    {
        await using var stage = await Stage.OpenAsync();
        var (actor, stranger) = (await FillAsync(stage, new Random(9)), await FillAsync(stage, new Random(9)));
        var theirs = await stage.Get<CollectionDesk>().CreateAsync(stranger, new() { Name = "Theirs", Filter = new() { Tags = ["hero"] } }, Ct);
        foreach (var id in new[] { theirs.Id, 987_654 })
            await ListsAsync(stage, actor, new() { CollectionId = id }, []);
    }

    [Theory]
    [InlineData("sort=manual")]
    [InlineData("sort=manual&collection_id=7", true)]
    public void Only_a_collection_of_the_gallery_has_an_order_of_its_own(string query, bool trash = false)
    {
        var errors = new Dictionary<string, string[]>();
        var filter = ImageFilter.Parse(ImageFilter.Pairs(query), errors, trash);
        Assert.Equal(["sort"], errors.Keys);
        Assert.NotEqual(ImageSort.Manual, filter.Sort);
        Assert.Equal(ImageSort.Manual, ImageFilter.OfQuery("sort=manual&collection_id=7").Sort);
    }

    /// <summary>By page, by cursor, as a sheet, and from neighbour to neighbour.</summary>
    private static async Task ListsAsync(Stage stage, Actor actor, ImageFilter filter, List<long> expected)
    {
        var (gallery, says) = (stage.Get<Gallery>(), $"{(filter.Trash ? "trash" : "gallery")}?{filter.ToQuery()}: ");
        string Say(IEnumerable<long> ids) => says + string.Join(' ', ids);
        var page = await gallery.ListAsync(actor, filter, new(2, 4), Ct);
        Assert.Equal(Say([expected.Count, .. expected.Skip(4).Take(4)]), Say([page.Total, .. page.Items.Select(i => i.Id)]));
        var walked = new List<long>();
        for (var cursor = ""; cursor is not null;)
        {
            var stretch = await gallery.StretchAsync(actor, filter, new(PerPage: 5, Cursor: cursor), Ct);
            walked.AddRange(stretch.Items.Select(i => i.Id));
            cursor = stretch.Next;
        }
        Assert.Equal(Say(expected), Say(walked));
        var sheet = stage.Get<ContactSheet>();
        Assert.Equal(Say(expected), Say((await sheet.ReadAsync(actor, filter, stacks: false, Ct)).Marks.Select(m => m.Id)));
        Assert.Equal(Say(expected.Order()), Say((await sheet.LookAsync(actor, filter, stacks: false, await IdsAsync(stage, actor, new() { Trash = filter.Trash }), Ct)).Shown.Select(m => m.Id).Order()));
        if (expected.Count < 2)
            return;
        var image = (await gallery.ListAsync(actor, filter, new(1, 2), Ct)).Items[1];
        Assert.Equal((expected[0], expected.Count > 2 ? expected[2] : null as long?), await gallery.NeighboursAsync(actor, filter, image, Ct));
    }

    private static async Task<List<long>> IdsAsync(Stage stage, Actor actor, ImageFilter filter) =>
        [.. (await stage.Get<ContactSheet>().ReadAsync(actor, filter, stacks: false, Ct)).Marks.Select(m => m.Id)];

    private static ImageFilter Any(Random random)
    {
        var trash = random.Next(6) == 0;
        return new()
        {
            Trash = trash,
            Sort = (ImageSort)random.Next(3),
            Q = random.Next(3) == 0 ? random.GetItems(["harbour", "sun", "ha"], 1)[0] : null,
            Tags = random.GetItems(Tags, random.Next(3)),
            TagsMode = (TagsMode)random.Next(2),
            Excluded = random.Next(5) == 0 ? ["sunset"] : [],
            Models = random.Next(4) == 0 ? random.GetItems(["a", "b", "c"], 2) : [],
            Favorite = random.Next(4) == 0 ? random.Next(2) == 0 : null,
            Untagged = random.Next(8) == 0 ? random.Next(2) == 0 : null,
            From = random.Next(4) == 0 ? new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(60)) : null,
        };
    }

    private static async Task<Actor> FillAsync(Stage stage, Random random)
    {
        var actor = (await stage.CreateTeamAsync()).Owner;
        var at = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        await stage.Database.AddImagesAsync(actor, at, Enumerable.Range(0, 60).Select(n => new Action<Image>(i =>
        {
            i.Prompt = random.GetItems(["A harbour", "A sunset", "Sunset over the harbour"], 1)[0];
            i.Model = random.GetItems(["a", "b", "c"], 1)[0];
            i.Tags = [.. random.GetItems(Tags, random.Next(4)).Distinct()];
            i.IsFavorite = random.Next(3) == 0;
            i.InGallery = random.Next(10) != 0;
            i.CreatedAt = at.AddMinutes(n / 2);
            i.EditedAt = random.Next(3) == 0 ? at.AddMinutes(random.Next(60)) : null;
        })));
        return actor;
    }
}
