using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Jobs;

/// <summary>Where a job stands. The last three are final.</summary>
public enum JobStatus
{
    Queued,
    Processing,
    Ready,
    Failed,
    Cancelled,
}

/// <summary>
/// A piece of slow work. The row is written in the transaction of what it is about, and is the queue: a worker takes it by
/// lease, so that a dead worker's job comes back by itself.
/// </summary>
public sealed class Job
{
    public long Id { get; set; }

    public long TeamId { get; set; }

    public long UserId { get; set; }

    /// <summary>Which <see cref="IJob"/> runs it.</summary>
    public required string Kind { get; set; }

    public JobStatus Status { get; set; }

    /// <summary>What happens now, in one word for a person: <c>rendering</c>, <c>storing</c>.</summary>
    public string? Stage { get; set; }

    public int Done { get; set; }

    public int Total { get; set; }

    /// <summary>How often a worker has taken it.</summary>
    public int Attempts { get; set; }

    /// <summary>Not taken before this instant; set by back-off.</summary>
    public DateTime RunAfter { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTime? LeaseUntil { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? StartedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    public bool IsFinal => Status >= JobStatus.Ready;
}

internal sealed class JobMap : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs");
        builder.Property(j => j.Kind).HasMaxLength(40);
        builder.Property(j => j.Stage).HasMaxLength(40);
        builder.Property(j => j.LeaseOwner).HasMaxLength(100);
        builder.Property(j => j.ErrorCode).HasMaxLength(60);
        builder.Property(j => j.ErrorMessage).HasMaxLength(1000);
        builder.Ignore(j => j.IsFinal);
        // The queue itself: small however many jobs have ever run.
        builder.HasIndex(j => new { j.Status, j.TeamId, j.RunAfter, j.Id }).HasFilter("status in ('queued', 'processing')").HasDatabaseName("ix_jobs_open");
        builder.HasIndex(j => new { j.TeamId, j.Id });
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(j => j.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}
