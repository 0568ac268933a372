using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Similar;
using Rankion.Core.Storage;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Similar;

public sealed class LookalikesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>So many that PostgreSQL does not take reading all of them for cheaper; triggers would take their time.</summary>
    private const string Multiply = """
        set session_replication_role = replica;
        insert into images (team_id, title, prompt, model, provider, parameters, tags, is_favorite, status, variants_count, source, in_gallery, width, height, size_bytes, created_by_id, credits, created_at, updated_at, version, perceptual_hash)
        select i.team_id, i.title, i.prompt, i.model, i.provider, i.parameters, '', false, i.status, 0, i.source, true, 1, 1, 1, i.created_by_id, 0, i.created_at, i.created_at, 1, ('x' || substr(md5(n::text), 1, 16))::bit(64)::bigint
        from (select * from images order by id limit 1) i, generate_series(1, 40000) n;
        set session_replication_role = default;
        """;

    [DatabaseTheory]
    public async Task Other_encodings_of_a_picture_are_found_nearest_first_and_other_pictures_are_not(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var png = Pictures.MakeNoise(400, 300, seed: 7);
        var converter = stage.Get<ImageConverter>();
        var image = await AddAsync(stage, actor, png);
        var same = await AddAsync(stage, actor, png);
        var small = await AddAsync(stage, actor, await converter.ConvertAsync(png, ImageFormat.Jpeg, Ct, maxWidth: 200, quality: 60));
        await AddAsync(stage, actor, Pictures.MakeNoise(400, 300, seed: 8));
        await AddAsync(stage, actor, Pictures.Make(400, 300));

        var found = (await OfAsync(stage, actor, image))!;

        Assert.Equal([same.Id, small.Id], found.Items.Select(f => f.Image.Id));
        Assert.Equal((0, 2), (found.Items[0].Distance, found.Total));
        Assert.InRange(found.Items[1].Distance, 0, 8);
    }

    [DatabaseTheory]
    public async Task Nothing_near_is_missed_and_nothing_far_is_shown(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var random = new Random(20_26);
        var hash = random.NextInt64(long.MinValue, long.MaxValue);
        // bits spread over the bands as evenly as can be are the hardest to find; others lie where they fall
        var hashes = Enumerable.Range(0, 15).SelectMany(bits => new[] { Flip(hash, Enumerable.Range(0, bits).Select(n => (n % 4 * 16) + (n / 4))), Flip(hash, Spread(random, bits)) }).ToList();
        var images = await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, hashes.Prepend(hash).Select(h => new Action<Image>(i => i.PerceptualHash = h)));

        for (var max = 0; max <= Lookalikes.MaxDistance; max++)
        {
            var expected = images.Skip(1).Where(i => PerceptualHash.Distance(i.PerceptualHash!.Value, hash) <= max)
                .OrderBy(i => PerceptualHash.Distance(i.PerceptualHash!.Value, hash)).ThenByDescending(i => i.Id).Select(i => i.Id);
            Assert.Equal(expected, (await OfAsync(stage, actor, images[0], max))!.Items.Select(f => f.Image.Id));
        }
    }

    [DatabaseTheory]
    public async Task The_trash_other_teams_and_what_is_on_no_list_are_left_out(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (actor, stranger) = ((await stage.CreateTeamAsync()).Owner, (await stage.CreateTeamAsync()).Owner);
        var image = await stage.AddImageAsync(actor, i => i.PerceptualHash = -5);
        await stage.AddImageAsync(actor, i => (i.PerceptualHash, i.DeletedAt) = (-5, i.CreatedAt));
        await stage.AddImageAsync(actor, i => (i.PerceptualHash, i.InGallery) = (-5, false));
        await stage.AddImageAsync(stranger, i => i.PerceptualHash = -5);
        var seen = await stage.AddImageAsync(actor, i => i.PerceptualHash = -6);

        Assert.Equal([seen.Id], (await OfAsync(stage, actor, image))!.Items.Select(f => f.Image.Id));
        Assert.Null(await OfAsync(stage, stranger, image));
        Assert.Empty((await OfAsync(stage, actor, await stage.AddImageAsync(actor)))!.Items);
    }

    [Theory]
    [InlineData(ProcessingStatus.Failed, false, "image_not_ready")]
    [InlineData(ProcessingStatus.Queued, false, "image_not_ready")]
    [InlineData(ProcessingStatus.Ready, true, "image_trashed")]
    public async Task An_image_without_a_picture_has_no_likeness(ProcessingStatus status, bool trashed, string code)
    {
        await using var stage = await Stage.OpenAsync();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var image = await stage.AddImageAsync(actor, i => (i.Status, i.DeletedAt) = (status, trashed ? i.CreatedAt : null));

        Assert.Equal((409, code), (await Assert.ThrowsAsync<RefusalException>(() => OfAsync(stage, actor, image)) is var e ? (e.Status, e.Code) : default));
    }

    [Fact]
    public async Task Of_a_thousand_alike_the_newest_come_by_pages()
    {
        await using var stage = await Stage.OpenAsync();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var images = await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, Enumerable.Repeat(new Action<Image>(i => i.PerceptualHash = 0), 1000));

        var page = (await stage.Get<Lookalikes>().OfAsync(actor, images[0].Id, 10, new(2, 100), Ct))!;

        Assert.Equal((Lookalikes.MaxFound, 100), (page.Total, page.Items.Count));
        Assert.Equal(images.Reverse().Skip(100).Take(100).Select(i => i.Id), page.Items.Select(f => f.Image.Id));
    }

    [DatabaseTheory]
    public async Task It_is_looked_up_along_the_indexes_of_the_bands(DatabaseProvider provider)
    {
        using var caught = new CaughtCommands();
        await using var stage = await Stage.OpenAsync(provider, caught.Join);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var images = await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, Enumerable.Range(0, 100).Select(n => new Action<Image>(i => i.PerceptualHash = n * 0x1234567890ABCDL)));
        await using var db = await stage.Database.OpenAsync(Ct);
        if (provider == DatabaseProvider.Postgres)
            await db.Database.ExecuteSqlRawAsync(Multiply, Ct);
        await db.Database.ExecuteSqlRawAsync("analyze", Ct);
        await caught.StartAsync(stage.Database);
        await OfAsync(stage, actor, images[0]);

        var searches = caught.All.Where(c => c.Sql.Contains("65535", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, searches.Count);
        foreach (var (sql, values) in searches)
        {
            var plan = await PlanAsync(db, provider, sql, values);
            foreach (var band in Enumerable.Range(0, sql.Contains("union", StringComparison.Ordinal) ? 4 : 1))
                Assert.True(plan.Contains($"ix_images_hash_{band}", StringComparison.Ordinal), plan);
            Assert.DoesNotContain(provider == DatabaseProvider.Sqlite ? "SCAN i" : "Seq Scan", plan);
            if (provider == DatabaseProvider.Sqlite)
                Assert.All(plan.Split('\n').Where(line => line.Contains("ix_images_hash", StringComparison.Ordinal)), line => Assert.Contains("USING COVERING INDEX", line));
        }
    }

    [DatabaseTheory]
    public async Task An_image_without_a_hash_is_given_one_and_one_without_files_holds_nobody_up(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var image = await AddAsync(stage, actor, Pictures.MakeNoise(400, 300, seed: 7));
        var lost = await AddAsync(stage, actor, Pictures.MakeNoise(400, 300, seed: 8));
        await stage.Get<IBlobStore>().DeleteAsync(BlobNames.Original(lost.Sha256!, lost.Format!), DateTime.MaxValue, Ct);
        var older = await AddAsync(stage, actor, Pictures.MakeNoise(400, 300, seed: 9));
        await stage.Database.WriteAsync(write => write.Db.For(actor).Images.ExecuteUpdateAsync(set => set.SetProperty(i => i.PerceptualHash, (long?)null), Ct), Ct);

        Assert.Equal(2, await stage.Get<HashBackfill>().RunAsync(Ct));
        Assert.Equal(0, await stage.Get<HashBackfill>().RunAsync(Ct));

        await using var db = await stage.Database.OpenAsync(Ct);
        var hashes = await db.For(actor).Images.ToDictionaryAsync(i => i.Id, i => i.PerceptualHash, Ct);
        Assert.Equal((image.PerceptualHash, null, older.PerceptualHash), (hashes[image.Id], hashes[lost.Id], hashes[older.Id]));
    }

    private static Task<Page<Lookalike>?> OfAsync(Stage stage, Actor actor, Image image, int max = 10) =>
        stage.Get<Lookalikes>().OfAsync(actor, image.Id, max, new(PerPage: 100), Ct);

    private static async Task<Image> AddAsync(Stage stage, Actor actor, byte[] bytes)
    {
        var stored = await stage.Get<ImageIngest>().StoreAsync(bytes, Ct);
        return await stage.AddImageAsync(actor, image => image.Complete(stored, null, image.CreatedAt));
    }

    private static long Flip(long hash, IEnumerable<int> bits) => bits.Aggregate(hash, (h, bit) => h ^ (1L << bit));

    private static IEnumerable<int> Spread(Random random, int count)
    {
        var bits = Enumerable.Range(0, 64).ToArray();
        random.Shuffle(bits);
        return bits.Take(count);
    }

    private static async Task<string> PlanAsync(RankionDbContext db, DatabaseProvider provider, string sql, IReadOnlyList<(string Name, object? Value)> values)
    {
        await db.Database.OpenConnectionAsync(Ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = (provider == DatabaseProvider.Sqlite ? "explain query plan " : "explain ") + sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var plan = new List<string>();
        while (await reader.ReadAsync(Ct))
            plan.Add(reader.GetString(provider == DatabaseProvider.Sqlite ? 3 : 0));
        return string.Join('\n', plan);
    }
}
