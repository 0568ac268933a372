using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Jobs;
using Rankion.Tests.Support;

namespace Rankion.Bench;

/// <summary>From an accepted request to its start, and how many images an hour of sketching would make.</summary>
internal static class Generating
{
    public static async Task MeasureAsync(Ground ground, Report report, int single, int many)
    {
        Console.WriteLine("Generating, with the sketch provider");
        await using var server = await ground.StartAsync();
        using var http = Ground.ClientOf(server, ground.Team);
        await GenerateAsync(http, "A warm-up", 4);
        await AllEndAsync(ground);

        // one after the other, each on an idle server
        var before = await LastJobAsync(ground);
        for (var i = 0; i < single; i++)
        {
            await GenerateAsync(http, $"A harbour at dawn, {i}", 1);
            await AllEndAsync(ground);
        }
        await using (var db = await ground.Database.OpenAsync(CancellationToken.None))
        {
            var jobs = await db.For(ground.Team.Owner).Jobs.Where(j => j.Id > before).ToListAsync();
            var waits = new Samples(jobs.Select(j => (j.StartedAt!.Value - j.CreatedAt).TotalMilliseconds));
            report.Add("job start after its acceptance, median", waits.Median, "ms");
            report.Add("job start after its acceptance, p95", waits.P95, "ms", 50);
            report.Add("one image, accepted to ready, median", new Samples(jobs.Select(j => (j.FinishedAt!.Value - j.CreatedAt).TotalMilliseconds)).Median, "ms");
        }

        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, many / 4).Select(i => GenerateAsync(http, $"A quiet city street at night, {i}", 4)));
        await AllEndAsync(ground);
        report.Add("generations a second, 1024 × 1024", many / Stopwatch.GetElapsedTime(start).TotalSeconds, "/s");
        report.Add("memory, after generating", Measuring.Memory(server.Pid), "MB");
    }

    public static async Task GenerateAsync(HttpClient http, string prompt, int n)
    {
        using var answer = await http.PostAsJsonAsync("/v1/generate/image", new { prompt, n, size = "1024x1024" });
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<long> LastJobAsync(Ground ground)
    {
        await using var db = await ground.Database.OpenAsync(CancellationToken.None);
        return await db.For(ground.Team.Owner).Jobs.MaxAsync(j => j.Id);
    }

    public static async Task AllEndAsync(Ground ground)
    {
        await using var db = await ground.Database.OpenAsync(CancellationToken.None);
        while (await db.For(ground.Team.Owner).Jobs.AnyAsync(j => j.Status == JobStatus.Queued || j.Status == JobStatus.Processing))
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        if (await db.For(ground.Team.Owner).Jobs.FirstOrDefaultAsync(j => j.Status == JobStatus.Failed) is { } failed)
            throw new InvalidOperationException($"A job failed: {failed.ErrorCode} {failed.ErrorMessage}");
    }
}
