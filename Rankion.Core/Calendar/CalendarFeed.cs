using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Calendar;

/// <summary>A part of the calendar that whoever has its address may subscribe to.</summary>
public sealed class CalendarFeed
{
    public const int TokenLength = 40;
    public const int MaxName = 100;

    public long Id { get; set; }

    public long TeamId { get; set; }

    /// <summary>The project whose feed it is; null: a filter of the whole team.</summary>
    public long? ProjectId { get; set; }

    public required string Name { get; set; }

    /// <summary>As <see cref="CalendarFilter.ToText"/> has it.</summary>
    public required string Filter { get; set; }

    /// <summary>SHA-256 of the token: the address is shown once.</summary>
    public required byte[] TokenHash { get; set; }

    public long CreatedById { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>To the hour.</summary>
    public DateTime? LastReadAt { get; set; }
}

internal sealed class CalendarFeedMap : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.ToTable("calendar_feeds");
        builder.Property(f => f.Name).HasMaxLength(CalendarFeed.MaxName);
        builder.Property(f => f.Filter).HasMaxLength(2000);
        builder.Property(f => f.TokenHash).HasMaxLength(32);
        builder.HasIndex(f => f.TokenHash).IsUnique();
        builder.HasIndex(f => new { f.TeamId, f.ProjectId, f.Id });
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(f => f.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Projects.Project>().WithMany().HasForeignKey(f => f.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }
}
