// Measures the built app from outside, on a temporary folder: dotnet run -c Release --project bench/Rankion.Bench [-- --quick]
using Rankion.Bench;

var quick = args.Contains("--quick");
var report = new Report(quick);
await using var ground = await Ground.PrepareAsync();

await StartUp.MeasureAsync(ground, report, starts: quick ? 2 : 5);
await Generating.MeasureAsync(ground, report, single: quick ? 10 : 50, many: quick ? 16 : 80);
await Reading.MeasureAsync(ground, report, requests: quick ? 200 : 1000, rows: quick ? [1_000, 10_000] : [1_000, 100_000]);

report.Print();
Console.WriteLine($"\nWritten to {await report.SaveAsync()}");
