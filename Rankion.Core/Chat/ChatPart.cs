using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Chat;

/// <summary>Where a tool call stands. The last four are final.</summary>
public enum ChatCallState
{
    /// <summary>It will be done: nobody has to be asked, or the person said yes.</summary>
    Proposed,

    /// <summary>A person has to say yes first.</summary>
    Awaiting,
    Running,
    Done,
    Failed,
    Declined,
    Stopped,
}

/// <summary>A piece of an answer: words, or a tool call with what came of it.</summary>
public sealed class ChatPart
{
    public long Id { get; set; }

    public long MessageId { get; set; }

    /// <summary>Which of the model's replies within this answer it came in, from 0.</summary>
    public int Round { get; set; }

    /// <summary>Words; empty on a call.</summary>
    public string Text { get; set; } = "";

    /// <summary>The tool's name; null on words.</summary>
    public string? Tool { get; set; }

    /// <summary>What the model calls this call.</summary>
    public string? CallId { get; set; }

    /// <summary>JSON, as the model gave it.</summary>
    public string? Arguments { get; set; }

    public ChatCallState State { get; set; }

    /// <summary>It asked a person first.</summary>
    public bool Asked { get; set; }

    /// <summary>Credits that it is expected to cost.</summary>
    public int Price { get; set; }

    /// <summary>Credits that it has cost; what failed was given back.</summary>
    public int Credits { get; set; }

    /// <summary>The job it started. It is written with the job and the money, so a call that has one is never started again.</summary>
    public long? JobId { get; set; }

    /// <summary>Images that it made, changed or found.</summary>
    public IReadOnlyList<long> ImageIds { get; set; } = [];

    /// <summary>JSON: what the model is told of it.</summary>
    public string? Result { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    public bool IsCall => Tool is not null;

    public bool IsFinal => State >= ChatCallState.Done;

    /// <summary>The prompt that really goes to the image provider; null where the call has none.</summary>
    public string? Prompt
    {
        get
        {
            try
            {
                using var arguments = JsonDocument.Parse(Arguments ?? "{}");
                var root = arguments.RootElement;
                return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("prompt", out var prompt) && prompt.ValueKind == JsonValueKind.String ? prompt.GetString() : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}

internal sealed class ChatPartMap : IEntityTypeConfiguration<ChatPart>
{
    public void Configure(EntityTypeBuilder<ChatPart> builder)
    {
        builder.ToTable("chat_parts");
        builder.Property(p => p.Tool).HasMaxLength(64);
        builder.Property(p => p.CallId).HasMaxLength(200);
        builder.Property(p => p.ErrorCode).HasMaxLength(60);
        builder.Property(p => p.ErrorMessage).HasMaxLength(1000);
        builder.Property(p => p.ImageIds).HasConversion(
            ids => string.Join(',', ids),
            text => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToList(),
            new ValueComparer<IReadOnlyList<long>>((a, b) => a!.SequenceEqual(b!), ids => ids.Count));
        builder.Ignore(p => p.IsCall);
        builder.Ignore(p => p.IsFinal);
        builder.Ignore(p => p.Prompt);
        builder.HasIndex(p => new { p.MessageId, p.Id });
        builder.HasOne<ChatMessage>().WithMany(m => m.Parts).HasForeignKey(p => p.MessageId).OnDelete(DeleteBehavior.Cascade);
    }
}
