using System.Diagnostics;
using System.Globalization;

namespace Rankion.Bench;

/// <summary>Durations, in milliseconds.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] sorted = [.. values.Order()];

    public double Median => At(0.5);

    public double P95 => At(0.95);

    private double At(double quantile) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * quantile))];
}

internal static class Measuring
{
    public static double Milliseconds(long since) => Stopwatch.GetElapsedTime(since).TotalMilliseconds;

    /// <summary>Repeats a GET over some connections, after a short warm-up, and reads every body to its end.</summary>
    /// <returns>The time of each, and how many came through in a second.</returns>
    public static async Task<(Samples Times, double PerSecond)> GetAsync(HttpClient http, string path, int requests, int connections)
    {
        await RepeatAsync(http, path, Math.Max(20, requests / 10), connections);
        var start = Stopwatch.GetTimestamp();
        var times = await RepeatAsync(http, path, requests, connections);
        return (new Samples(times), requests / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Resident memory of a process, in megabytes.</summary>
    public static double Memory(int pid) => long.Parse(
        File.ReadLines($"/proc/{pid}/status").Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024.0;

    private static async Task<double[]> RepeatAsync(HttpClient http, string path, int requests, int connections)
    {
        var left = requests;
        var workers = Enumerable.Range(0, connections).Select(async _ =>
        {
            var times = new List<double>();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(path);
                answer.EnsureSuccessStatusCode();
                await answer.Content.CopyToAsync(Stream.Null);
                times.Add(Milliseconds(start));
            }
            return times;
        });
        return [.. (await Task.WhenAll(workers)).SelectMany(t => t)];
    }
}
