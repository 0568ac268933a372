using System.Data.Common;
using Rankion.Core.Images;

namespace Rankion.Core.Data.Postgres;

/// <summary>PostgreSQL knows how rare values are and chooses by itself; a search is a condition on one column, indexed by trigrams.</summary>
internal sealed class PostgresImageDialect : ImageDialect
{
    public override string Join => "join";

    public override bool HasTextFeed => false;

    public override string Probe(string column) => column;

    public override object Instant(DateTime instant) => instant;

    public override string Micros(string instant) => $"cast(extract(epoch from {instant}) * 1000000 as bigint)";

    public override DateTime Instant(DbDataReader row, int column) => row.GetDateTime(column);

    public override string By(string index) => "";

    public override string Matches(TeamSql sql, IEnumerable<string> words, IReadOnlyList<string> either) => throw new NotSupportedException("There is no feed of texts on PostgreSQL.");

    public override string Holds(TeamSql sql, string word)
    {
        var escaped = word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
        return $"i.search_text like '%' || image_fold({sql.Add(escaped)}) || '%'";
    }

    public override string HasTag(TeamSql sql, string tag) => $"{sql.Add(tag)} = any(string_to_array(i.tags, chr(10)))";
}
