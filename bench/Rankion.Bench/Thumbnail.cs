using System.Net.Http.Json;
using System.Text.Json;

namespace Rankion.Bench;

/// <summary>The bytes of one thumbnail, for whoever has its link.</summary>
internal static class Thumbnail
{
    public static async Task MeasureAsync(Ground ground, Report report, int requests)
    {
        Console.WriteLine("A thumbnail");
        await using var server = await ground.StartAsync();
        using var http = Ground.ClientOf(server, ground.Team);
        var list = await http.GetFromJsonAsync<JsonElement>("/v1/images?per_page=1");
        var url = new Uri(list.GetProperty("data")[0].GetProperty("thumbnails").GetProperty("640").GetString()!);
        using var stranger = new HttpClient { BaseAddress = server.Address };
        var (times, perSecond) = await Measuring.GetAsync(stranger, url.PathAndQuery, requests, 8);
        report.Add("thumbnail 640, 8 connections", perSecond, "/s");
        report.Add("thumbnail 640, p95", times.P95, "ms");
    }
}
