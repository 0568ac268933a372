using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rankion.Core.Images;

namespace Rankion.Core.Chat;

/// <summary>A person's conversation, in one of their teams.</summary>
public sealed class ChatSession
{
    public long Id { get; set; }

    public long TeamId { get; set; }

    public long UserId { get; set; }

    public required string Title { get; set; }

    /// <summary>The image it is about; null when there is none, or it was deleted for good.</summary>
    public long? GalleryImageId { get; set; }

    public DateTime CreatedAt { get; set; }

    public List<ChatMessage> Messages { get; } = [];
}

internal sealed class ChatSessionMap : IEntityTypeConfiguration<ChatSession>
{
    public void Configure(EntityTypeBuilder<ChatSession> builder)
    {
        builder.ToTable("chat_sessions");
        builder.Property(s => s.Title).HasMaxLength(200);
        builder.HasIndex(s => new { s.TeamId, s.UserId, s.Id });
        builder.HasIndex(s => s.GalleryImageId);
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(s => s.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Image>().WithMany().HasForeignKey(s => s.GalleryImageId).OnDelete(DeleteBehavior.SetNull);
    }
}
