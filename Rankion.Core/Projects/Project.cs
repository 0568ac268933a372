using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Projects;

/// <summary>A piece of work that images are made for.</summary>
public sealed class Project
{
    public const int MaxName = 100;
    public const int MaxSlug = 60;

    public long Id { get; set; }

    public long TeamId { get; set; }

    public required string Name { get; set; }

    /// <summary>Unique within the team.</summary>
    public required string Slug { get; set; }

    /// <summary>The dot's colour, <c>#rrggbb</c>.</summary>
    public required string Color { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Since then it is offered nowhere any more; what it holds stays.</summary>
    public DateTime? ArchivedAt { get; set; }

    public bool IsArchived => ArchivedAt is not null;
}

internal sealed class ProjectMap : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.ToTable("projects");
        builder.Property(p => p.Name).HasMaxLength(Project.MaxName);
        builder.Property(p => p.Slug).HasMaxLength(Project.MaxSlug);
        builder.Property(p => p.Color).HasMaxLength(7);
        builder.Ignore(p => p.IsArchived);
        builder.HasIndex(p => new { p.TeamId, p.Slug }).IsUnique();
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(p => p.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}
