using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Audit;

/// <summary>Who did what, when. Rows are only ever added, and outlive what they are about.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    public long TeamId { get; init; }

    /// <summary>Who did it; null for the system: a schedule, an operator's command.</summary>
    public long? UserId { get; init; }

    /// <summary>The API token it was done with; null for a browser session.</summary>
    public long? TokenId { get; init; }

    /// <summary>Dotted words, the thing first: <c>image.trashed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to: <c>image</c>, <c>token</c>, <c>member</c>.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>Its id; a member's is the person's.</summary>
    public long SubjectId { get; init; }

    /// <summary>A few words for a person where the action alone does not say it: the new title, the role.</summary>
    public string? Detail { get; init; }

    public DateTime CreatedAt { get; init; }
}

internal sealed class AuditEntryMap : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit");
        builder.Property(e => e.Action).HasMaxLength(60);
        builder.Property(e => e.SubjectKind).HasMaxLength(40);
        builder.HasIndex(e => new { e.TeamId, e.Id });
        builder.HasIndex(e => new { e.TeamId, e.SubjectKind, e.SubjectId, e.Id }).HasDatabaseName("ix_audit_subject");
        // restrict: nothing takes the trail along with it
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(e => e.TeamId).OnDelete(DeleteBehavior.Restrict);
    }
}
