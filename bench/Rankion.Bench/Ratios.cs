using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Rankion.Tests.Support;

namespace Rankion.Bench;

/// <summary>
/// The gallery's reads through <c>/v1</c>, with a token, against <see cref="RawServer"/> on the same database: interleaved in the
/// same run, at several sizes of the gallery. What counts are the ratios, which hold while other work comes and goes.
/// </summary>
internal static class Ratios
{
    private static readonly Shape[] Shapes =
    [
        new("list, newest 50", "/v1/images?per_page=50", "/list", 0.5),
        new("list by cursor, first", "/v1/images?per_page=50&cursor=", "/list", 0.5),
        new("list by cursor, 90 % deep", "/v1/images?per_page=50&cursor={deep}", "/list", 0.5),
        new("page 20", "/v1/images?per_page=50&page=20", "/list"),
        new("favourites", "/v1/images?per_page=50&favorite=true", "/list", 0.5),
        new("one model of two (5 %)", "/v1/images?per_page=50&model=gpt-image-2", "/list", 0.5),
        new("project", "/v1/images?per_page=50&project_id={project}", "/list", 0.5),
        new("tag (42 %)", "/v1/images?per_page=50&tags[]=sea", "/tag/sea", 0.5),
        new("tag (10 %)", "/v1/images?per_page=50&tags[]=hero", "/tag/hero", 0.5),
        new("two tags", "/v1/images?per_page=50&tags[]=sea&tags[]=hero", "/tag/hero", 0.5),
        new("search, a common word", "/v1/images?per_page=50&q=harbour", "/search/harbour", 0.5),
        new("search, two words", "/v1/images?per_page=50&q=harbour+soft", "/search/harbour%20soft", 0.5),
        new("search, two letters", "/v1/images?per_page=50&q=so", "/list"),
        new("search and tag", "/v1/images?per_page=50&q=harbour&tags[]=hero", "/search/harbour"),
        new("similar images", "/v1/images/{id}/similar?max_distance=10", "/list"),
        new("one image", "/v1/images/{id}", "/item/{id}", 0.4),
        new("one image, 304", "/v1/images/{id}", "/item/{id}", 0.6, Poll: true),
    ];

    public static async Task MeasureAsync(string? folder, int[] sizes, int rounds, int connections, string? only)
    {
        var grounds = new List<Pair>();
        try
        {
            foreach (var rows in sizes)
                grounds.Add(await Pair.OpenAsync(folder, rows));
            var shapes = Shapes.Where(s => only is null || s.Name.Contains(only, StringComparison.Ordinal)).ToList();
            var results = shapes.ToDictionary(s => s, _ => grounds.ToDictionary(g => g, _ => new List<(Turn Ours, Turn Raw)>()));
            for (var round = -1; round < rounds; round++)
            {
                foreach (var shape in shapes)
                {
                    foreach (var ground in grounds)
                    {
                        var time = TimeSpan.FromMilliseconds(round < 0 ? 1000 : 400);
                        var pair = (await ground.RunAsync(shape, time, connections), ground.RunRaw(shape, time, connections));
                        if (round >= 0)
                            results[shape][ground].Add(pair);
                    }
                }
                Console.Write(round < 0 ? "Warm. Round" : $" {round + 1}");
            }
            Console.WriteLine();
            Print(grounds, results);
        }
        finally
        {
            foreach (var ground in grounds)
                await ground.DisposeAsync();
        }
    }

