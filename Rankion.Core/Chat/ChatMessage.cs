using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Chat;

/// <summary>Who says something in a conversation.</summary>
public enum ChatRole
{
    User,
    Assistant,
}

/// <summary>Something said in a conversation.</summary>
public sealed class ChatMessage
{
    public long Id { get; set; }

    public long SessionId { get; set; }

    public ChatRole Role { get; set; }

    public required string Content { get; set; }

    public DateTime CreatedAt { get; set; }
}

internal sealed class ChatMessageMap : IEntityTypeConfiguration<ChatMessage>
{
    public void Configure(EntityTypeBuilder<ChatMessage> builder)
    {
        builder.ToTable("chat_messages");
        builder.HasIndex(m => new { m.SessionId, m.Id });
        builder.HasOne<ChatSession>().WithMany(s => s.Messages).HasForeignKey(m => m.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}
