using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Projects;
using Rankion.Core.Sharing;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

/// <summary>Every filter, alone and with others, against the plainest way to say the same.</summary>
public sealed class GallerySearchTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly string[] Words =
        ["harbour", "Harbour", "ÜBER", "über", "Straße", "Мост", "мост", "日本", "橋", "👩‍🎨", "😀", "it's", "50%", "a_b", "c:\\d", "\"quoted\"", "x*", "[x]", "-", "AND", "OR", "é", "K", "k2", "^", "]"];

    private static readonly string[] Tags = ["hero", "golden hour", "über", "мост", "50%", "a\"b", "[x]", "x"];

    [DatabaseTheory]
    public async Task Any_mix_of_filters_lists_what_it_says(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var random = new Random(42);
        var (actor, images) = await FillAsync(stage, random, 90);
        var stranger = (await FillAsync(stage, random, 20)).Actor;
        var gallery = stage.Get<Gallery>();

        for (var round = 0; round < 300; round++)
        {
            var filter = Any(random, images, stranger);
            var expected = Expected(images, filter, stage.Clock.UtcNow);
            var says = $"{(filter.Trash ? "trash" : "gallery")}?{filter.ToQuery()}";

            var perPage = random.Next(1, 8);
            var number = random.Next(1, 5);
            var page = await gallery.ListAsync(actor, filter, new(number, perPage), Ct);
            Assert.Equal((says, expected.Count), (says, page.Total));
            Assert.Equal((says, Join(expected.Skip((number - 1) * perPage).Take(perPage))), (says, Join(page.Items.Select(i => i.Id))));

            var walked = new List<long>();
            for (var cursor = ""; cursor is not null;)
            {
                var stretch = await gallery.StretchAsync(actor, filter, new(PerPage: random.Next(1, 40), Cursor: cursor), Ct);
                Assert.Equal((says, expected.Count), (says, stretch.Total));
                walked.AddRange(stretch.Items.Select(i => i.Id));
                cursor = stretch.Next;
            }
            Assert.Equal((says, Join(expected)), (says, Join(walked)));

            if (expected.Count > 0)
            {
                var at = random.Next(expected.Count);
                var image = images.Single(i => i.Id == expected[at]);
                Assert.Equal((at == 0 ? null : expected[at - 1], at == expected.Count - 1 ? null : (long?)expected[at + 1]), await gallery.NeighboursAsync(actor, filter, image, Ct));
            }
        }
    }

    [DatabaseTheory]
    public async Task Words_are_text_and_never_syntax(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var stranger = (await stage.CreateTeamAsync()).Owner;
        string[] prompts = ["A \"blue\" 100% sky_line\\path", "a * b? [c] (d) {title}: NEAR(x) ^ -y", "ab", "Überraschung in Köln", "МОСКВА ночью", "日本の橋", "🦊 fox"];
        var ids = new Dictionary<string, long>();
        foreach (var prompt in prompts)
        {
            ids[prompt] = (await stage.AddImageAsync(actor, i => i.Prompt = prompt)).Id;
            await stage.AddImageAsync(stranger, i => i.Prompt = prompt);
        }

        async Task FindsAsync(string q, params int[] found) => Assert.Equal(
            (q, Join(found.Select(n => ids[prompts[n]]).OrderDescending())), (q, Join((await stage.Get<Gallery>().ListAsync(actor, new() { Q = q }, new(), Ct)).Items.Select(i => i.Id))));

        await FindsAsync("\"blue\"", 0);
        await FindsAsync("100%", 0);
        await FindsAsync("0%", 0);
        await FindsAsync("%", 0);
        await FindsAsync("_", 0);
        await FindsAsync("y_l", 0);
        await FindsAsync("y%l");
        await FindsAsync("yxl");
        await FindsAsync("\\path", 0);
        await FindsAsync("\\", 0);
        await FindsAsync("'");
        await FindsAsync("*", 1);
        await FindsAsync("blu*");
        await FindsAsync("?", 1);
        await FindsAsync("[c]", 1);
        await FindsAsync("[", 1);
        await FindsAsync("]", 1);
        await FindsAsync("[a-z]");
        await FindsAsync("{title}:", 1);
        await FindsAsync("NEAR(x)", 1);
        await FindsAsync("^", 1);
        await FindsAsync("-y", 1);
        await FindsAsync("blue OR fox");
        await FindsAsync("fox AND 🦊");
        await FindsAsync("fox 🦊", 6);
        await FindsAsync("AB", 2);
        await FindsAsync("üBERR", 3);
        await FindsAsync("KÖ", 3);
        await FindsAsync("uber");
        await FindsAsync("москва НОЧ", 4);
        await FindsAsync("МО", 4);
        await FindsAsync("橋", 5);
        await FindsAsync("日本の橋", 5);
        await FindsAsync("🦊", 6);
    }

    [DatabaseTheory]
    public async Task A_word_may_stand_in_title_prompt_or_tags_and_is_found_as_soon_as_it_is_there(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var image = await stage.AddImageAsync(actor, i => (i.Title, i.Prompt, i.Tags) = ("Sunrise", "over the bay", ["golden hour"]));

        Task<int> CountAsync(string q) => TotalAsync(stage, actor, new() { Q = q });
        Task ChangeAsync(Action<Image> change) => stage.Database.WriteAsync(async write => change(await write.Db.For(actor).Images.SingleAsync(i => i.Id == image.Id, Ct)), Ct);

        Assert.Equal((1, 1, 1, 0), (await CountAsync("rise bay"), await CountAsync("hour OVER"), await CountAsync("golden"), await CountAsync("rise night")));
        Assert.Equal(0, await CountAsync("sunriseover"));

        await ChangeAsync(i => (i.Title, i.Tags) = ("Nightfall", ["blue"]));
        Assert.Equal((0, 1, 0, 1), (await CountAsync("sunrise"), await CountAsync("nightfall"), await CountAsync("golden"), await CountAsync("blue bay")));

        await ChangeAsync(i => i.DeletedAt = stage.Clock.UtcNow);
        Assert.Equal((0, 1), (await CountAsync("nightfall"), await TotalAsync(stage, actor, ImageFilter.InTrash with { Q = "nightfall ay" })));

        await ChangeAsync(i => i.DeletedAt = null);
        Assert.Equal(1, await CountAsync("nightfall"));

        await stage.Database.WriteAsync(write => write.Db.For(actor).Images.ExecuteDeleteAsync(Ct), Ct);
        Assert.Equal(0, await CountAsync("nightfall"));
    }

    [DatabaseTheory]
    public async Task An_image_is_shared_as_long_as_its_latest_link_lives(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var shares = stage.Get<Shares>();
        var (linked, other) = ((await stage.AddImageAsync(actor)).Id, (await stage.AddImageAsync(actor)).Id);

        async Task<string> SharedAsync() => Join((await stage.Get<Gallery>().ListAsync(actor, new() { Shared = true }, new(), Ct)).Items.Select(i => i.Id));
        async Task IsAsync(params long[] ids)
        {
            Assert.Equal((Join(ids), ids.Length), (await SharedAsync(), await stage.Get<Gallery>().CountAsync(actor, new() { Shared = true }, Ct)));
            Assert.Equal(2 - ids.Length, await TotalAsync(stage, actor, new() { Shared = false }));
        }

        await IsAsync();
        await shares.CreateAsync(actor, linked, new() { ExpiresIn = "1d" }, Ct);
        await IsAsync(linked);
        await shares.CreateAsync(actor, other, new() { ExpiresIn = "never" }, Ct);
        await IsAsync(other, linked);
        stage.Clock.Advance(TimeSpan.FromDays(2));
        await IsAsync(other);
        await shares.CreateAsync(actor, linked, new() { ExpiresIn = "7d" }, Ct);
        await shares.RevokeAsync(actor, other, Ct);
        await IsAsync(linked);
        await stage.Database.WriteAsync(write => write.Db.For(actor).Shares.ExecuteDeleteAsync(Ct), Ct);
        await IsAsync();
    }

    [DatabaseTheory]
    public async Task A_walk_by_cursor_meets_each_image_once_whatever_is_added_meanwhile(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var gallery = stage.Get<Gallery>();
        foreach (var filter in new ImageFilter[] { new(), new() { Q = "harbour" }, new() { Tags = ["x"] }, new() { Model = "m" }, new() { Sort = ImageSort.Oldest }, new() { Sort = ImageSort.Edited } })
        {
            Task<IReadOnlyList<Image>> AddAsync(int n) => stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow,
                Enumerable.Repeat<Action<Image>>(i => (i.Prompt, i.Tags, i.Model, i.CreatedAt) = ("Harbour", ["x", "y"], "m", stage.Clock.UtcNow), n));

            await AddAsync(10);
            var before = (await gallery.ListAsync(actor, filter, new(1, 100), Ct)).Items.Select(i => i.Id).ToList();
            var seen = new List<long>();
            for (var cursor = ""; cursor is not null;)
            {
                stage.Clock.Advance(TimeSpan.FromSeconds(1));
                var stretch = await gallery.StretchAsync(actor, filter, new(PerPage: 4, Cursor: cursor), Ct);
                seen.AddRange(stretch.Items.Select(i => i.Id));
                cursor = stretch.Next;
                if (seen.Count < 30)
                    await AddAsync(1);
            }
            Assert.Distinct(seen);
            Assert.Empty(before.Except(seen));
            await stage.Database.WriteAsync(write => write.Db.For(actor).Images.ExecuteDeleteAsync(Ct), Ct);
        }
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_list_only()
    {
        await using var stage = await Stage.OpenAsync();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var gallery = stage.Get<Gallery>();
        await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, Enumerable.Repeat<Action<Image>>(_ => { }, 3));
        var cursor = (await gallery.StretchAsync(actor, new(), new(PerPage: 1, Cursor: ""), Ct)).Next!;

        (ImageFilter Filter, string Cursor)[] wrong =
        [
            (new() { Sort = ImageSort.Oldest }, cursor), (new() { Q = "x" }, cursor), (ImageFilter.InTrash, cursor), (ImageFilter.InTrash with { Sort = ImageSort.Newest }, cursor),
            (new(), "x"), (new(), cursor[1..]), (new(), cursor + "AAAA"), (new(), "!!!"), (new(), Uri.EscapeDataString(cursor + "=")), (new(), new('A', 5000)),
            .. Enumerable.Range(0, cursor.Length).Select(i => (new ImageFilter(), $"{cursor[..i]}{(cursor[i] == 'A' ? 'B' : 'A')}{cursor[(i + 1)..]}")),
        ];
        foreach (var (filter, bad) in wrong)
        {
            var refusal = await Assert.ThrowsAsync<RefusalException>(() => gallery.StretchAsync(actor, filter, new(Cursor: bad), Ct));
            Assert.Equal((422, "cursor"), (refusal.Status, refusal.Errors.Keys.Single()));
        }
        Assert.Equal(2, (await gallery.StretchAsync(actor, new(), new(Cursor: cursor), Ct)).Items.Count);
    }

    [DatabaseTheory]
    public async Task A_page_beyond_the_end_is_empty_and_knows_the_total(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        await stage.AddImageAsync(actor);
        var page = await stage.Get<Gallery>().ListAsync(actor, new(), new(30_000_000, 100), Ct);
        Assert.Equal((0, 1, 1), (page.Items.Count, page.Total, page.LastPage));
    }

    private static async Task<int> TotalAsync(Stage stage, Actor actor, ImageFilter filter) => (await stage.Get<Gallery>().ListAsync(actor, filter, new(), Ct)).Total;

    private static async Task<(Actor Actor, IReadOnlyList<Image> Images)> FillAsync(Stage stage, Random random, int count)
    {
        var team = await stage.CreateTeamAsync();
        var other = await stage.Services.AddMemberAsync(team.Id, Core.Teams.TeamRole.Editor);
        var projects = Enumerable.Range(0, 2).Select(n => new Project { TeamId = team.Id, Name = "P", Slug = $"p{n}", Color = "#000000", CreatedAt = stage.Clock.UtcNow }).ToList();
        await stage.Database.WriteAsync(async write => await write.Db.AddRangeAsync(projects, Ct), Ct);
        var at = stage.Clock.UtcNow;
        var images = await stage.Database.AddImagesAsync(team.Owner, at, Enumerable.Range(0, count).Select(n => new Action<Image>(i =>
        {
            string Text() => string.Join(' ', random.GetItems(Words, random.Next(1, 5)));
            (i.Title, i.Prompt, i.Tags) = (Text(), Text(), [.. random.GetItems(Tags, random.Next(4)).Distinct()]);
            i.Model = random.Next(4) == 0 ? "rare" : "gpt-image-2";
            i.Status = (ProcessingStatus)random.Next(5);
            i.Source = (ImageSource)random.Next(3);
            i.IsFavorite = random.Next(5) == 0;
            i.InGallery = random.Next(10) != 0;
            i.ProjectId = random.Next(3) switch { 0 => projects[0].Id, 1 => projects[1].Id, _ => null };
            i.CreatedById = random.Next(4) == 0 ? other.Actor.UserId : i.CreatedById;
            i.CreatedAt = at.AddHours(n / 3);
            i.EditedAt = random.Next(3) == 0 ? at.AddHours(random.Next(40)) : null;
            i.DeletedAt = random.Next(4) == 0 ? at.AddHours(random.Next(40)) : null;
            i.GenerationId = new Guid(n / 4, 0, 0, new byte[8]);
        })));
        await stage.Database.WriteAsync(async write =>
        {
            foreach (var image in images)
            {
                var row = await write.Db.For(team.Owner).Images.SingleAsync(i => i.Id == image.Id, Ct);
                image.ParentId = row.ParentId = random.Next(3) == 0 ? images[random.Next(images.Count)].Id : null;
                if (random.Next(3) == 0)
                    write.Db.Add(Link(image, at, random));
            }
        }, Ct);
        await using var db = await stage.Database.OpenAsync(Ct);
        return (team.Owner, await db.For(team.Owner).Images.ToListAsync(Ct));
    }

    private static Share Link(Image image, DateTime now, Random random) => new()
    {
        TeamId = image.TeamId,
        ImageId = image.Id,
        Token = Guid.NewGuid().ToString("N") + "12345678",
        ExpiresAt = random.Next(3) switch { 0 => null, 1 => now.AddDays(1), _ => now },
        RevokedAt = random.Next(4) == 0 ? now : null,
        CreatedById = image.CreatedById,
        CreatedAt = now,
    };

    private static ImageFilter Any(Random random, IReadOnlyList<Image> images, Actor stranger)
    {
        var pick = images[random.Next(images.Count)];
        var few = random.Next(2, 9);
        bool Some() => random.Next(few) == 0;
        var word = pick.Prompt.Split(' ')[0];
        var (from, to) = (pick.CreatedAt.AddHours(-random.Next(20)), pick.CreatedAt.AddHours(random.Next(20)));
        var trash = random.Next(4) == 0;
        return new ImageFilter
        {
            Trash = trash,
            Sort = trash && random.Next(2) == 0 ? ImageSort.Deleted : (ImageSort)random.Next(3),
            Q = Some() ? string.Join(' ', new[] { word, random.Next(2) == 0 ? random.GetItems(Words, 1)[0] : "" }) : null,
            Phrases = Some() ? [string.Join(' ', pick.Prompt.Split(' ').Take(2)), .. random.Next(9) == 0 ? [random.GetItems(Words, 1)[0]] : Array.Empty<string>()] : [],
            Excluded = Some() ? [.. random.GetItems(Words, random.Next(1, 3)), .. random.Next(3) == 0 ? ["harbour AND"] : Array.Empty<string>()] : [],
            Shared = Some() ? random.Next(3) != 0 : null,
            Variant = Some() ? random.Next(2) == 0 : null,
            Untagged = Some() ? random.Next(2) == 0 : null,
            Models = Some() ? (random.Next(9) == 0 ? ["unknown"] : random.Next(3) == 0 ? ["rare", "gpt-image-2", "unknown"] : [pick.Model]) : [],
            From = Some() ? from : null,
            To = Some() ? to : null,
            Favorite = Some() ? random.Next(2) == 0 : null,
            Tags = Some() ? [.. random.GetItems(Tags, random.Next(1, 4))] : [],
            TagsMode = (TagsMode)random.Next(2),
            ProjectIds = Some() && pick.ProjectId is { } project ? [project, .. images.Select(i => i.ProjectId).OfType<long>().Take(random.Next(2))] : [],
            CreatedByIds = Some() ? (random.Next(9) == 0 ? [stranger.UserId] : random.Next(2) == 0 ? [stranger.UserId, pick.CreatedById] : [pick.CreatedById]) : [],
            GenerationId = Some() && Some() ? pick.GenerationId : null,
            Statuses = Some() ? [pick.Status, .. random.GetItems(Enum.GetValues<ProcessingStatus>(), random.Next(2))] : [],
            Sources = Some() ? [pick.Source, .. random.GetItems(Enum.GetValues<ImageSource>(), random.Next(2))] : [],
        };
    }

    private static bool Holds(Image image, string text) => new[] { image.Title, image.Prompt }.Concat(image.Tags).Any(t => t.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static bool Passes<T>(IReadOnlyList<T> values, T value) => values.Count == 0 || values.Contains(value);

    private static List<long> Expected(IEnumerable<Image> images, ImageFilter f, DateTime now)
    {
        var found = images
            .Where(i => f.Trash ? i.DeletedAt is not null : i.InGallery && i.DeletedAt is null)
            .Where(i => (f.Q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(f.Phrases).All(word => Holds(i, word)) && !f.Excluded.Any(word => Holds(i, word)))
            .Where(i => (f.Shared ?? i.SharedUntil > now) == i.SharedUntil > now && (f.Variant ?? i.ParentId is not null) == i.ParentId is not null && (f.Untagged ?? i.Tags.Count == 0) == (i.Tags.Count == 0))
            .Where(i => f.Tags.Count == 0 || (f.TagsMode == TagsMode.Any ? f.Tags.Any(i.Tags.Contains) : f.Tags.All(i.Tags.Contains)))
            .Where(i => Passes(f.Models, i.Model) && (f.Favorite ?? i.IsFavorite) == i.IsFavorite && (f.ProjectIds.Count == 0 || f.ProjectIds.Any(p => p == i.ProjectId)))
            .Where(i => Passes(f.CreatedByIds, i.CreatedById) && (f.GenerationId ?? i.GenerationId) == i.GenerationId)
            .Where(i => Passes(f.Statuses, i.Status) && Passes(f.Sources, i.Source))
            .Where(i => i.CreatedAt >= (f.From ?? DateTime.MinValue) && i.CreatedAt <= (f.To ?? DateTime.MaxValue));
        return [.. (f.Sort switch
        {
            ImageSort.Oldest => found.OrderBy(i => i.CreatedAt).ThenBy(i => i.Id),
            ImageSort.Edited => found.OrderByDescending(i => i.EditedAt ?? i.CreatedAt).ThenByDescending(i => i.Id),
            ImageSort.Deleted => found.OrderByDescending(i => i.DeletedAt).ThenByDescending(i => i.Id),
            _ => found.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id),
        }).Select(i => i.Id)];
    }

    private static string Join(IEnumerable<long> ids) => string.Join(' ', ids);
}
