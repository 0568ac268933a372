using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Rankion.Core.Accounts;
using Rankion.Core.Articles;
using Rankion.Core.Audit;
using Rankion.Core.Calendar;
using Rankion.Core.Chat;
using Rankion.Core.Collections;
using Rankion.Core.Credits;
using Rankion.Core.Editing;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Projects;
using Rankion.Core.Sharing;
using Rankion.Core.Storage;
using Rankion.Core.Teams;

namespace Rankion.Core.Data;

/// <summary>
/// The one door to a team's rows: every query on team data starts here, with the actor's team already in it. What another
/// team owns does not exist behind it.
/// </summary>
public sealed class TeamData(RankionDbContext db, long teamId) : TeamStatements
{
    public IQueryable<Team> Teams => db.Set<Team>().Where(t => t.Id == teamId);

    public IQueryable<Membership> Memberships => db.Set<Membership>().Where(m => m.TeamId == teamId);

    public IQueryable<Invitation> Invitations => db.Set<Invitation>().Where(i => i.TeamId == teamId);

    public IQueryable<ApiToken> ApiTokens => db.Set<ApiToken>().Where(t => t.TeamId == teamId);

    public IQueryable<Project> Projects => db.Set<Project>().Where(p => p.TeamId == teamId);

    public IQueryable<Image> Images => db.Set<Image>().Where(i => i.TeamId == teamId);

    public IQueryable<Collection> Collections => db.Set<Collection>().Where(c => c.TeamId == teamId);

    public IQueryable<CollectionItem> CollectionItems => db.Set<CollectionItem>().Where(c => c.TeamId == teamId);

    public IQueryable<StoredFile> StoredFiles => db.Set<StoredFile>().Where(f => f.TeamId == teamId);

    public IQueryable<TeamStorage> Storage => db.Set<TeamStorage>().Where(s => s.TeamId == teamId);

    public IQueryable<ImageOrigin> ImageOrigins => db.Set<ImageOrigin>().Where(o => o.TeamId == teamId);

    internal override ImageDialect Dialect => db.ImageDialect;

    internal override long TeamId => teamId;

    public IQueryable<EditSession> EditSessions => db.Set<EditSession>().Where(s => s.TeamId == teamId);

    public IQueryable<EditMask> EditMasks => db.Set<EditMask>().Where(m => m.TeamId == teamId);

    public IQueryable<Share> Shares => db.Set<Share>().Where(s => s.TeamId == teamId);

    public IQueryable<SharePolicy> SharePolicies => db.Set<SharePolicy>().Where(p => p.TeamId == teamId);

    public IQueryable<ChatSession> ChatSessions => db.Set<ChatSession>().Where(s => s.TeamId == teamId);

    public IQueryable<Job> Jobs => db.Set<Job>().Where(j => j.TeamId == teamId);

    public IQueryable<Export> Exports => db.Set<Export>().Where(e => e.TeamId == teamId);

    public IQueryable<Article> Articles => db.Set<Article>().Where(a => a.TeamId == teamId);

    public IQueryable<ArticleImage> ArticleImages => db.Set<ArticleImage>().Where(a => a.TeamId == teamId);

    /// <summary>Also the deleted ones, as long as feeds tell of them.</summary>
    public IQueryable<CalendarEvent> CalendarEvents => db.Set<CalendarEvent>().Where(e => e.TeamId == teamId);

    public IQueryable<CalendarFeed> CalendarFeeds => db.Set<CalendarFeed>().Where(f => f.TeamId == teamId);

    public IQueryable<LedgerEntry> Ledger => db.Set<LedgerEntry>().Where(e => e.TeamId == teamId);

    public IQueryable<AuditEntry> Audit => db.Set<AuditEntry>().Where(e => e.TeamId == teamId);

    /// <inheritdoc/>
    /// <remarks>In the transaction of a write, if there is one.</remarks>
    internal override async ValueTask<List<T>> ReadAsync<T>(TeamSql sql, Func<Row, T> read, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            return await ReadAsync(command, sql, read, ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Changes rows by a statement of its own.</summary>
    internal Task<int> ChangeAsync(TeamSql sql, CancellationToken ct) => db.Database.ExecuteSqlRawAsync(sql.Text, sql.ValuesFor(teamId), ct);

    /// <summary>Other rows by a statement of its own.</summary>
    internal IQueryable<T> Read<T>(TeamSql sql) => db.Database.SqlQueryRaw<T>(sql.Text, sql.ValuesFor(teamId));
}

/// <summary>
/// The same rows across teams, for work that is nobody's in particular: the queue, sign-in, commands, sweeps. The
/// architecture test lists the files that may open this door.
/// </summary>
public sealed class AllTeams(RankionDbContext db)
{
    public IQueryable<Team> Teams => db.Set<Team>();

    public IQueryable<Membership> Memberships => db.Set<Membership>();

    public IQueryable<Invitation> Invitations => db.Set<Invitation>();

    public IQueryable<ApiToken> ApiTokens => db.Set<ApiToken>();

    public IQueryable<Image> Images => db.Set<Image>();

    public IQueryable<Share> Shares => db.Set<Share>();

    public IQueryable<Job> Jobs => db.Set<Job>();

    public IQueryable<CalendarEvent> CalendarEvents => db.Set<CalendarEvent>();

    public IQueryable<CalendarFeed> CalendarFeeds => db.Set<CalendarFeed>();

    public IQueryable<Export> Exports => db.Set<Export>();

    public IQueryable<EditMask> EditMasks => db.Set<EditMask>();
}

public static class Doors
{
    /// <summary>The actor's team's rows.</summary>
    public static TeamData For(this RankionDbContext db, Actor actor) => new(db, actor.TeamId);

    /// <summary>The rows of the team that a row already in hand belongs to: a job working for its team.</summary>
    public static TeamData ForTeam(this RankionDbContext db, long teamId) => new(db, teamId);

    /// <summary>Rows of every team; only for the system's own work.</summary>
    public static AllTeams AcrossTeams(this RankionDbContext db) => new(db);
}
