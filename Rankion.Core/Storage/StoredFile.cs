using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Storage;

/// <summary>
/// A file that a team's images share, counted once however many do. Triggers on the images keep these rows, and their sums in
/// <see cref="TeamStorage"/>, in the transaction that changes an image, whoever does it.
/// </summary>
public sealed class StoredFile
{
    public long TeamId { get; set; }

    public required string Sha256 { get; set; }

    public long SizeBytes { get; set; }

    /// <summary>Of its thumbnails.</summary>
    public long DerivedBytes { get; set; }

    /// <summary>How many images have it.</summary>
    public int Images { get; set; }
}

/// <summary>What a team keeps, in bytes.</summary>
public sealed class TeamStorage
{
    public long TeamId { get; set; }

    public long Originals { get; set; }

    public long Derivatives { get; set; }
}

internal sealed class StoredFileMap : IEntityTypeConfiguration<StoredFile>, IEntityTypeConfiguration<TeamStorage>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.ToTable("stored_files");
        builder.HasKey(f => new { f.TeamId, f.Sha256 });
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(f => f.TeamId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<TeamStorage> builder)
    {
        builder.ToTable("team_storage");
        builder.HasKey(s => s.TeamId);
        builder.Property(s => s.TeamId).ValueGeneratedNever();
        builder.HasOne<Teams.Team>().WithOne().HasForeignKey<TeamStorage>(s => s.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}
