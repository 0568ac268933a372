using System.Data.Common;
using System.Text;
using Rankion.Core.Images;

namespace Rankion.Core.Data.Sqlite;

/// <summary>
/// SQLite knows nothing about how rare a value is, so the order of tables and the one condition to search by are written
/// down. Texts are in an FTS5 index of trigrams whose rowid is the image's id and in which the team is a term.
/// </summary>
internal sealed class SqliteImageDialect : ImageDialect
{
    public override string Join => "cross join";

    public override bool HasTextFeed => true;

    // a leading plus keeps an index from being used for the term
    public override string Probe(string column) => "+" + column;

    public override object Instant(DateTime instant) => (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public override string Micros(string instant) => instant;

    public override string By(string index) => "indexed by " + index;

    public override DateTime Instant(DbDataReader row, int column) =>
        SqliteRankionDbContext.Instant(row.GetInt64(column));

    // char(...) as in the triggers that fill the index
    public override string Matches(TeamSql sql, IEnumerable<string> words, IReadOnlyList<string> either)
    {
        const string team = $"char(983040 + ({TeamSql.Team} >> 24 & 4095), 983040 + ({TeamSql.Team} >> 12 & 4095), 983040 + ({TeamSql.Team} & 4095))";
        var terms = words.Select(Term).ToList();
        if (either.Count > 0)
            terms.Add($"({string.Join(" OR ", either.Select(Term))})");
        return $"f.image_text match 'team:\"' || {team} || '\" AND ' || {sql.Add($"{{title prompt tags}}:({string.Join(" AND ", terms)})")}";
    }

    // LIKE knows the two cases of ASCII letters only; GLOB knows none, but takes a choice for each character
    public override string Holds(TeamSql sql, string word)
    {
        var isAscii = Ascii.IsValid(word);
        var pattern = sql.Add(isAscii ? Like(word) : Glob(word));
        var test = isAscii ? $"like {pattern} escape '\\'" : $"glob {pattern}";
        return $"(i.title {test} or i.prompt {test} or i.tags {test})";
    }

    public override string HasTag(TeamSql sql, string tag) => $"instr(char(10) || i.tags || char(10), char(10) || {sql.Add(tag)} || char(10)) > 0";

    private static string Term(string word) => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Like(string word) => $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";

    private static string Glob(string word)
    {
        var pattern = new StringBuilder("*");
        foreach (var rune in word.EnumerateRunes())
        {
            var (lower, upper) = (Rune.ToLowerInvariant(rune), Rune.ToUpperInvariant(rune));
            if (lower != upper)
                pattern.Append('[').Append(rune).Append(lower).Append(upper).Append(']');
            else if (rune.Value is '*' or '?' or '[')
                pattern.Append('[').Append(rune).Append(']');
            else
                pattern.Append(rune);
        }
        return pattern.Append('*').ToString();
    }
}
