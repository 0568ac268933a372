using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Calendar;

/// <summary>What is planned.</summary>
public enum EventKind
{
    Article,
    SocialPost,
    Newsletter,
    Other,
}

/// <summary>Where it stands. Only a scheduled one becomes due when its time comes.</summary>
public enum EventStatus
{
    Idea,
    Draft,
    Scheduled,
    Published,
    Cancelled,
}

/// <summary>A slot for a piece of content of a project, with or without a date.</summary>
public sealed class CalendarEvent
{
    public const int MaxTitle = 200;
    public const int MaxNotes = 10_000;

    /// <summary>A week.</summary>
    public const int MaxMinutes = 7 * 24 * 60;

    /// <summary>Where what has no date stands in the order of lists.</summary>
    public static readonly DateTime Someday = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    public long Id { get; set; }

    public long TeamId { get; set; }

    public long ProjectId { get; set; }

    public required string Title { get; set; }

    public EventKind Kind { get; set; }

    public EventStatus Status { get; set; }

    /// <summary>The instant; null: no date yet.</summary>
    public DateTime? ScheduledAt { get; private set; }

    /// <summary>
    /// What the clock on the wall of <see cref="TimeZone"/> is to show: moved by days it stays, through changes of the clock too. An
    /// hour that a day does not have is kept here as it was wished.
    /// </summary>
    public DateTime? LocalAt { get; private set; }

    /// <summary>IANA name of the zone it was planned in.</summary>
    public string TimeZone { get; private set; } = WallClock.UtcId;

    /// <summary><see cref="ScheduledAt"/>, or <see cref="Someday"/>: the order of every list, as it stands in an index.</summary>
    public DateTime OrderAt { get; private set; } = Someday;

    public int? DurationMinutes { get; set; }

    public long? ArticleId { get; set; }

    public long? ImageId { get; set; }

    public string? Notes { get; set; }

    public long CreatedById { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }

    /// <summary>Since when it has been in its status.</summary>
    public DateTime StatusAt { get; set; }

    /// <summary>When its members were told that its time has come.</summary>
    public DateTime? DueAt { get; set; }

    public DateTime? DeletedAt { get; set; }

    /// <summary>Counts the changes: the ETag is made of it, and it is the SEQUENCE in feeds.</summary>
    public int Version { get; set; }

    /// <summary>Plans it for an instant, seen in a zone; null takes the date away.</summary>
    public void Plan(DateTime? instant, string zone)
    {
        (ScheduledAt, TimeZone, OrderAt) = (instant, zone, instant ?? Someday);
        LocalAt = instant is { } at ? WallClock.Local(at, WallClock.Zone(zone)) : null;
    }

    /// <summary>The same time of day in its zone, so many days later.</summary>
    internal void Shift(int days)
    {
        if (LocalAt is not { } local)
            return;
        LocalAt = local.AddDays(days);
        ScheduledAt = WallClock.Instant(LocalAt.Value, WallClock.Zone(TimeZone));
        OrderAt = ScheduledAt.Value;
    }

    internal void Touch(DateTime now)
    {
        UpdatedAt = now;
        Version++;
    }
}

internal sealed class CalendarEventMap : IEntityTypeConfiguration<CalendarEvent>
{
    public void Configure(EntityTypeBuilder<CalendarEvent> builder)
    {
        builder.ToTable("calendar_events");
        builder.Property(e => e.Title).HasMaxLength(CalendarEvent.MaxTitle);
        builder.Property(e => e.TimeZone).HasMaxLength(WallClock.MaxName);
        // a clock on a wall has no zone
        builder.Property(e => e.LocalAt).HasConversion(t => t == null ? (DateTime?)null : DateTime.SpecifyKind(t.Value, DateTimeKind.Utc), t => t == null ? null : DateTime.SpecifyKind(t.Value, DateTimeKind.Unspecified));
        builder.Property(e => e.Notes).HasMaxLength(CalendarEvent.MaxNotes);
        builder.Property(e => e.Version).IsConcurrencyToken();
        // with the few that are deleted: feeds tell of them
        builder.HasIndex(e => new { e.TeamId, e.OrderAt, e.Id });
        builder.HasIndex(e => new { e.TeamId, e.ProjectId, e.OrderAt, e.Id });
        builder.HasIndex(e => new { e.TeamId, e.DueAt }).HasFilter("due_at is not null and deleted_at is null");
        builder.HasIndex([nameof(CalendarEvent.ScheduledAt)], "ix_calendar_events_upcoming").HasFilter("status = 'scheduled' and due_at is null and deleted_at is null");
        builder.HasIndex(e => e.DeletedAt).HasFilter("deleted_at is not null");
        builder.HasIndex(e => e.ProjectId);
        builder.HasIndex(e => e.ArticleId).HasFilter("article_id is not null");
        builder.HasIndex(e => new { e.ImageId, e.TeamId }).HasFilter("image_id is not null");
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(e => e.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Projects.Project>().WithMany().HasForeignKey(e => e.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Articles.Article>().WithMany().HasForeignKey(e => e.ArticleId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Images.Image>().WithMany().HasForeignKey(e => e.ImageId).OnDelete(DeleteBehavior.SetNull);
    }
}
