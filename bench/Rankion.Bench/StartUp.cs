using System.Diagnostics;
using System.Net;

namespace Rankion.Bench;

/// <summary>From the start of the process to its first 200, on a migrated database; and what it takes up then.</summary>
internal static class StartUp
{
    public static async Task MeasureAsync(Ground ground, Report report, int starts)
    {
        Console.WriteLine("Start-up");
        var times = new List<double>();
        for (var i = 0; i < starts; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var server = await ground.StartAsync();
            using var http = Ground.ClientOf(server, ground.Team);
            using var ready = await http.GetAsync("/health/ready");
            if (ready.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"The server is not ready:\n{server.Log}");
            times.Add(Measuring.Milliseconds(start));
            if (i == starts - 1)
            {
                await Task.Delay(TimeSpan.FromSeconds(5)); // what only starting takes is given back
                report.Add("memory, idle", Measuring.Memory(server.Pid), "MB", 150);
            }
        }
        report.Add("start-up to first 200, median", new Samples(times).Median, "ms", 2000);
    }
}
