using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Chat;

/// <summary>Who says something in a conversation.</summary>
public enum ChatRole
{
    User,
    Assistant,
}

/// <summary>How far an answer is. What a person says is done from the start.</summary>
public enum ChatMessageState
{
    Done,

    /// <summary>A job is on it.</summary>
    Working,

    /// <summary>It goes on once a person has said yes or no to what it wants to do.</summary>
    Waiting,
    Failed,
    Stopped,
}

/// <summary>Something said in a conversation.</summary>
public sealed class ChatMessage
{
    public const int MaxContent = 32_000;

    public long Id { get; set; }

    public long SessionId { get; set; }

    /// <summary>What it answers or goes on from; null for the first thing said. Those of one parent are siblings.</summary>
    public long? ParentId { get; set; }

    public ChatRole Role { get; set; }

    public ChatMessageState State { get; set; }

    /// <summary>A person's words; empty on an answer, whose words are in its <see cref="Parts"/>.</summary>
    public required string Content { get; set; }

    /// <summary>The image that was pinned when it was said. Words stay when the image goes, so it may lead nowhere.</summary>
    public long? SourceId { get; set; }

    /// <summary>Who answers: the model's name, or <c>planner</c>.</summary>
    public string? Model { get; set; }

    /// <summary>The job that works on the answer, or did last.</summary>
    public long? JobId { get; set; }

    /// <summary>Whoever asked may change things: the tools of the answer can do no more than that.</summary>
    public bool MayWrite { get; set; }

    /// <summary><c>en</c> or <c>de</c>: the language of who asked, where the words do not say.</summary>
    public string? Language { get; set; }

    /// <summary>IANA name of the zone in which "tomorrow at nine" is meant.</summary>
    public string? TimeZone { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    /// <summary>What the team had left when the answer ended, where it cost something.</summary>
    public int? CreditsLeft { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>What an answer consists of, in order.</summary>
    public List<ChatPart> Parts { get; } = [];

    /// <summary>What was said, whoever said it.</summary>
    public string Words => Parts.Count == 0 ? Content : string.Join("\n\n", Parts.Where(p => p.Text.Length > 0).Select(p => p.Text));

    /// <summary>Credits that it really cost: what failed was given back.</summary>
    public int Credits => Parts.Sum(p => p.Credits);

    internal bool IsOpen => State is ChatMessageState.Working or ChatMessageState.Waiting;
}

internal sealed class ChatMessageMap : IEntityTypeConfiguration<ChatMessage>
{
    public void Configure(EntityTypeBuilder<ChatMessage> builder)
    {
        builder.ToTable("chat_messages");
        builder.Property(m => m.Model).HasMaxLength(100);
        builder.Property(m => m.Language).HasMaxLength(10);
        builder.Property(m => m.TimeZone).HasMaxLength(64);
        builder.Property(m => m.ErrorCode).HasMaxLength(60);
        builder.Property(m => m.ErrorMessage).HasMaxLength(1000);
        builder.Ignore(m => m.Words);
        builder.Ignore(m => m.Credits);
        builder.Ignore(m => m.IsOpen);
        builder.HasIndex(m => new { m.SessionId, m.Id });
        builder.HasIndex(m => m.JobId).HasFilter("job_id is not null");
        builder.HasOne<ChatSession>().WithMany(s => s.Messages).HasForeignKey(m => m.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}