    private static void Print(List<Pair> grounds, Dictionary<Shape, Dictionary<Pair, List<(Turn Ours, Turn Raw)>>> results)
    {
        string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
        var inv = CultureInfo.InvariantCulture;
        Console.WriteLine();
        Console.WriteLine(Row(["", "budget", .. grounds.Select(g => g.Rows.ToString("N0", inv) + " images: requests/s, × raw (CPU)"), "cost, largest : smallest"]));
        Console.WriteLine(Row(["---", "---", .. grounds.Select(_ => "---"), "---"]));
        foreach (var (shape, byGround) in results)
        {
            var cells = new List<string> { shape.Name, shape.Budget is { } budget ? budget.ToString("≥ 0.0#", inv) : "" };
            foreach (var turns in byGround.Values)
            {
                var rate = Median(turns.Select(t => t.Ours.PerSecond));
                var ratio = Median(turns.Select(t => t.Ours.PerSecond / t.Raw.PerSecond));
                var cpu = Median(turns.Select(t => t.Raw.Cpu / t.Ours.Cpu));
                cells.Add(string.Create(inv, $"{rate:N0}, {ratio:0.00} ({cpu:0.00}) {Median(turns.Select(t => t.Ours.Cpu)):0} µs, {turns[0].Ours.Bytes / 1000.0:0.#} kB : {turns[0].Raw.Bytes / 1000.0:0.#} kB"));
            }
            var (small, large) = (byGround[grounds[0]], byGround[grounds[^1]]);
            cells.Add(string.Create(inv, $"{Median(large.Zip(small, (l, s) => l.Ours.Cpu / s.Ours.Cpu)):0.00}"));
            Console.WriteLine(Row(cells));
        }
    }

    private static double Median(IEnumerable<double> values) => new Samples(values).Median;

    /// <param name="Budget">The least part of the raw server's rate.</param>
    /// <param name="Poll">With the ETag of what is there.</param>
    internal sealed record Shape(string Name, string Path, string RawPath, double? Budget = null, bool Poll = false);

    /// <summary>The app and the raw server on one database.</summary>
    private sealed class Pair(Ground ground, int rows, ServerProcess server, ServerProcess raw) : IAsyncDisposable
    {
        private readonly Dictionary<string, string> words = [];

        public int Rows => rows;

        public static async Task<Pair> OpenAsync(string? folder, int rows)
        {
            var ground = await Ground.PrepareAsync(folder is null ? null : Path.Combine(folder, rows.ToString(CultureInfo.InvariantCulture)));
            await ground.FillAsync(rows);
            var server = await ground.StartAsync();
            var raw = await ServerProcess.StartAsync(typeof(Ratios).Assembly.Location, new Dictionary<string, string?> { ["RANKION_RAW"] = ground.Connection });
            return new(ground, rows, server, raw);
        }

        public async Task<Turn> RunAsync(Shape shape, TimeSpan time, int connections)
        {
            var path = await FillInAsync(shape.Path);
            string? etag = null;
            if (shape.Poll)
            {
                using var http = Ground.ClientOf(server, ground.Team);
                using var answer = await http.GetAsync(path);
                etag = answer.Headers.ETag!.ToString();
            }
            return new Load(server, path, ground.Team.Token, etag).Run(time, connections, shape.Poll ? 304 : 200);
        }

        public Turn RunRaw(Shape shape, TimeSpan time, int connections) =>
            new Load(raw, shape.RawPath.Replace("{id}", (rows / 2).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), null).Run(time, connections, 200);

        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            await raw.DisposeAsync();
            await ground.DisposeAsync();
        }

        private async Task<string> FillInAsync(string path)
        {
            if (words.TryGetValue(path, out var known))
                return known;
            var filled = path.Replace("{id}", (rows / 2).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{project}", "1", StringComparison.Ordinal);
            if (filled.Contains("{deep}", StringComparison.Ordinal))
                filled = filled.Replace("{deep}", await DeepAsync(), StringComparison.Ordinal);
            return words[path] = filled;
        }

        /// <summary>The cursor at nine tenths, read as anybody reads it.</summary>
        private async Task<string> DeepAsync()
        {
            const string start = "/v1/images?per_page=50&cursor=";
            using var http = Ground.ClientOf(server, ground.Team);
            var next = start;
            for (var seen = 0; seen < rows * 9 / 10; seen += 50)
            {
                var stretch = await http.GetFromJsonAsync<JsonElement>(next);
                next = new Uri(stretch.GetProperty("links").GetProperty("next").GetString()!).PathAndQuery;
            }
            return next[(next.LastIndexOf('=') + 1)..];
        }
    }
}
