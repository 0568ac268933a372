using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rankion.Core.Images;

namespace Rankion.Core.Chat;

/// <summary>A person's conversation, in one of their teams. What is said in it is a tree; <see cref="LeafId"/> says which branch is shown.</summary>
public sealed class ChatSession
{
    public const int MaxTitle = 200;

    /// <summary>What one conversation holds at most, all branches together.</summary>
    public const int MaxMessages = 2000;

    public long Id { get; set; }

    public long TeamId { get; set; }

    public long UserId { get; set; }

    public required string Title { get; set; }

    /// <summary>A person chose the title; else the first thing said becomes it.</summary>
    public bool IsTitled { get; set; }

    /// <summary>The image it is about; null when there is none, or it was deleted for good.</summary>
    public long? GalleryImageId { get; set; }

    /// <summary>The last message of the branch that is shown; null while nothing has been said.</summary>
    public long? LeafId { get; set; }

    /// <summary>The answer that is being worked on; null while nobody does. One at a time, whatever the number of tabs.</summary>
    public long? TurnId { get; set; }

    /// <summary>What costs credits is done without asking first. What reveals asks all the same.</summary>
    public bool FreeHand { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>When something was last said or renamed: the order of the list.</summary>
    public DateTime UpdatedAt { get; set; }

    public List<ChatMessage> Messages { get; } = [];
}

internal sealed class ChatSessionMap : IEntityTypeConfiguration<ChatSession>
{
    public void Configure(EntityTypeBuilder<ChatSession> builder)
    {
        builder.ToTable("chat_sessions");
        builder.Property(s => s.Title).HasMaxLength(ChatSession.MaxTitle);
        builder.HasIndex(s => new { s.TeamId, s.UserId, s.UpdatedAt, s.Id });
        builder.HasIndex(s => s.GalleryImageId);
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(s => s.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Image>().WithMany().HasForeignKey(s => s.GalleryImageId).OnDelete(DeleteBehavior.SetNull);
    }
}
