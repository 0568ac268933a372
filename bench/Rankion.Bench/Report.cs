using System.Globalization;
using System.Text.Json;

namespace Rankion.Bench;

/// <summary>What was measured, as a table for people and as JSON for programs.</summary>
internal sealed class Report(bool quick)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly List<Line> lines = [];

    /// <param name="budget">The value it should not exceed, where one is set.</param>
    public void Add(string name, double value, string unit, double? budget = null)
    {
        var line = new Line(name, Math.Round(value, 2), unit, budget);
        lines.Add(line);
        Console.WriteLine($"  {Text(line)}");
    }

    public void Print()
    {
        Console.WriteLine($"\n{"measured",-46} {"value",12}   budget");
        foreach (var line in lines)
            Console.WriteLine(Text(line));
    }

    /// <returns>The file's path.</returns>
    public async Task<string> SaveAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var folder = Directory.CreateDirectory(Path.Combine(Root(), "bench", "results")).FullName;
        var file = Path.Combine(folder, now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + ".json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { at = now, quick, cores = Environment.ProcessorCount, measured = lines }, Json));
        return file;
    }

    private static string Text(Line line)
    {
        var mark = line.Budget is null ? "" : line.Value <= line.Budget ? $"≤ {line.Budget} {line.Unit}" : $"over {line.Budget} {line.Unit}";
        return string.Create(CultureInfo.InvariantCulture, $"{line.Name,-46} {line.Value,9:0.##} {line.Unit,-6} {mark}");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Rankion.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmark runs from within the repository.");
        return folder.FullName;
    }

    private sealed record Line(string Name, double Value, string Unit, double? Budget);
}
