using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

public sealed class ContactSheetTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_sheet_has_every_image_of_a_list_in_its_order(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var (tags, words) = ((string[])["sea", "sky", "hero"], (string[])["A harbour", "A sunset", "Pears"]);
        await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, Enumerable.Range(0, 60).Select(n => new Action<Image>(i =>
        {
            (i.Prompt, i.IsFavorite, i.Tags) = (words[n % 3], n % 4 == 0, n % 2 == 0 ? [tags[n % 3], "even"] : [tags[n % 3]]);
            (i.EditedAt, i.DeletedAt) = (n % 5 == 0 ? stage.Clock.UtcNow.AddDays(n) : null, n % 7 == 0 ? stage.Clock.UtcNow.AddHours(n) : null);
        })));
        ImageFilter[] filters =
        [
            new(), new() { Favorite = true }, new() { Favorite = false }, new() { Q = "harbour" }, new() { Q = "a" }, new() { Tags = ["sea"] },
            new() { Tags = ["sea", "even"] }, new() { Tags = ["sea", "even"], TagsMode = TagsMode.Any }, new() { From = stage.Clock.UtcNow.AddSeconds(10), To = stage.Clock.UtcNow.AddSeconds(40) },
            new() { Q = "harbour", Tags = ["hero"], Favorite = false }, new() { Model = "none" },
        ];
        var lists = filters.SelectMany(f => new[] { ImageSort.Newest, ImageSort.Oldest, ImageSort.Edited }.Select(sort => f with { Sort = sort }).Append(f with { Trash = true, Sort = ImageSort.Deleted }));
        foreach (var filter in lists)
        {
            var expected = (await stage.Get<Gallery>().ListAsync(actor, filter, new(1, 100), Ct)).Items;
            var sheet = await stage.Get<ContactSheet>().ReadAsync(actor, filter, stacks: false, Ct);
            Assert.Equal((filter, string.Join(' ', expected.Select(i => i.Id))), (filter, string.Join(' ', sheet.Marks.Select(m => m.Id))));
            Assert.Equal(expected.Count, sheet.Total);
            Assert.Equal(expected.Select(i => At(i, filter.Sort)), sheet.Marks.Select(m => m.At));
            var picked = await stage.Get<ContactSheet>().LookAsync(actor, filter, stacks: false, [.. Enumerable.Range(0, 70).Select(id => (long)id)], Ct);
            Assert.Equal(sheet.Marks.OrderBy(m => m.Id), picked.Shown.OrderBy(m => m.Id));
            Assert.Equal(70 - expected.Count, picked.Gone.Count);
        }
    }

    [DatabaseTheory]
    public async Task A_mark_has_the_shape_and_the_colour(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        await stage.AddImageAsync(actor, i => (i.Width, i.Height, i.DominantColor) = (1536, 1024, "#2a4a66"));
        await stage.AddImageAsync(actor, i => (i.Width, i.Height) = (0, 0));
        var marks = (await stage.Get<ContactSheet>().ReadAsync(actor, new() { Sort = ImageSort.Oldest }, stacks: true, Ct)).Marks;
        Assert.Equal([(1.5f, 0x2a4a66), (0f, -1)], marks.Select(m => (m.Ratio, m.Color)));
    }

    [DatabaseTheory]
    public async Task A_stack_shows_its_original_or_whoever_of_it_is_found(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var alone = await stage.AddImageAsync(actor);
        var (root, first, second) = await FamilyAsync(stage, actor);
        Assert.Equal([root.Id, alone.Id], await IdsAsync(stage, actor, new()));
        Assert.Equal([second.Id, first.Id, root.Id, alone.Id], await IdsAsync(stage, actor, new(), stacks: false));
        Assert.Equal([first.Id], await IdsAsync(stage, actor, new() { Favorite = true }));
        Assert.Equal([second.Id], await IdsAsync(stage, actor, new() { Q = "dusk" }));

        await stage.Get<Trash>().PutAsync(actor, root.Id, Ct);
        Assert.Equal([second.Id, alone.Id], await IdsAsync(stage, actor, new()));
        Assert.Equal([root.Id], await IdsAsync(stage, actor, ImageFilter.InTrash));
    }

    [DatabaseTheory]
    public async Task Another_may_be_chosen_to_stand_in_front(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var (root, first, _) = await FamilyAsync(stage, actor, firstIsPrimary: true);
        Assert.Equal([first.Id], await IdsAsync(stage, actor, new()));
        Assert.Equal([root.Id], await IdsAsync(stage, actor, new() { Favorite = false, Q = "harbour" }));
    }

    [DatabaseTheory]
    public async Task News_of_one_are_news_of_its_stack(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var (root, first, second) = await FamilyAsync(stage, actor);
        var sheet = stage.Get<ContactSheet>();
        var news = await sheet.LookAsync(actor, new(), stacks: true, [second.Id], Ct);
        Assert.Equal(root.Id, Assert.Single(news.Shown).Id);
        Assert.Equal([first.Id, second.Id], news.Gone.Order());
        await stage.Get<Trash>().PutAsync(actor, root.Id, Ct);
        news = await sheet.LookAsync(actor, new() { Favorite = true }, stacks: true, [root.Id, 4711], Ct);
        Assert.Equal(first.Id, Assert.Single(news.Shown).Id);
        Assert.Equal([root.Id, second.Id, 4711], news.Gone.Order());
    }

    [DatabaseTheory]
    public async Task A_card_tells_what_its_tile_says(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var (root, first, _) = await FamilyAsync(stage, team.Owner);
        await stage.Get<Shares>().CreateAsync(team.Owner, first.Id, new(), Ct);
        var cards = (await stage.Get<ContactSheet>().CardsAsync(team.Owner, [root.Id, first.Id], Ct)).ToDictionary(c => c.Id);
        Assert.Equal((false, null, 2, false, false), Said(cards[root.Id]));
        Assert.Equal((true, root.Title, 2, true, true), Said(cards[first.Id]));
        Assert.All(cards.Values, card => Assert.NotEmpty(card.Creator!));
        Assert.Empty(await stage.Get<ContactSheet>().CardsAsync((await stage.CreateTeamAsync()).Owner, [root.Id], Ct));
    }

    private static (bool IsVariant, string? Original, int Family, bool IsShared, bool IsFavorite) Said(ImageCard card) =>
        (card.IsVariant, card.Original, card.Family, card.IsShared, card.IsFavorite);

    private static long At(Image image, ImageSort sort) => (sort switch
    {
        ImageSort.Edited => image.EditedAt ?? image.CreatedAt,
        ImageSort.Deleted => image.DeletedAt!.Value,
        _ => image.CreatedAt,
    } - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static async Task<long[]> IdsAsync(Stage stage, Actor actor, ImageFilter filter, bool stacks = true) =>
        [.. (await stage.Get<ContactSheet>().ReadAsync(actor, filter, stacks, Ct)).Marks.Select(m => m.Id)];

    private static async Task<(Image Root, Image First, Image Second)> FamilyAsync(Stage stage, Actor actor, bool firstIsPrimary = false)
    {
        var root = await stage.AddImageAsync(actor, i => i.Prompt = i.Title = "A harbour");
        var first = await stage.AddImageAsync(actor, i => (i.ParentId, i.RootId, i.IsFavorite, i.IsPrimary, i.Prompt) = (root.Id, root.Id, true, firstIsPrimary, "A harbour, rain"));
        var second = await stage.AddImageAsync(actor, i => (i.ParentId, i.RootId, i.Prompt) = (first.Id, root.Id, "at dusk"));
        return (root, first, second);
    }
}
