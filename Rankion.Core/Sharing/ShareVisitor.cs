using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Sharing;

/// <summary>Somebody who opened a link on a day: known again that day, and on no other. Forgotten when the day is over.</summary>
public sealed class ShareVisitor
{
    public long ShareId { get; init; }

    /// <summary>Its start, UTC.</summary>
    public DateTime Day { get; init; }

    /// <summary>A keyed hash; no address can be read out of it, and the key is another every day.</summary>
    public required byte[] Hash { get; init; }
}

internal sealed class ShareVisitorMap : IEntityTypeConfiguration<ShareVisitor>
{
    public void Configure(EntityTypeBuilder<ShareVisitor> builder)
    {
        builder.ToTable("share_visitors");
        builder.HasKey(v => new { v.ShareId, v.Day, v.Hash });
        builder.Property(v => v.Hash).HasMaxLength(32);
        builder.HasIndex(v => v.Day);
        builder.HasOne<Share>().WithMany().HasForeignKey(v => v.ShareId).OnDelete(DeleteBehavior.Cascade);
    }
}
