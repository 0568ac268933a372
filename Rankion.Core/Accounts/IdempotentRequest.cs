using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Accounts;

/// <summary>
/// A POST that carried an Idempotency-Key, with its answer once there is one. Unfinished and past
/// <see cref="HeldUntil"/> it is free again: its request died.
/// </summary>
public sealed class IdempotentRequest
{
    public long TokenId { get; set; }

    /// <summary>1 to 255 characters, the client's.</summary>
    public required string Key { get; set; }

    /// <summary>SHA-256 of method, path and body.</summary>
    public required byte[] RequestHash { get; set; }

    public DateTime HeldUntil { get; set; }

    /// <summary>Null until the first request has been answered.</summary>
    public int? Status { get; set; }

    /// <summary>The answer's headers that belong to it, a line each.</summary>
    public string? Headers { get; set; }

    public byte[]? Body { get; set; }

    public DateTime CreatedAt { get; set; }
}

internal sealed class IdempotentRequestMap : IEntityTypeConfiguration<IdempotentRequest>
{
    public void Configure(EntityTypeBuilder<IdempotentRequest> builder)
    {
        builder.ToTable("idempotent_requests");
        builder.HasKey(r => new { r.TokenId, r.Key });
        builder.Property(r => r.Key).HasMaxLength(255);
        builder.HasIndex(r => r.CreatedAt);
        builder.HasOne<ApiToken>().WithMany().HasForeignKey(r => r.TokenId).OnDelete(DeleteBehavior.Cascade);
    }
}
