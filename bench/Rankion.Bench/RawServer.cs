using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Rankion.Core.Data.Sqlite;

namespace Rankion.Bench;

/// <summary>
/// What the machine can do at best: the same rows with the same fields, over a bare Kestrel with prepared hand-written SQL and
/// source-generated JSON. No login, no team, no signed links, no names of people, no shares, no totals.
/// </summary>
internal static class RawServer
{
    private const string Columns = """
        i.id, i.project_id, i.title, i.prompt, i.revised_prompt, i.model, i.provider, i.parameters, i.tags, i.is_favorite, i.status,
        i.job_id, i.generation_id, i.parent_id, i.root_id, i.variants_count, i.source, i.sha256, i.placeholder, i.dominant_color, i.width,
        i.height, i.format, i.size_bytes, i.created_by_id, i.credits, i.created_at, i.updated_at, i.edited_at, i.deleted_at
        """;

    private const string List = $"""
        select {Columns} from images i where i.team_id = 1 and i.in_gallery and i.deleted_at is null
        order by i.created_at desc, i.id desc limit 50
        """;

    private const string ByTag = $"""
        select {Columns} from (select image_id as id from image_tags where team_id = 1 and tag = $a order by created_at desc, image_id desc limit 50) p
        cross join images i on i.id = p.id
        """;

    private const string Search = $"""
        select {Columns} from (select rowid as id from image_text where image_text match $a order by rowid desc limit 50) p
        cross join images i on i.id = p.id
        """;

    private const string One = $"select {Columns} from images i where i.id = $a";

    /// <param name="connectionString">Of the database that the app serves, too; the team of id 1 is the one asked about.</param>
    public static void Run(string connectionString)
    {
        SqliteSetup.EnsureReady();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Configuration["Urls"] = "http://127.0.0.1:0";
        var app = builder.Build();
        var pool = new ConcurrentBag<Connection>();

        Task AnswerAsync(HttpContext http, string sql, object? value)
        {
            if (!pool.TryTake(out var connection))
                connection = new Connection(connectionString);
            var images = connection.Read(sql, value);
            pool.Add(connection);
            return http.Response.WriteAsJsonAsync(images, RawJson.Default.ListRawImage);
        }

        app.MapGet("/hello", () => "hello");
        app.MapGet("/list", (RequestDelegate)(http => AnswerAsync(http, List, null)));
        app.MapGet("/tag/{tag}", (RequestDelegate)(http => AnswerAsync(http, ByTag, http.Request.RouteValues["tag"])));
        app.MapGet("/search/{words}", (RequestDelegate)(http => AnswerAsync(http, Search, http.Request.RouteValues["words"])));
        app.MapGet("/item/{id}", (RequestDelegate)(http => AnswerAsync(http, One, http.Request.RouteValues["id"])));
        app.Run();
    }

#pragma warning disable CA1001 // it lives as long as the process
    private sealed class Connection
#pragma warning restore CA1001
    {
        private readonly SqliteConnection connection;
        private readonly Dictionary<string, SqliteCommand> commands = [];

        public Connection(string connectionString)
        {
            connection = new SqliteConnection(connectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma query_only = on; pragma mmap_size = 1073741824; pragma cache_size = -65536";
            command.ExecuteNonQuery();
        }

        public List<RawImage> Read(string sql, object? value)
        {
            if (!commands.TryGetValue(sql, out var command))
            {
                command = connection.CreateCommand();
#pragma warning disable CA2100 // one of the constants above
                command.CommandText = sql;
#pragma warning restore CA2100
                if (value is not null)
                    command.Parameters.Add("$a", SqliteType.Text);
                commands[sql] = command;
            }
            if (value is not null)
                command.Parameters[0].Value = value;
            using var row = command.ExecuteReader();
            var images = new List<RawImage>();
            while (row.Read())
                images.Add(Image(row));
            return images;
        }

        private static RawImage Image(SqliteDataReader row)
        {
            var sha256 = row.GetString(17);
            return new(
                row.GetInt64(0), Number(row, 1), row.GetString(2), row.GetString(3), Text(row, 4), row.GetString(5), row.GetString(6), row.GetString(7),
                row.GetString(8).Split('\n'), row.GetBoolean(9), row.GetString(10), Number(row, 11), Text(row, 12), Number(row, 13), Number(row, 14), row.GetInt32(15), row.GetString(16),
                $"http://127.0.0.1:5080/media/{sha256}/original.png",
                new($"http://127.0.0.1:5080/media/{sha256}/320.webp", $"http://127.0.0.1:5080/media/{sha256}/640.webp", $"http://127.0.0.1:5080/media/{sha256}/1280.webp"),
                Text(row, 18), Text(row, 19), row.GetInt32(20), row.GetInt32(21), Text(row, 22), row.GetInt64(23), sha256, row.GetInt64(24), row.GetInt32(25),
                Instant(row, 26)!.Value, Instant(row, 27)!.Value, Instant(row, 28), Instant(row, 29));
        }

        private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

        private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

        private static DateTime? Instant(SqliteDataReader row, int column) =>
            row.IsDBNull(column) ? null : new DateTime(DateTime.UnixEpoch.Ticks + (row.GetInt64(column) * TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
    }
}

internal sealed record RawImage(
    long Id, long? ProjectId, string Title, string Prompt, string? RevisedPrompt, string Model, string Provider, string Parameters, string[] Tags, bool IsFavorite,
    string ProcessingStatus, long? JobId, string? GenerationId, long? ParentId, long? RootId, int VariantsCount, string Source, string Url, RawThumbnails Thumbnails,
    string? Placeholder, string? DominantColor, int Width, int Height, string? Format, long SizeBytes, string Sha256, long CreatedBy, int Credits,
    DateTime CreatedAt, DateTime UpdatedAt, DateTime? EditedAt, DateTime? DeletedAt);

internal sealed record RawThumbnails(
    [property: JsonPropertyName("320")] string Small, [property: JsonPropertyName("640")] string Medium, [property: JsonPropertyName("1280")] string Large);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(List<RawImage>))]
internal sealed partial class RawJson : JsonSerializerContext;
