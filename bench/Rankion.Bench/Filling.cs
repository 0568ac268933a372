using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Tests.Support;

namespace Rankion.Bench;

/// <summary>
/// Fills a team's gallery with copies of one ready image, a minute apart, in bulk: without triggers and indexes, which are put
/// back afterwards as they were. Every picture has a file, words, tags, a model and a star of its own; one in a hundred is shared.
/// </summary>
internal static class Filling
{
    private const string Words = """
        'harbour at dawn', 'city street by night', 'quiet forest', 'bottle on linen', 'poster with lettering', 'row of arches', 'bowl of pears', 'northern lights'
        """;

    public static async Task FillAsync(Database database, string file, TestTeam team, int rows)
    {
        var start = Stopwatch.GetTimestamp();
        await using var db = await database.OpenAsync(CancellationToken.None);
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await RunAsync(connection, "pragma busy_timeout = 60000; pragma synchronous = off; pragma cache_size = -400000; pragma temp_store = memory; begin immediate;");
        var made = await TextsAsync(connection, "select sql from sqlite_master where tbl_name = 'images' and type in ('trigger', 'index') and sql is not null");
        foreach (var drop in await TextsAsync(connection, "select 'drop ' || type || ' ' || name from sqlite_master where tbl_name = 'images' and type in ('trigger', 'index') and sql is not null"))
            await RunAsync(connection, drop);
        await RunAsync(connection, Insert(db, team, rows));
        await RunAsync(connection, Derive(team));
        foreach (var sql in made)
            await RunAsync(connection, sql);
        await RunAsync(connection, "commit; analyze; pragma wal_checkpoint(truncate);");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {rows:N0} images filled in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
    }

    private static string Insert(RankionDbContext db, TestTeam team, int rows)
    {
        var own = new Dictionary<string, string>
        {
            ["team_id"] = team.Id.ToString(CultureInfo.InvariantCulture),
            ["created_by_id"] = team.Owner.UserId.ToString(CultureInfo.InvariantCulture),
            ["title"] = "'Picture ' || n",
            ["prompt"] = $"'A ' || w.word || ' in ' || (n % 97) || ' colours, ' || case when n % 3 = 0 then 'soft light' else 'hard shadows' end || ', number ' || n",
            ["model"] = "case when n % 20 = 0 then 'gpt-image-2' else i.model end",
            ["tags"] = "substr(case when n % 100 < 42 then char(10) || 'sea' else '' end || case when n % 10 = 0 then char(10) || 'hero' else '' end || case when n % 1000 = 0 then char(10) || 'rare' else '' end, 2)",
            ["is_favorite"] = "n % 30 = 0",
            ["sha256"] = "lower(hex(randomblob(32)))",
            // five of each picture, a bit or two apart, and the pictures all over the place
            ["perceptual_hash"] = "((((n / 5) * 2654435761) & 4294967295) << 32) | (((n / 5) * 40503 * 65599) & 4294967288) | (n % 5)",
            ["created_at"] = "1747000000000000 + n * 60000000",
            ["updated_at"] = "1747000000000000 + n * 60000000",
            ["project_id"] = "case when n % 4 = 0 then 1 end",
            ["job_id"] = "null",
            ["root_id"] = "null",
        };
        var columns = db.Model.FindEntityType(typeof(Image))!.GetProperties().Select(p => p.GetColumnName()).Where(c => c != "id").ToList();
        return $"""
            insert into projects (id, team_id, name, slug, color, created_at) values (1, {team.Id}, 'Autumn', 'autumn', '#aa7744', 0);
            create temp table words as select column1 as word from (values {string.Join(", ", Words.Split(", ").Select(w => $"({w.Trim()})"))});
            create temp table template as select * from images where status = 'ready' limit 1;
            delete from images;
            with recursive series(n) as (select 1 union all select n + 1 from series where n < {rows})
            insert into images (id, {string.Join(", ", columns)})
            select n, {string.Join(", ", columns.Select(c => own.GetValueOrDefault(c, $"i.{c}")))}
            from series cross join template i cross join words w on w.rowid = n % 8 + 1;
            """;
    }

    /// <summary>What follows from the images, as the migration fills it (<c>AddSearch</c>); and the links.</summary>
    private static string Derive(TestTeam team) => $"""
        delete from image_tags; delete from image_counts; insert into image_text (image_text) values ('delete-all');
        insert into image_tags (team_id, tag, created_at, image_id)
            select * from (
            select team_id, 'hero' as tag, created_at, id from images where id % 10 = 0 union all
            select team_id, 'rare', created_at, id from images where id % 1000 = 0 union all
            select team_id, 'sea', created_at, id from images where id % 100 < 42) order by 1, 2, 3, 4;
        insert into image_counts (team_id, facet, value, count)
            select team_id, 'all', '', count(*) from images group by 1 union all
            select team_id, 'changes', '', count(*) from images group by 1 union all
            select team_id, 'favorite', '', count(*) from images where is_favorite group by 1 union all
            select team_id, 'model', model, count(*) from images group by 1, 3 union all
            select team_id, 'creator', created_by_id, count(*) from images group by 1, 3 union all
            select team_id, 'status', status, count(*) from images group by 1, 3 union all
            select team_id, 'source', source, count(*) from images group by 1, 3 union all
            select team_id, 'project', project_id, count(*) from images where project_id is not null group by 1, 3 union all
            select team_id, 'tag', tag, count(*) from image_tags group by 1, 3;
        insert into image_text (rowid, team, title, prompt, tags)
            select id, char(983040 + (team_id >> 24 & 4095), 983040 + (team_id >> 12 & 4095), 983040 + (team_id & 4095)), title, prompt, tags from images;
        insert into image_text (image_text) values ('optimize');
        insert into shares (team_id, image_id, token, allow_download, view_count, created_by_id, created_at, is_latest)
            select {team.Id}, id, substr(hex(randomblob(20)), 1, 40), 1, 0, {team.Owner.UserId}, created_at, 1 from images where id % 100 = 50;
        """;

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
#pragma warning disable CA2100 // column names of the model, numbers, and what the database itself says
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> TextsAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a constant
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await rows.ReadAsync())
            texts.Add(rows.GetString(0));
        return texts;
    }
}
