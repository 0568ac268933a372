namespace Rankion.Core.Audit;

/// <summary>Which entries of the audit trail. Null means: any.</summary>
public sealed record AuditFilter
{
    /// <summary>How the action begins: <c>image</c>, <c>image.trashed</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Who did it.</summary>
    public long? UserId { get; init; }

    public string? SubjectKind { get; init; }

    public long? SubjectId { get; init; }

    /// <summary>Done at this instant or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Done at this instant or earlier.</summary>
    public DateTime? To { get; init; }

    internal IQueryable<AuditEntry> Apply(IQueryable<AuditEntry> entries)
    {
        if (Action is { } action)
            entries = entries.Where(e => e.Action.StartsWith(action));
        if (UserId is { } user)
            entries = entries.Where(e => e.UserId == user);
        if (SubjectKind is { } kind)
            entries = entries.Where(e => e.SubjectKind == kind);
        if (SubjectId is { } subject)
            entries = entries.Where(e => e.SubjectId == subject);
        if (From is { } from)
            entries = entries.Where(e => e.CreatedAt >= from);
        if (To is { } to)
            entries = entries.Where(e => e.CreatedAt <= to);
        return entries;
    }
}
