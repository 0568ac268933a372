using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Editing;

/// <summary>
/// A mask that a person has put here for their next edits. It is theirs alone, does not count as storage, and goes a day after it was
/// last used; the variants that were made with it keep its file.
/// </summary>
public sealed class EditMask
{
    /// <summary>What an upload id begins with, so that it is told from a data URI.</summary>
    public const string Mark = "mask_";

    /// <summary><c>mask_</c> and 32 hex digits; later ones sort behind earlier ones.</summary>
    public required string Id { get; set; }

    public long TeamId { get; set; }

    public long CreatedById { get; set; }

    public required string Sha256 { get; set; }

    /// <summary>Pixels; those of the image it was made for.</summary>
    public int Width { get; set; }

    public int Height { get; set; }

    public int SizeBytes { get; set; }

    /// <summary>The share of the pixels that may change, more than 0 and up to 1: whatever is not wholly opaque.</summary>
    public double Open { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }
}

internal sealed class EditMaskMap : IEntityTypeConfiguration<EditMask>
{
    public void Configure(EntityTypeBuilder<EditMask> builder)
    {
        builder.ToTable("edit_masks");
        builder.Property(m => m.Id).HasMaxLength(40);
        builder.Property(m => m.Sha256).HasMaxLength(64);
        builder.HasIndex(m => new { m.TeamId, m.CreatedById, m.Id });
        builder.HasIndex(m => m.Sha256);
        builder.HasIndex(m => m.ExpiresAt);
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(m => m.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}
