using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Sharing;

public enum ShareEventKind
{
    Created,
    Changed,
    Viewed,
    Revoked,
}

/// <summary>What happened to a link. Views are one event a day, with their number.</summary>
public sealed class ShareEvent
{
    public long Id { get; set; }

    public long ShareId { get; set; }

    public ShareEventKind Kind { get; set; }

    /// <summary>When; the start of the day (UTC) for views.</summary>
    public DateTime At { get; set; }

    /// <summary>Who did it; null for views.</summary>
    public long? UserId { get; set; }

    /// <summary>How many views that day; 1 for all else.</summary>
    public int Count { get; set; } = 1;

    /// <summary>Which of the terms were changed: <c>expires_at, password</c>.</summary>
    public string? Detail { get; set; }
}

internal sealed class ShareEventMap : IEntityTypeConfiguration<ShareEvent>
{
    public void Configure(EntityTypeBuilder<ShareEvent> builder)
    {
        builder.ToTable("share_events");
        builder.Property(e => e.Detail).HasMaxLength(200);
        builder.HasIndex(e => new { e.ShareId, e.At });
        builder.HasOne<Share>().WithMany(s => s.Events).HasForeignKey(e => e.ShareId).OnDelete(DeleteBehavior.Cascade);
    }
}
