using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Accounts;

/// <summary>A person who signs in. Rights come from the person's memberships, not from the account.</summary>
public sealed class User : IdentityUser<long>
{
    public required string DisplayName { get; set; }

    /// <summary>The team the person last worked in; null until the first choice.</summary>
    public long? CurrentTeamId { get; set; }

    /// <summary>The language the person chose, <c>de</c>; null: as the browser asks.</summary>
    public string? Language { get; set; }

    /// <summary>The zone the person chose, by its IANA name; null: as in the browser.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Keys of a single character do nothing for this person.</summary>
    public bool ShortcutsOff { get; set; }

    public DateTime CreatedAt { get; set; }
}

/// <summary>A bearer token of one person in one team. The secret itself is shown once and never kept.</summary>
public sealed class ApiToken
{
    public long Id { get; set; }

    public long TeamId { get; set; }

    public long UserId { get; set; }

    public required string Name { get; set; }

    /// <summary>The first characters of the secret, enough for its owner to tell tokens apart: <c>rk_8fK2</c>.</summary>
    public required string Prefix { get; set; }

    /// <summary>SHA-256 of the whole secret.</summary>
    public required byte[] Hash { get; set; }

    public Scopes Scopes { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? ExpiresAt { get; set; }

    /// <summary>Kept to the minute: a busy token does not write a row per request.</summary>
    public DateTime? LastUsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }
}

internal sealed class UserMap : IEntityTypeConfiguration<User>, IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.Property(u => u.DisplayName).HasMaxLength(100);
        builder.Property(u => u.Language).HasMaxLength(10);
        builder.Property(u => u.TimeZone).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("api_tokens");
        builder.Property(t => t.Name).HasMaxLength(100);
        builder.Property(t => t.Prefix).HasMaxLength(12);
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasIndex(t => new { t.TeamId, t.UserId, t.CreatedAt });
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(t => t.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
