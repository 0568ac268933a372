using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rankion.Core.Jobs;

namespace Rankion.Core.Exports;

/// <summary>How the images come in an export. Those that are of the format already come as they are.</summary>
public enum ExportFormat
{
    Original,
    Png,
    Jpeg,
    Webp,
}

/// <summary>An archive that a job makes of images: what was asked for, and where it is once it is ready.</summary>
public sealed class Export
{
    /// <summary>The job's id is the export's own.</summary>
    public long JobId { get; set; }

    public long TeamId { get; set; }

    /// <summary>Each once, in the order asked for.</summary>
    public IReadOnlyList<long> ImageIds { get; set; } = [];

    public ExportFormat Format { get; set; }

    /// <summary>1 to 100, of JPEG and WebP; null for the usual.</summary>
    public int? Quality { get; set; }

    public bool IncludeMetadata { get; set; }

    /// <summary>Neither prompts nor titles made of them come along.</summary>
    public bool OmitPrompts { get; set; }

    /// <summary>Names the file in the store, and nobody guesses it; null until the archive is whole, and again when it is gone.</summary>
    public string? FileKey { get; set; }

    public long SizeBytes { get; set; }

    /// <summary>Images that could not be exported; they stand in the archive's <c>errors.csv</c>.</summary>
    public int Missing { get; set; }

    /// <summary>When the file goes; null until there is one.</summary>
    public DateTime? ExpiresAt { get; set; }
}

internal sealed class ExportMap : IEntityTypeConfiguration<Export>
{
    public void Configure(EntityTypeBuilder<Export> builder)
    {
        builder.ToTable("exports");
        builder.HasKey(e => e.JobId);
        builder.Property(e => e.JobId).ValueGeneratedNever();
        builder.Property(e => e.FileKey).HasMaxLength(64);
        builder.Property(e => e.ImageIds).HasConversion(
            ids => string.Join(',', ids),
            text => text.Split(',', StringSplitOptions.None).Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToList(),
            new ValueComparer<IReadOnlyList<long>>((a, b) => a!.SequenceEqual(b!), ids => ids.Count));
        builder.HasIndex(e => new { e.TeamId, e.JobId });
        builder.HasIndex(e => e.FileKey).HasFilter("file_key is not null");
        builder.HasIndex(e => e.ExpiresAt).HasFilter("file_key is not null");
        builder.HasOne<Job>().WithOne().HasForeignKey<Export>(e => e.JobId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(e => e.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}
