using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Credits;

/// <summary>Why credits moved.</summary>
public enum LedgerKind
{
    Grant,
    Charge,
    Refund,
}

/// <summary>One movement of credits. Rows are only ever added; the team's balance is their sum.</summary>
public sealed class LedgerEntry
{
    public long Id { get; set; }

    public long TeamId { get; set; }

    /// <summary>Signed: a charge is negative.</summary>
    public int Amount { get; set; }

    public LedgerKind Kind { get; set; }

    public long? JobId { get; set; }

    public long? ImageId { get; set; }

    /// <summary>Who caused it; null for the system.</summary>
    public long? UserId { get; set; }

    public string? Note { get; set; }

    public DateTime CreatedAt { get; set; }
}

/// <summary>A movement with who caused it and what it was for.</summary>
/// <param name="By">Null for the system, and where the person has gone.</param>
/// <param name="ImageTitle">Null where it was for no image, or the image was deleted for good.</param>
public sealed record LedgerLine(LedgerEntry Entry, string? By, string? ImageTitle);

internal sealed class LedgerEntryMap : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("ledger");
        builder.Property(e => e.Note).HasMaxLength(200);
        builder.HasIndex(e => new { e.TeamId, e.Id });
        // An image of a job is refunded at most once, whatever races.
        builder.HasIndex(e => new { e.JobId, e.ImageId }).IsUnique().HasFilter("kind = 'refund'").HasDatabaseName("ux_ledger_refund");
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(e => e.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}
