using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Collections;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

/// <summary>
/// Every list is read along an index that is in its order already: nothing that grows with the gallery is scanned or sorted.
/// What the database runs is what the gallery sent, caught on its way.
/// </summary>
public sealed partial class GalleryPlanTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>Copies of the one image until the planner takes the table for a large one; triggers would take their time.</summary>
    private const string Multiply = """
        set session_replication_role = replica;
        insert into images (team_id, title, prompt, model, provider, parameters, tags, is_favorite, status, variants_count, source, in_gallery, width, height, size_bytes, created_by_id, credits, created_at, updated_at, deleted_at, version)
        select i.team_id, i.title, case when n % 2 = 0 then 'A harbour, so soft ' else 'A sunset over the bay ' end || md5(n::text), case when n % 200 = 0 then 'rare' else i.model end, i.provider, i.parameters,
            case when n % 50 = 0 then E'hero\nsea' when n % 3 = 0 then 'sea' else 'sky' end, n % 30 = 0, i.status, 0, i.source, true, 1, 1, 1, i.created_by_id, 0,
            i.created_at + n * interval '1 second', i.created_at, case when n % 7 = 0 then i.created_at + n * interval '1 second' end, 1
        from images i, generate_series(1, 30000) n;
        insert into collection_items (collection_id, image_id, team_id, created_at, position, is_listed, added_by_id, added_at)
        select c.id, i.id, i.team_id, i.created_at, i.id * 1000, i.deleted_at is null, i.created_by_id, i.created_at from images i, collections c where i.id % 3 = 0 on conflict do nothing;
        truncate image_tags, image_counts;
        insert into image_tags select i.team_id, f.value, i.created_at, i.id from images i, image_facets(i) f where f.facet = 'tag';
        insert into image_counts select i.team_id, f.facet, f.value, count(*) from images i, image_facets(i) f group by 1, 2, 3;
        insert into image_counts select team_id, 'collection', collection_id::text, count(*) from collection_items where is_listed group by 1, 3;
        set session_replication_role = default;
        analyze images; analyze image_tags; analyze collection_items; analyze image_counts;
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task On_SQLite_no_list_scans_or_sorts(bool analyzed)
    {
        using var caught = new CaughtCommands();
        await using var stage = await Stage.OpenAsync(configure: caught.Join);
        var actor = await FillAsync(stage, 400);
        if (analyzed)
            await RunAsync(stage, "analyze");
        foreach (var filter in Filters())
        {
            foreach (var (sql, plan) in await PlansAsync(stage, caught, actor, filter, "explain query plan ", column: 3))
            {
                var text = $"{filter.ToQuery()}\n{sql}\n{plan}";
                Assert.False(Scan().IsMatch(plan), text);
                Assert.False(plan.Contains("TEMP B-TREE", StringComparison.Ordinal) && !IsGathered(filter) && !IsPicked(sql), text);
                Assert.False(plan.Contains("AUTOMATIC", StringComparison.Ordinal), text);
                Assert.False(sql.Contains("COALESCE(\"i\".\"root_id\"", StringComparison.Ordinal) && plan.Contains("ix_images_newest (team_id=?)", StringComparison.Ordinal), text);
            }
        }
    }

    [Fact]
    public async Task On_PostgreSQL_no_list_reads_a_whole_table()
    {
        using var caught = new CaughtCommands();
        await using var stage = await Stage.OpenAsync(DatabaseProvider.Postgres, caught.Join);
        var actor = await FillAsync(stage, 1);
        await RunAsync(stage, Multiply);
        foreach (var filter in Filters().Where(f => !f.Trash && f.Sort is ImageSort.Newest or ImageSort.Oldest))
        {
            foreach (var (sql, plan) in (await PlansAsync(stage, caught, actor, filter, "explain ", column: 0)).Where(p => p.Sql.Contains(" limit ", StringComparison.Ordinal)))
            {
                var text = $"{filter.ToQuery()}\n{sql}\n{plan}";
                Assert.False(plan.Contains("Seq Scan", StringComparison.Ordinal), text);
                // a few rows PostgreSQL may find quicker to sort
                Assert.True(Sort().Matches(plan).All(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) < 1000), text);
            }
        }
    }

    /// <summary>The order in which an index is not, for a condition that few images meet.</summary>
    private static bool IsGathered(ImageFilter filter) => filter.Sort == ImageSort.Edited && filter is not { Conditions: 0 };

    /// <summary>A few images, named by their ids.</summary>
    private static bool IsPicked(string sql) => sql.Contains("i.id in (@", StringComparison.Ordinal);

    private static IEnumerable<ImageFilter> Filters()
    {
        ImageFilter[] alone =
        [
            new(), new() { Q = "harbour" }, new() { Q = "harbour sunset" }, new() { Q = "ha" }, new() { Q = "ü" }, new() { Q = "harbour so" },
            new() { Model = "rare" }, new() { Model = "gpt-image-2" }, new() { Favorite = true }, new() { Favorite = false }, new() { ProjectId = 1 }, new() { CreatedById = 1 },
            new() { Phrases = ["so soft"] }, new() { Excluded = ["harbour"] }, new() { Excluded = ["ha", "sunset over"] }, new() { Models = ["rare", "gpt-image-2"] }, new() { ProjectIds = [1, 2] }, new() { CreatedByIds = [1, 2, 3] },
            new() { Statuses = [ProcessingStatus.Ready, ProcessingStatus.Failed] }, new() { Sources = [ImageSource.Generated, ImageSource.Edited] },
            new() { Shared = true }, new() { Shared = false }, new() { Variant = true }, new() { Variant = false }, new() { Untagged = true }, new() { Untagged = false }, new() { Video = true }, new() { Video = false },
            new() { Status = ProcessingStatus.Ready }, new() { Source = ImageSource.Generated }, new() { GenerationId = Guid.Empty },
            new() { Tags = ["hero"] }, new() { Tags = ["hero", "sea"] }, new() { Tags = ["hero", "sea"], TagsMode = TagsMode.Any }, new() { Tags = ["hero", "sea", "sky"], TagsMode = TagsMode.Any },
            new() { CollectionId = 1 }, new() { CollectionId = 2 }, new() { From = DateTime.UnixEpoch }, new() { From = DateTime.UnixEpoch, To = DateTime.UnixEpoch.AddYears(70) },
        ];
        ImageFilter[] together =
        [
            new() { Q = "harbour", Tags = ["hero"] }, new() { Q = "harbour", Model = "rare" }, new() { Q = "harbour", From = DateTime.UnixEpoch.AddYears(56) },
            new() { Model = "gpt-image-2", Status = ProcessingStatus.Ready, Favorite = true }, new() { Tags = ["sea"], Model = "rare" }, new() { Tags = ["hero", "sea"], TagsMode = TagsMode.Any, Model = "gpt-image-2" },
            new() { Q = "harbour", Excluded = ["sunset"], Variant = false }, new() { Q = "harbour", Variant = true }, new() { Shared = true, Models = ["rare", "gpt-image-2"] }, new() { Untagged = true, Status = ProcessingStatus.Ready },
            new() { CollectionId = 1, Tags = ["sea"] }, new() { CollectionId = 1, Q = "harbour", Model = "rare" }, new() { CollectionId = 1, Favorite = true, From = DateTime.UnixEpoch },
            new() { Tags = ["sea"], Q = "so", To = DateTime.UnixEpoch.AddYears(70) }, new() { Source = ImageSource.Generated, CreatedById = 1, From = DateTime.UnixEpoch },
        ];
        foreach (var filter in alone.Concat(together))
        {
            foreach (var sort in new[] { ImageSort.Newest, ImageSort.Oldest, ImageSort.Edited, ImageSort.Manual }.Where(s => s != ImageSort.Manual || filter.CollectionId is not null))
            {
                yield return filter with { Sort = sort };
                yield return filter with { Sort = sort, Trash = true };
            }
            yield return filter with { Sort = ImageSort.Deleted, Trash = true };
        }
    }

    private static async Task<List<(string Sql, string Plan)>> PlansAsync(Stage stage, CaughtCommands caught, Actor actor, ImageFilter filter, string explain, int column)
    {
        await caught.StartAsync(stage.Database);
        var gallery = stage.Get<Gallery>();
        await gallery.ListAsync(actor, filter, new(2, 2), Ct);
        if ((await gallery.StretchAsync(actor, filter, new(PerPage: 2, Cursor: ""), Ct)).Next is { } cursor)
            await gallery.StretchAsync(actor, filter, new(PerPage: 2, Cursor: cursor), Ct);
        // SQLite alone: PostgreSQL may read a table through where all of it is asked for
        if (column == 3)
            await stage.Get<ContactSheet>().ReadAsync(actor, filter, stacks: true, Ct);
        await stage.Get<ContactSheet>().LookAsync(actor, filter, stacks: true, [1, 2, 3], Ct);
        await stage.Get<ContactSheet>().CardsAsync(actor, [1, 2, 3], Ct);
        await gallery.FindAsync(actor, 1, Ct);
        var sent = caught.All.Where(c => c.Sql.Contains("image", StringComparison.Ordinal)).ToList();
        await using var db = await stage.Database.OpenAsync(Ct);
        var plans = new List<(string, string)>();
        foreach (var (sql, values) in sent)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            await db.Database.OpenConnectionAsync(Ct);
            command.CommandText = explain + sql;
            foreach (var value in values)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = value;
                command.Parameters.Add(parameter);
            }
            await using var reader = await command.ExecuteReaderAsync(Ct);
            var plan = new List<string>();
            while (await reader.ReadAsync(Ct))
                plan.Add(reader.GetString(column));
            plans.Add((sql, string.Join('\n', plan)));
        }
        return plans;
    }

    private static async Task<Actor> FillAsync(Stage stage, int count)
    {
        var actor = (await stage.CreateTeamAsync()).Owner;
        await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, Enumerable.Range(0, count).Select(n => new Action<Image>(i =>
        {
            (i.Prompt, i.Model, i.IsFavorite) = (n % 2 == 0 ? "A harbour, so soft" : "A sunset over the harbour", n % 20 == 0 ? "rare" : "gpt-image-2", n % 3 == 0);
            i.Tags = n % 10 == 0 ? ["hero", "sea"] : n % 3 == 0 ? ["sea"] : ["sky"];
            i.DeletedAt = n % 7 == 0 ? stage.Clock.UtcNow : null;
        })));
        var collection = await stage.Get<CollectionDesk>().CreateAsync(actor, new() { Name = "Some" }, Ct);
        await stage.Get<CollectionDesk>().CreateAsync(actor, new() { Name = "Smart", Filter = new() { CollectionId = collection.Id, Tags = ["sea"] } }, Ct);
        await stage.Get<CollectionContents>().AddAsync(actor, collection.Id, [.. Enumerable.Range(1, (count / 3) + 1).Select(n => n * 3L)], Ct);
        return actor;
    }

    private static async Task RunAsync(Stage stage, string sql)
    {
        await using var db = await stage.Database.OpenAsync(Ct);
        await db.Database.ExecuteSqlRawAsync(sql, Ct);
    }

    // f is the text index, p the few ids of a page, c one count for each tag
    [GeneratedRegex(@"SCAN (?!f VIRTUAL TABLE INDEX|[pc]\b)")]
    private static partial Regex Scan();

    [GeneratedRegex(@"Sort  \(cost=\S+ rows=(\d+)")]
    private static partial Regex Sort();
}
