// Measures the built app from outside: see bench/README.md
using System.Globalization;
using Rankion.Bench;

if (Environment.GetEnvironmentVariable("RANKION_RAW") is { Length: > 0 } database)
{
    RawServer.Run(database);
    return;
}
var quick = args.Contains("--quick");
if (args is ["reads", ..])
{
    var sizes = Option("--rows") is { } rows ? [.. rows.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))] : quick ? [1_000, 10_000] : new[] { 1_000, 100_000, 1_000_000 };
    var rounds = int.Parse(Option("--rounds") ?? (quick ? "3" : "9"), CultureInfo.InvariantCulture);
    var connections = int.Parse(Option("--connections") ?? "2", CultureInfo.InvariantCulture);
    await Ratios.MeasureAsync(Option("--keep"), sizes, rounds, connections, Option("--only"));
    return;
}
var report = new Report(quick);
await using var ground = await Ground.PrepareAsync();

await StartUp.MeasureAsync(ground, report, starts: quick ? 2 : 5);
await Generating.MeasureAsync(ground, report, single: quick ? 10 : 50, many: quick ? 16 : 80);
await Thumbnail.MeasureAsync(ground, report, requests: quick ? 800 : 4000);

report.Print();
Console.WriteLine($"\nWritten to {await report.SaveAsync()}");

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
