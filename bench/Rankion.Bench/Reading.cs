using System.Net.Http.Json;
using System.Text.Json;
using Rankion.Tests.Support;

namespace Rankion.Bench;

/// <summary>The gallery's reads through <c>/v1</c>, with a token, at two sizes of the gallery; and the bytes of one thumbnail.</summary>
internal static class Reading
{
    private static readonly (string Name, string Path)[] Lists =
    [
        ("newest 50", "/v1/images?per_page=50"),
        ("newest 50 by cursor", "/v1/images?per_page=50&cursor="),
        ("page 20", "/v1/images?per_page=50&page=20"),
        ("one tag in ten", "/v1/images?per_page=50&tags[]=hero"),
        ("text search", "/v1/images?per_page=50&q=picture"),
    ];

    public static async Task MeasureAsync(Ground ground, Report report, int requests, int[] rows)
    {
        var teams = new List<(int Rows, TestTeam Team)>();
        foreach (var count in rows)
        {
            var team = await ground.CreateTeamAsync();
            await ground.FillAsync(team, count);
            teams.Add((count, team));
        }
        await using var server = await ground.StartAsync();
        foreach (var (count, team) in teams)
        {
            Console.WriteLine($"Reading, {count:N0} images");
            using var http = Ground.ClientOf(server, team);
            foreach (var (name, path) in Lists)
            {
                var (times, _) = await Measuring.GetAsync(http, path, requests, 1);
                report.Add($"{name}, {count:N0} images, median", times.Median, "ms");
                report.Add($"{name}, {count:N0} images, p95", times.P95, "ms");
            }
            report.Add($"newest 50, {count:N0} images, 8 connections", (await Measuring.GetAsync(http, Lists[0].Path, requests * 4, 8)).PerSecond, "/s");
        }
        using var client = Ground.ClientOf(server, ground.Team);
        await ThumbnailAsync(client, report, requests * 4);
        report.Add("memory, after reading", Measuring.Memory(server.Pid), "MB");
    }

    private static async Task ThumbnailAsync(HttpClient http, Report report, int requests)
    {
        Console.WriteLine("A thumbnail");
        var list = await http.GetFromJsonAsync<JsonElement>("/v1/images?per_page=1");
        var url = new Uri(list.GetProperty("data")[0].GetProperty("thumbnails").GetProperty("640").GetString()!);
        using var stranger = new HttpClient { BaseAddress = http.BaseAddress };
        var (times, perSecond) = await Measuring.GetAsync(stranger, url.PathAndQuery, requests, 8);
        report.Add("thumbnail 640, 8 connections", perSecond, "/s");
        report.Add("thumbnail 640, p95", times.P95, "ms");
    }
}
