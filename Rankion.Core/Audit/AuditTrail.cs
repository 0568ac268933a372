using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Audit;

/// <summary>An entry with the name of who did it, where it was a person.</summary>
public sealed record AuditLine(AuditEntry Entry, string? UserName);

/// <summary>
/// The team's memory of who changed or revealed what. An entry is written in the transaction of what it tells, so that neither
/// is there without the other; nothing here changes or removes one.
/// </summary>
public sealed class AuditTrail(Database database, TimeProvider time)
{
    /// <summary>Adds an entry to the caller's transaction.</summary>
    /// <param name="action">Dotted words, the thing first: <c>image.trashed</c>.</param>
    /// <param name="detail">No secrets and no prompts: it stays when the image is gone.</param>
    internal void Record(WriteScope write, Actor actor, string action, string subjectKind, long subjectId, string? detail = null) =>
        Add(write, actor.TeamId, actor.UserId, actor.TokenId, action, subjectKind, subjectId, detail);

    /// <summary>The same for what no signed-in person did: a schedule, an operator, somebody on the way in.</summary>
    internal void Record(WriteScope write, long teamId, long? userId, string action, string subjectKind, long subjectId, string? detail = null) =>
        Add(write, teamId, userId, null, action, subjectKind, subjectId, detail);

    /// <summary>A page of the trail by number, newest first.</summary>
    /// <exception cref="RefusalException">403 unless an admin asks.</exception>
    public async Task<Page<AuditLine>> ReadAsync(Actor actor, AuditFilter filter, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var entries = filter.Apply(db.For(actor.RequireAdmin()).Audit);
        var total = await entries.CountAsync(ct);
        var skipped = (page.Number - 1L) * page.PerPage;
        var items = skipped >= total ? [] : await ShownAsync(db, entries.OrderByDescending(e => e.Id).Skip((int)skipped).Take(page.PerPage), ct);
        return new(items, page.Number, page.PerPage, total);
    }

    /// <summary>What follows a cursor, newest first, at the same cost at any depth.</summary>
    /// <exception cref="RefusalException">403 unless an admin asks, 422 for a cursor that is none of this list.</exception>
    public async Task<Stretch<AuditLine>> StretchAsync(Actor actor, AuditFilter filter, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var all = filter.Apply(db.For(actor.RequireAdmin()).Audit);
        var total = await all.CountAsync(ct);
        var before = string.IsNullOrEmpty(page.Cursor) ? long.MaxValue : AuditCursor.Read(page.Cursor, filter);
        var items = await ShownAsync(db, all.Where(e => e.Id < before).OrderByDescending(e => e.Id).Take(page.PerPage + 1), ct);
        var more = items.Count > page.PerPage;
        var shown = more ? items[..page.PerPage] : items;
        return new(shown, page.PerPage, total, more ? AuditCursor.After(shown[^1].Entry, filter) : null);
    }

    /// <summary>What was done to one thing, newest first. Whoever may see the thing may see this.</summary>
    /// <param name="subjectKind">What it is: <c>image</c>.</param>
    /// <param name="take">How many entries at most.</param>
    public async Task<IReadOnlyList<AuditLine>> OfAsync(Actor actor, string subjectKind, long subjectId, int take, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var entries = db.For(actor).Audit.Where(e => e.SubjectKind == subjectKind && e.SubjectId == subjectId);
        return await ShownAsync(db, entries.OrderByDescending(e => e.Id).Take(take), ct);
    }

    private void Add(WriteScope write, long teamId, long? userId, long? tokenId, string action, string subjectKind, long subjectId, string? detail) =>
        write.Db.Add(new AuditEntry
        {
            TeamId = teamId,
            UserId = userId,
            TokenId = tokenId,
            Action = action,
            SubjectKind = subjectKind,
            SubjectId = subjectId,
            Detail = detail,
            CreatedAt = time.UtcNow(),
        });

    private static async Task<List<AuditLine>> ShownAsync(RankionDbContext db, IQueryable<AuditEntry> entries, CancellationToken ct)
    {
        var items = await entries.ToListAsync(ct);
        var ids = items.Select(e => e.UserId).Distinct().ToList();
        var names = await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return items.ConvertAll(e => new AuditLine(e, e.UserId is { } id ? names.GetValueOrDefault(id) : null));
    }
}
