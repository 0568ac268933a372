using System.Data.Common;
using Rankion.Core.Data;
using Rankion.Core.Images;

namespace Rankion.Core.Sharing;

/// <summary>Links read by a hand-written statement, as EF Core would read them (<see cref="ShareMap"/>).</summary>
internal static class ShareRow
{
    /// <summary>What such a statement selects from <c>shares s</c>, in the order in which it is read.</summary>
    private const string Columns = """
        s.id, s.team_id, s.image_id, s.token, s.password_hash, s.expires_at, s.allow_download, s.view_count, s.last_viewed_at, s.created_by_id, s.created_at,
        s.revoked_by_id, s.revoked_at, s.is_latest
        """;

    /// <summary>The links of these images that are active now.</summary>
    public static ValueTask<List<Share>> ActiveAsync(TeamStatements team, IReadOnlyList<long> imageIds, DateTime now, CancellationToken ct)
    {
        var sql = new TeamSql();
        sql.Text = $"""
            select {Columns} from shares s where s.image_id in ({sql.AddAll(imageIds)}) and s.is_latest and {team.Dialect.Probe("s.team_id")} = {TeamSql.Team}
                and s.revoked_at is null and (s.expires_at is null or s.expires_at > {sql.Add(team.Dialect.Instant(now))})
            """;
        return team.ReadAsync(sql, row => Read(row, team.Dialect), ct);
    }

    private static Share Read(DbDataReader row, ImageDialect dialect) => new()
    {
        Id = row.GetInt64(0),
        TeamId = row.GetInt64(1),
        ImageId = row.GetInt64(2),
        Token = row.GetString(3),
        PasswordHash = row.IsDBNull(4) ? null : row.GetString(4),
        ExpiresAt = row.IsDBNull(5) ? null : dialect.Instant(row, 5),
        AllowDownload = row.GetBoolean(6),
        ViewCount = row.GetInt32(7),
        LastViewedAt = row.IsDBNull(8) ? null : dialect.Instant(row, 8),
        CreatedById = row.GetInt64(9),
        CreatedAt = dialect.Instant(row, 10),
        RevokedById = row.IsDBNull(11) ? null : row.GetInt64(11),
        RevokedAt = row.IsDBNull(12) ? null : dialect.Instant(row, 12),
        IsLatest = row.GetBoolean(13),
    };
}
