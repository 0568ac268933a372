using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Teams;

/// <summary>What a member may do; each role includes the ones before it.</summary>
public enum TeamRole
{
    Viewer,
    Editor,
    Admin,
    Owner,
}

/// <summary>Everything in the product belongs to one team.</summary>
public sealed class Team
{
    public long Id { get; set; }

    public required string Name { get; set; }

    /// <summary>The name in commands and links: lower-case letters, digits and dashes, unique.</summary>
    public required string Slug { get; set; }

    /// <summary>The sum of the team's ledger, kept in the transaction that adds to it; never negative.</summary>
    public int CreditBalance { get; set; }

    /// <summary>How much it may keep; null: as configured for all.</summary>
    public Storage.StoragePlan? Plan { get; set; }

    public DateTime CreatedAt { get; set; }
}

/// <summary>One person in one team.</summary>
public sealed class Membership
{
    public long TeamId { get; set; }

    public long UserId { get; set; }

    public TeamRole Role { get; set; }

    public DateTime CreatedAt { get; set; }
}

/// <summary>An invitation by e-mail; the link's token is kept only as a hash.</summary>
public sealed class Invitation
{
    public long Id { get; set; }

    public long TeamId { get; set; }

    public required string Email { get; set; }

    public TeamRole Role { get; set; }

    /// <summary>SHA-256 of the token in the link.</summary>
    public required byte[] TokenHash { get; set; }

    public long InvitedById { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? AcceptedAt { get; set; }

    public DateTime? RevokedAt { get; set; }
}

internal sealed class TeamMap : IEntityTypeConfiguration<Team>, IEntityTypeConfiguration<Membership>, IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("teams", t => t.HasCheckConstraint("ck_teams_credit_balance", "credit_balance >= 0"));
        builder.Property(t => t.Name).HasMaxLength(100);
        builder.Property(t => t.Slug).HasMaxLength(60);
        builder.HasIndex(t => t.Slug).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("memberships");
        builder.HasKey(m => new { m.TeamId, m.UserId });
        builder.HasIndex(m => m.UserId);
        builder.HasOne<Team>().WithMany().HasForeignKey(m => m.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Accounts.User>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations");
        builder.Property(i => i.Email).HasMaxLength(256);
        builder.HasIndex(i => i.TokenHash).IsUnique();
        builder.HasIndex(i => new { i.TeamId, i.CreatedAt });
        builder.HasOne<Team>().WithMany().HasForeignKey(i => i.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}
