namespace Rankion.Core.Exports;

/// <summary>Lines of comma-separated values (RFC 4180) that a spreadsheet takes for text and never for a formula.</summary>
internal static class Csv
{
    public static string Line(params IEnumerable<string?> fields) => string.Join(',', fields.Select(field => Quote(Defuse(field ?? "")))) + "\r\n";

    /// <summary>An apostrophe before what a spreadsheet would compute.</summary>
    private static string Defuse(string field) => field.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(field[0]) ? "'" + field : field;

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
