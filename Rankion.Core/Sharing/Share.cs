using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Sharing;

/// <summary>A public link to one image. It stays as a memory when it is revoked, and when the image is deleted for good.</summary>
public sealed class Share
{
    public const int TokenLength = 40;

    public long Id { get; set; }

    public long TeamId { get; set; }

    public long ImageId { get; set; }

    /// <summary>Of A–Z, a–z, 0–9. Kept as it is, because the link is shown again to whoever shares.</summary>
    public required string Token { get; set; }

    /// <summary>Null where the link is open to whoever has it.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>From this instant on the link is dead; null: never.</summary>
    public DateTime? ExpiresAt { get; set; }

    public bool AllowDownload { get; set; } = true;

    public int ViewCount { get; set; }

    public DateTime? LastViewedAt { get; set; }

    public long CreatedById { get; set; }

    public DateTime CreatedAt { get; set; }

    public long? RevokedById { get; set; }

    public DateTime? RevokedAt { get; set; }

    /// <summary>An image has one latest link: the only one that can be active.</summary>
    public bool IsLatest { get; set; } = true;

    public List<ShareEvent> Events { get; } = [];

    public bool IsActive(DateTime now) => RevokedAt is null && !(ExpiresAt <= now);
}

internal sealed class ShareMap : IEntityTypeConfiguration<Share>
{
    public void Configure(EntityTypeBuilder<Share> builder)
    {
        builder.ToTable("shares");
        builder.Property(s => s.Token).HasMaxLength(Share.TokenLength);
        builder.Property(s => s.PasswordHash).HasMaxLength(200);
        builder.HasIndex(s => s.Token).IsUnique();
        builder.HasIndex([nameof(Share.ImageId)], "ix_shares_latest").IsUnique().HasFilter("is_latest");
        builder.HasIndex(s => new { s.TeamId, s.ImageId, s.Id });
        // no key to the image: the link outlives it
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(s => s.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}
