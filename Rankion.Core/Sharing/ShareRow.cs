using Rankion.Core.Data;

namespace Rankion.Core.Sharing;

/// <summary>Links read by a hand-written statement, as EF Core would read them (<see cref="ShareMap"/>).</summary>
internal static class ShareRow
{
    /// <summary>What such a statement selects from <c>shares s</c>, in the order in which it is read.</summary>
    private const string Columns = """
        s.id, s.team_id, s.image_id, s.token, s.password_hash, s.expires_at, s.allow_download, s.view_count, s.last_viewed_at, s.created_by_id, s.created_at,
        s.revoked_by_id, s.revoked_at, s.is_latest, s.download_size, s.show_prompt, s.show_label, s.note, s.visitor_count, s.download_count
        """;

    /// <summary>The links of these images that are active now.</summary>
    public static ValueTask<List<Share>> ActiveAsync(TeamStatements team, IReadOnlyList<long> imageIds, DateTime now, CancellationToken ct)
    {
        var sql = new TeamSql();
        sql.Text = $"""
            select {Columns} from shares s where s.image_id in ({sql.AddAll(imageIds)}) and s.is_latest and {team.Dialect.Probe("s.team_id")} = {TeamSql.Team}
                and s.revoked_at is null and (s.expires_at is null or s.expires_at > {sql.Add(team.Dialect.Instant(now))})
            """;
        return team.ReadAsync(sql, Read, ct);
    }

    private static Share Read(Row row) => new()
    {
        Id = row.Number(0),
        TeamId = row.Number(1),
        ImageId = row.Number(2),
        Token = row.Text(3),
        PasswordHash = row.TextOrNull(4),
        ExpiresAt = row.InstantOrNull(5),
        AllowDownload = row.Flag(6),
        ViewCount = (int)row.Number(7),
        LastViewedAt = row.InstantOrNull(8),
        CreatedById = row.Number(9),
        CreatedAt = row.Instant(10),
        RevokedById = row.NumberOrNull(11),
        RevokedAt = row.InstantOrNull(12),
        IsLatest = row.Flag(13),
        DownloadSize = Enum.Parse<ShareDownload>(row.Text(14), ignoreCase: true),
        ShowPrompt = row.Flag(15),
        ShowLabel = row.Flag(16),
        Note = row.TextOrNull(17),
        VisitorCount = (int)row.Number(18),
        DownloadCount = (int)row.Number(19),
    };
}
