using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Sharing;

/// <summary>What viewers may take along.</summary>
public enum ShareDownload
{
    /// <summary>The picture as it was made, without what it says of its prompt.</summary>
    Original,

    /// <summary>A JPEG for the web, at most <see cref="Share.WebWidth"/> pixels wide.</summary>
    Web,
}

/// <summary>A public link to one image. It stays as a memory when it is revoked, and when the image is deleted for good.</summary>
public sealed class Share
{
    public const int TokenLength = 40;

    /// <summary>Pixels.</summary>
    public const int WebWidth = 1920;

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

    /// <summary>What is downloaded where that is allowed.</summary>
    public ShareDownload DownloadSize { get; set; }

    /// <summary>Viewers are told the prompt, the model and the date, and files keep what they say of their prompt.</summary>
    public bool ShowPrompt { get; set; }

    /// <summary>The picture says that it was made by AI, where it was.</summary>
    public bool ShowLabel { get; set; } = true;

    /// <summary>From the team to the viewers, as plain text.</summary>
    public string? Note { get; set; }

    /// <summary>How often a person opened the page.</summary>
    public int ViewCount { get; set; }

    /// <summary>How many different people did, each once a day.</summary>
    public int VisitorCount { get; set; }

    /// <summary>How often a person took the picture along.</summary>
    public int DownloadCount { get; set; }

    public DateTime? LastViewedAt { get; set; }

    public long CreatedById { get; set; }

    public DateTime CreatedAt { get; set; }

    public long? RevokedById { get; set; }

    public DateTime? RevokedAt { get; set; }

    /// <summary>An image has one latest link: the only one that can be active.</summary>
    public bool IsLatest { get; set; } = true;

    public List<ShareEvent> Events { get; } = [];

    /// <summary>Allows what another one allows.</summary>
    internal void TakeTermsOf(Share other)
    {
        (ExpiresAt, PasswordHash, AllowDownload, DownloadSize) = (other.ExpiresAt, other.PasswordHash, other.AllowDownload, other.DownloadSize);
        (ShowPrompt, ShowLabel, Note) = (other.ShowPrompt, other.ShowLabel, other.Note);
    }

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
        builder.Property(s => s.Note).HasMaxLength(ShareTerms.MaxNote);
        builder.Property(s => s.DownloadSize).HasDefaultValue(ShareDownload.Original);
        builder.Property(s => s.ShowLabel).HasDefaultValue(true).HasSentinel(true);
        builder.HasIndex(s => new { s.TeamId, s.ImageId, s.Id });
        builder.HasIndex(s => new { s.TeamId, s.Id });
        // no key to the image: the link outlives it
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(s => s.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}
